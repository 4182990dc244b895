package org.jiaohao.device.driver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpCallerTest {
  /** A device that takes a request and hangs up: once without a word, then with an answer. */
  @Test
  void aBodyIsNeverSentTwice() throws Exception {
    var requests = new AtomicInteger();
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread device = Thread.ofVirtual().start(() -> serve(server, requests));
      URI to = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/print");
      byte[] page = "a page".getBytes(StandardCharsets.US_ASCII);
      var answer = HttpCaller.send("POST", to, "application/ipp", page, Duration.ofSeconds(3));
      assertThat(answer.status()).as("nobody knows what became of it").isZero();
      assertThat(requests).hasValue(1);
      answer = HttpCaller.send("POST", to, "application/ipp", page, Duration.ofSeconds(3));
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
}
