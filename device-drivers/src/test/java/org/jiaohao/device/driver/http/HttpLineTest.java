package org.jiaohao.device.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.Test;

class HttpLineTest {
  private static final Duration SOON = Duration.ofSeconds(3);

  private static HttpLine line(String address) {
    return HttpLine.of(new DeviceConfig("device-1", "escl", address, null, Map.of()));
  }

  /** A device that takes a request and hangs up: once without a word, then with an answer. */
  @Test
  void aBodyIsNeverSentTwice() throws Exception {
    var requests = new AtomicInteger();
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread device = Thread.ofVirtual().start(() -> serve(server, requests));
      HttpLine line = line("http://127.0.0.1:" + server.getLocalPort() + "/print");
      var page = new HttpLine.Body("application/ipp", "a page".getBytes(StandardCharsets.US_ASCII));
      var answer = line.send("POST", line.uri(), page, SOON, SOON);
      assertThat(answer.status()).as("nobody knows what became of it").isZero();
      assertThat(requests).hasValue(1);
      answer = line.send("POST", line.uri(), page, SOON, SOON);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(requests).hasValue(2);
      server.close();
      device.join(Duration.ofSeconds(3));
    }
  }

  private static void serve(ServerSocket server, AtomicInteger requests) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        var received = new StringBuilder();
        while (!received.toString().endsWith("\r\n\r\na page")) {
          received.append((char) client.getInputStream().read());
        }
        if (requests.incrementAndGet() > 1) {
          String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
          client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        return; // the test is over
      }
    }
  }

  /** Who gave up a moment before the deadline called a slow scanner a silent one. */
  @Test
  void anAnswerIsWaitedForAsLongAsWasSaid() throws Exception {
    Duration longest = Duration.ofNanos(1_999_000);
    try (var silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      HttpLine line = line("http://127.0.0.1:" + silent.getLocalPort() + "/eSCL");
      for (int i = 0; i < 100; i++) {
        long began = System.nanoTime();
        assertThat(line.send("GET", line.uri(), HttpLine.Body.NONE, longest, SOON).status())
            .isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(longest);
      }
    }
  }

  /** Answers once, and hangs up. */
  private static Thread answering(ServerSocket server, String answer, StringBuilder request) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (Socket client = server.accept()) {
                while (!request.toString().endsWith("\r\n\r\n")) {
                  request.append((char) client.getInputStream().read());
                }
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              } catch (IOException e) {
                request.append(e);
              }
            });
  }

  @Test
  void whatCameOfAnAnswerThatBreaksOffIsHandedOn() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var request = new StringBuilder();
      String half = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\nhalf";
      Thread device = answering(server, half, request);
      HttpLine line = line("http://127.0.0.1:" + server.getLocalPort());
      HttpAnswer answer = line.send("GET", line.uri(), SOON);
      assertThat(answer.status()).isZero();
      assertThat(answer.type()).isEqualTo("image/jpeg");
      assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("half");
      device.join(SOON);
      assertThat(request.toString()).startsWith("GET / HTTP/1.1\r\n");
    }
  }

  @Test
  void aRefusedLoginAndAWishForTlsAreReasonsOfTheirOwn() throws Exception {
    var reasons = Map.of("401 X", Reason.LOGIN, "403 X", Reason.LOGIN, "426 X", Reason.TLS_WANTED);
    for (var each : reasons.entrySet()) {
      try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        String answer = "HTTP/1.1 " + each.getKey() + "\r\nContent-Length: 0\r\n\r\n";
        Thread device = answering(server, answer, new StringBuilder());
        HttpLine line = line("http://127.0.0.1:" + server.getLocalPort());
        assertThatThrownBy(() -> line.send("GET", line.uri(), SOON))
            .isInstanceOfSatisfying(
                TransportException.class, e -> assertThat(e.reason()).isEqualTo(each.getValue()));
        device.join(SOON);
      }
    }
  }

  @Test
  void aSecureAddressOfAPlainPortIsTold() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread device =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Socket client = server.accept()) {
                      client.getOutputStream().write("HTTP/1.1 400 What\r\n\r\n".getBytes());
                      client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                      return; // the client has gone
                    }
                  });
      HttpLine line = line("https://127.0.0.1:" + server.getLocalPort());
      assertThatThrownBy(() -> line.send("GET", line.uri(), SOON))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TLS));
      device.join(SOON);
    }
  }

  @Test
  void theHostHeaderHoldsThePortWhereTheDeviceWantsIt() throws Exception {
    for (HostHeader header : HostHeader.values()) {
      try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        var request = new StringBuilder();
        String empty = "HTTP/1.1 204 X\r\n\r\n";
        Thread device = answering(server, empty, request);
        int port = server.getLocalPort();
        String address = "http://127.0.0.1:" + port + "/a b?c=1";
        var config = new DeviceConfig("device-1", "escl", address, null, Map.of());
        HttpAddress at = HttpAddress.of(config, "/eSCL", "http");
        var line = new HttpLine(at, config, header);
        assertThat(line.send("GET", line.uri(), SOON).status()).isEqualTo(204);
        device.join(SOON);
        String host = header == HostHeader.LOCALHOST ? "localhost" : "127.0.0.1:" + port;
        assertThat(request.toString())
            .startsWith("GET /a%20b?c=1 HTTP/1.1\r\n")
            .containsOnlyOnce("Host: ")
            .contains("Host: " + host + "\r\n");
      }
    }
  }

  @Test
  void addressesAreReadOrRefusedInWords() {
    String digits = "ab".repeat(32);
    var config =
        new DeviceConfig("s", "escl", "https://HP_1/eSCL#sha256=" + digits, null, Map.of());
    HttpAddress address = HttpAddress.of(config, "/eSCL", "http", "https");
    assertThat(address.uri()).hasToString("https://HP_1:443/eSCL");
    assertThat(address.text()).isEqualTo("https://HP_1/eSCL");
    assertThat(address.fingerprint()).contains("AB" + ":AB".repeat(31));
    var ipps = new DeviceConfig("p", "ipp", "ipps://[::1]/ipp/print", null, Map.of());
    assertThat(HttpAddress.of(ipps, "", "ipp", "ipps").uri())
        .hasToString("https://[::1]:631/ipp/print");
    for (String wrong :
        new String[] {
          "10.0.0.9",
          "ftp://10.0.0.9/",
          "http://clerk:secret@10.0.0.9/",
          "http://10.0.0.9:123456/",
          "http://10.0.0.9:65536/",
          "http://10.0.0.9:0/",
          "https://10.0.0.9/#sha256=abcd",
          "https://10.0.0.9/#" + digits
        }) {
      var bad = new DeviceConfig("s", "escl", wrong, null, Map.of());
      assertThatThrownBy(() -> HttpAddress.of(bad, "/eSCL", "http", "https"))
          .as(wrong)
          .isInstanceOfSatisfying(
              ConfigurationException.class,
              e -> {
                assertThat(e.messageZh()).contains("例如 http://10.0.0.9/eSCL");
                assertThat(e.messageEn()).contains("looks like").doesNotContain("secret");
              });
    }
  }
}
