package org.jiaohao.bench;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.BrokerSockets;
import tools.jackson.databind.JsonNode;

/** What TLS adds to a draw over HTTP and to the way of a call over MQTT: both ways in turns. */
final class TlsBench {
  private static final int WARM_UP = 600;
  private static final int DRAWS = 1500;
  private static final int WARM_CALLS = 60;
  private static final int CALLS = 150;

  private TlsBench() {}

  static void run(Hall hall) throws Exception {
    JsonNode own = hall.enrol("bench-tls", "KIOSK");
    SSLContext tls = trusting(own.get("authority").asString());
    Samples[] draws = draws(hall, own, tls);
    Samples[] calls = calls(hall, own, tls);
    System.out.printf("%n| | plain p50 ms | TLS p50 ms | ratio | plain p99 | TLS p99 |%n");
    System.out.println("|---|---|---|---|---|---|");
    row("draw, HTTP, kept connection", draws);
    row("next → event at a subscriber, MQTT", calls);
  }

  private static void row(String name, Samples[] both) {
    double plain = both[0].percentile(50);
    double tls = both[1].percentile(50);
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
        name, plain, tls, tls / plain, both[0].percentile(99), both[1].percentile(99));
  }

  private static Samples[] draws(Hall hall, JsonNode own, SSLContext tls) throws Exception {
    Samples[] samples = {new Samples(), new Samples()};
    String kiosk = Hall.basic(own.get("username").asString(), own.get("secret").asString());
    try (var plain = new LeanClient(tickets(hall, hall.server()), kiosk);
        var secure = new LeanClient(tickets(hall, hall.tls()), kiosk, tls.getSocketFactory())) {
      LeanClient[] clients = {plain, secure};
      for (int i = -WARM_UP; i < DRAWS; i++) {
        for (int which = 0; which < clients.length; which++) {
          long start = System.nanoTime();
          int status = clients[which].post(UUID.randomUUID().toString(), "{\"queue\":\"b\"}");
          if (status != 201) {
            throw new IllegalStateException("a draw was answered with " + status);
          }
          if (i >= 0) {
            samples[which].add(System.nanoTime() - start);
          }
        }
      }
    }
    return samples;
  }

  private static URI tickets(Hall hall, String server) {
    return URI.create(hall.api().replace(hall.server(), server) + "/tickets");
  }

  /** The same calls as two subscribers of one agent get them. */
  private static Samples[] calls(Hall hall, JsonNode own, SSLContext tls) throws Exception {
    Samples[] samples = {new Samples(), new Samples()};
    BlockingQueue<Long> plain = new LinkedBlockingQueue<>();
    BlockingQueue<Long> secure = new LinkedBlockingQueue<>();
    String topic = "qms/1/" + own.get("hall").asString() + "/event/ticket-called";
    MqttAsyncClient one = subscribe(hall.mqtt(), own, BrokerSockets.plain(), topic, plain);
    MqttAsyncClient other =
        subscribe(own.get("mqttUri").asString(), own, BrokerSockets.over(tls), topic, secure);
    String window = hall.api() + "/windows/2/";
    String clerk = hall.staff("manager");
    String kiosk = Hall.basic(own.get("username").asString(), own.get("secret").asString());
    hall.send("POST", window + "open", clerk, "");
    for (int i = -WARM_CALLS; i < CALLS; i++) {
      draw(hall, kiosk);
      plain.clear();
      secure.clear();
      long pressed = System.nanoTime();
      hall.send("POST", window + "next", clerk, "");
      long atOne = arrival(plain) - pressed;
      long atOther = arrival(secure) - pressed;
      if (i >= 0) {
        samples[0].add(atOne);
        samples[1].add(atOther);
      }
      hall.send("POST", window + "start", clerk, "");
      hall.send("POST", window + "finish", clerk, "");
    }
    one.disconnectForcibly();
    other.disconnectForcibly();
    return samples;
  }

  private static void draw(Hall hall, String kiosk) throws Exception {
    try (var client = new LeanClient(tickets(hall, hall.server()), kiosk)) {
      client.post(UUID.randomUUID().toString(), "{\"queue\":\"a\"}");
    }
  }

  private static long arrival(BlockingQueue<Long> arrivals) throws InterruptedException {
    Long at = arrivals.poll(10, TimeUnit.SECONDS);
    if (at == null) {
      throw new IllegalStateException("a call never came");
    }
    return at;
  }

  private static MqttAsyncClient subscribe(
      String uri, JsonNode own, SocketFactory sockets, String topic, BlockingQueue<Long> arrivals)
      throws Exception {
    var client = new MqttAsyncClient(uri, "bench-" + UUID.randomUUID(), new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setUserName(own.get("username").asString());
    options.setPassword(own.get("secret").asString().getBytes(StandardCharsets.UTF_8));
    options.setSocketFactory(sockets);
    client.connect(options).waitForCompletion(10_000);
    IMqttMessageListener listener = (name, message) -> arrivals.add(System.nanoTime());
    client
        .subscribe(
            new MqttSubscription[] {new MqttSubscription(topic, 1)},
            null,
            null,
            new IMqttMessageListener[] {listener},
            new MqttProperties())
        .waitForCompletion(10_000);
    return client;
  }

  private static SSLContext trusting(String authority) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "hall",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(authority.getBytes(StandardCharsets.US_ASCII))));
    var managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
