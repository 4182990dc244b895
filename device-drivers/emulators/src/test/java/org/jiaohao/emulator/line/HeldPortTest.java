package org.jiaohao.emulator.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The port of a device whose cable is out. */
class HeldPortTest {
  @Test
  void whatStillListensThereIsWaitedFor() throws IOException {
    var attempts = new AtomicInteger();
    try (var port = new HeldPort(InetAddress.getLoopbackAddress(), 0);
        ServerSocket before = port.listen(HeldPortTest::listening);
        ServerSocket again =
            port.listen(
                at -> {
                  if (attempts.incrementAndGet() == 3) {
                    before.close();
                  }
                  return listening(at);
                })) {
      assertThat(again.getLocalPort()).isEqualTo(port.number());
    }
    assertThat(attempts).hasValue(3);
  }

  private static ServerSocket listening(InetSocketAddress at) throws IOException {
    return new ServerSocket(at.getPort(), 5, at.getAddress());
  }
}
