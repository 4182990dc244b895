package org.jiaohao.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Those who want the server to stop, in a process of their own and from addresses of their own
 * (127.0.0.2 and up): requests without a session and with headers of 7 KB, requests that are never
 * sent to their end, wrong passwords for the administrator, and a stolen kiosk that fills the
 * broker. Prints what became of each kind, once a minute and when it is ended.
 */
final class Siege {
  private static final int ADDRESSES = 10;
  private static final int HALF_SENT_EACH = 60;
  private static final String FILLER = "x".repeat(7000);

  private final URI server;
  private final String broker;
  private final String username;
  private final String secret;
  private final String devices;
  private final Map<String, Integer> counts = new TreeMap<>();

  private Siege(URI server, String broker, String username, String secret, String hall) {
    this.server = server;
    this.broker = broker;
    this.username = username;
    this.secret = secret;
    this.devices = "qms/1/" + hall + "/agent/" + username + "/device/";
  }

  /**
   * Attacks until the process is ended.
   *
   * @param args base URL of the server, URI of the broker, then username, secret and hall of the
   *     stolen kiosk
   */
  public static void main(String[] args) throws InterruptedException {
    var siege = new Siege(URI.create(args[0]), args[1], args[2], args[3], args[4]);
    for (int i = 0; i < ADDRESSES; i++) {
      String from = "127.0.0." + (2 + i);
      siege.every(18, () -> siege.page(from)); // 560 a second together
      siege.every(1000, siege.halfSender(from));
      siege.every(100, () -> siege.guess(from));
    }
    siege.every(50, siege.thief());
    siege.every(100, siege::connectAsThief);
    while (true) {
      TimeUnit.MINUTES.sleep(1);
      siege.print();
    }
  }

  /** One kind of attack, once. */
  private interface Attack {
    void run() throws IOException, MqttException;
  }

  private void every(long millis, Attack attack) {
    Thread.ofPlatform()
        .start(
            () -> {
              while (true) {
                long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                try {
                  attack.run();
                } catch (IOException | MqttException refused) {
                  count("refused: " + refused.getClass().getSimpleName());
                }
                LockSupport.parkNanos(next - System.nanoTime());
              }
            });
  }

  private synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private synchronized void print() {
    System.out.println("The siege so far: " + counts);
  }

  private Socket connect(String from) throws IOException {
    var socket = new Socket(server.getHost(), server.getPort(), InetAddress.ofLiteral(from), 0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private void page(String from) throws IOException {
    ask(from, "/manage/x", "X-Filler: " + FILLER, "a page without a session");
  }

  private void guess(String from) throws IOException {
    String header = Hall.basic("admin", UUID.randomUUID().toString());
    ask(from, "/api/v1/halls", "Authorization: " + header, "a wrong password");
  }

  private void ask(String from, String path, String header, String what) throws IOException {
    try (Socket socket = connect(from)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: h\r\n" + header;
      socket
          .getOutputStream()
          .write((request + "\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      count(what + ": " + new String(answer, US_ASCII).replaceFirst("^\\S+ ?", ""));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Keeps so many requests half sent, a byte each second, and begins those anew that are ended. */
  private Attack halfSender(String from) {
    var held = new ArrayDeque<Socket>();
    return () -> {
      for (int i = held.size(); i > 0; i--) {
        Socket socket = held.poll();
        try {
          socket.getOutputStream().write('x');
          held.add(socket);
        } catch (IOException ended) {
          count("half sent: ended by the server");
          socket.close();
        }
      }
      while (held.size() < HALF_SENT_EACH) {
        Socket socket = connect(from);
        held.add(socket);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Drip: ".getBytes(US_ASCII));
        count("half sent: begun");
      }
    };
  }

  private MqttAsyncClient steal() throws MqttException {
    var client = new MqttAsyncClient(broker, "thief-" + UUID.randomUUID(), new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setUserName(username);
    options.setPassword(secret.getBytes(US_ASCII));
    try {
      client.connect(options).waitForCompletion(10_000);
    } catch (MqttException refused) {
      client.close(true);
      throw refused;
    }
    return client;
  }

  /** Retained messages of 60 KB on names of devices that do not exist. */
  private Attack thief() {
    byte[] payload = new byte[60_000];
    return () -> {
      MqttAsyncClient client = steal();
      count("stolen kiosk: connected");
      try {
        for (int i = 0; i < 100; i++) {
          String topic = devices + "d" + UUID.randomUUID() + "/status";
          client.publish(topic, payload, 1, true).waitForCompletion(10_000);
          count("stolen kiosk: message taken");
        }
      } finally {
        client.disconnectForcibly(0, 100, false);
        client.close(true);
      }
    };
  }

  /** One connection more with the one credential; it is never ended by this side. */
  private void connectAsThief() throws MqttException {
    steal();
    count("stolen kiosk: one more connection");
  }
}
