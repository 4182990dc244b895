package org.jiaohao.device.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices that never come to an end, by mistake or on purpose: the caller does. */
class HostileAnswersTest {
  private static final Duration ANSWER = Duration.ofMillis(800);
  private static final Duration WHOLE = ANSWER.multipliedBy(2);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final List<Socket> connections = new ArrayList<>();
  private ServerSocket server;

  /** What a device sends for ever. */
  enum Endless {
    BODY(OK + "Connection: close\r\n\r\n", "x".repeat(100_000), 0),
    CHUNKS(OK + "Transfer-Encoding: chunked\r\n\r\n", "8\r\nabcdefgh\r\n".repeat(10_000), 0),
    LENGTH(OK + "Content-Length: 10000000000\r\n\r\n", "x".repeat(100_000), 0),
    DRIPPING_LENGTH(OK + "Content-Length: 10000000000\r\n\r\n", "x", 100),
    DRIPPING_CHUNKS(OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n", 100),
    CHUNK_HEAD(OK + "Transfer-Encoding: chunked\r\n\r\n1;", "x".repeat(100_000), 0),
    HEAD_LINE(OK + "X: ", "x".repeat(100_000), 0),
    HEADS(OK, "X: y\r\n".repeat(10_000), 0),
    DRIPPING_HEADS(OK, "X: y\r\n", 100),
    STATUS_LINE("HTTP/1.1 200 ", "x".repeat(100_000), 0),
    CONTINUES("", "HTTP/1.1 100 Continue\r\n\r\n", 20);

    private final byte[] first;
    private final byte[] again;
    private final int pause;

    Endless(String first, String again, int pause) {
      this.first = first.getBytes(StandardCharsets.US_ASCII);
      this.again = again.getBytes(StandardCharsets.US_ASCII);
      this.pause = pause;
    }
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void hangUp() throws IOException {
    server.close();
    for (Socket each : connections) {
      each.close();
    }
  }

  private HttpLine line() {
    String address = "http://127.0.0.1:" + server.getLocalPort() + "/eSCL";
    return HttpLine.of(new DeviceConfig("device-1", "escl", address, null, Map.of()));
  }

  private Socket accepted() throws IOException {
    Socket client = server.accept();
    connections.add(client);
    return client;
  }

  private void send(Endless what) {
    try {
      Socket caller = accepted();
      OutputStream out = caller.getOutputStream();
      out.write(what.first);
      do {
        out.write(what.again);
      } while (what.pause == 0 || !hangsUp(caller, what.pause));
    } catch (IOException e) {
      return; // the caller has hung up
    }
  }

  private static boolean hangsUp(Socket caller, int millis) throws IOException {
    caller.setSoTimeout(millis);
    try {
      return caller.getInputStream().read(new byte[1000]) < 0;
    } catch (SocketTimeoutException stillThere) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoEndIsGivenUpInTime(Endless what) throws Exception {
    Thread device = Thread.ofVirtual().start(() -> send(what));
    HttpLine line = line();
    var asked = CompletableFuture.supplyAsync(() -> status(line));
    long began = System.nanoTime();
    assertThat(asked.get(20, TimeUnit.SECONDS)).as("the answer has no end").isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(WHOLE.plus(Duration.ofSeconds(8)));
    assertThat(device.join(SOON)).as("the connection is closed").isTrue();
  }

  private static int status(HttpLine line) {
    try {
      return line.send("GET", line.uri(), ANSWER).status();
    } catch (TransportException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A printer without paper stops to take the document in. */
  @Test
  void aDeviceThatTakesNoBytesIsGivenUpInTime() throws Exception {
    Thread.ofVirtual().start(this::acceptOnly);
    HttpLine line = line();
    var body = new HttpLine.Body("application/ipp", new byte[64 * 1024 * 1024]);
    var asked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return line.send("POST", line.uri(), body, ANSWER, WHOLE).status();
              } catch (TransportException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(asked.get(20, TimeUnit.SECONDS)).as("nobody knows what became of it").isZero();
  }

  private void acceptOnly() {
    try {
      accepted();
    } catch (IOException e) {
      return; // the test is over
    }
  }

  /** Nothing was sent, so nothing can have come out. */
  @Test
  void aDeviceThatDoesNotTakeTheConnectionGotNothing() throws Exception {
    var full = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 2; i++) { // nobody accepts: no further connection is made
        var each = new Socket();
        full.add(each);
        each.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
      }
      HttpLine line = line();
      var page = new HttpLine.Body("application/ipp", new byte[9]);
      assertThatThrownBy(() -> line.send("POST", line.uri(), page, SOON, SOON))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
    } finally {
      for (Socket each : full) {
        each.close();
      }
    }
  }

  /** One that sleeps hears a later try: three seconds after the first one. */
  @Test
  void aDeviceThatWakesUpSlowlyIsWaitedFor() throws Exception {
    try (var first = new Socket();
        var second = new Socket()) {
      var at = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      first.connect(at, 500);
      second.connect(at, 500);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  await().atMost(SOON).until(this::theCallerHasTriedAgain);
                  accepted();
                  accepted();
                  accepted();
                } catch (IOException e) {
                  return; // the test is over
                }
              });
      line().open().close();
    }
  }

  /** Whether the kernel has repeated the request for a connection (Linux, proc(5)). */
  private boolean theCallerHasTriedAgain() throws IOException {
    String port = ":%04X".formatted(server.getLocalPort());
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.strip().split("\\s+"); // remote address, state, ..., retransmits
        if (fields[2].endsWith(port) && fields[3].equals("02") && !fields[6].matches("0+")) {
          return true;
        }
      }
    }
    return false;
  }
}
