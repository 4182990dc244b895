package org.jiaohao.hall.limit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.trust.HallListeners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is no HTTP is told in the log, once, without what came. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableRequestsTest {
  private static String sent(int port, String from, String bytes) throws IOException {
    try (var socket = new Socket("127.0.0.1", port, InetAddress.ofLiteral(from), 0)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void requestsThatAreNoHttpAreOneLine(CapturedOutput output) throws Exception {
    try (RunningHall server = RunningHall.start(RunningHall.NO_BROKER)) {
      int door = server.uri("/").getPort();
      assertThat(
              sent(
                  door, "127.0.5.1", "GET /login HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(
              sent(door, "127.0.5.1", "GET /nope HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .doesNotStartWith("HTTP/1.1 200");
      assertThat(lines(output)).as("a request that is read").isZero();
      for (String bad :
          new String[] {
            "\u001b[31mFORGED\u0007 / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nFORGED\u0001: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: FORGED_%%\r\n\r\n",
            "GET /%FORGED HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: h\r\nFORGED: " + "x".repeat(9000) + "\r\n\r\n",
            "GET / FORGED/9.9\r\nHost: h\r\n\r\n"
          }) {
        for (int i = 0; i < 20; i++) {
          assertThat(sent(door, "127.0.5.2", bad)).doesNotStartWith("HTTP/1.1 200");
        }
      }
      int phones = server.bean(HallListeners.class).phonePort();
      sent(phones, "127.0.5.3", "\u0016\u0003\u0001FORGED");
      await("the line", () -> lines(output) == 1);
      assertThat(output.toString())
          .contains("127.0.5.2 → " + door + ", 400")
          .doesNotContain("FORGED");
    }
  }

  /** Servers of other tests, which share the program, may have something to tell, too. */
  private static long lines(CapturedOutput output) {
    return output
        .toString()
        .lines()
        .filter(line -> line.contains("are no HTTP") && line.contains("127.0.5."))
        .count();
  }
}
