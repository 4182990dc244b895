package org.jiaohao.emulator.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The port of a device whose cable is out. */
class HeldPortTest {
  @Test
  void whatStillListensThereIsWaitedFor() throws IOException {
    var attempts = new AtomicInteger();
    var listening = new ArrayList<ServerSocket>();
    try (var port = new HeldPort(InetAddress.getLoopbackAddress(), 0)) {
      port.listen(at -> listening.add(listening(at)));
      port.listen(
          at -> {
            if (attempts.incrementAndGet() == 3) {
              listening.getFirst().close();
            }
            listening.add(listening(at));
          });
      assertThat(listening.getLast().getLocalPort()).isEqualTo(port.number());
      listening.getLast().close();
    }
    assertThat(attempts).hasValue(3);
  }

  private static ServerSocket listening(InetSocketAddress at) throws IOException {
    return new ServerSocket(at.getPort(), 5, at.getAddress());
  }
}
