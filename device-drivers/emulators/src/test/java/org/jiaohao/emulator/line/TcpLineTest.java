package org.jiaohao.emulator.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TcpLineTest {
  private static final Line.Receiver NOBODY =
      new Line.Receiver() {
        @Override
        public void received(byte[] bytes) {}

        @Override
        public void hungUp() {}
      };

  private static InetSocketAddress at(Line line) {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), URI.create(line.address()).getPort());
  }

  private static void listen(InetSocketAddress at) throws Exception {
    try (var other = new ServerSocket()) {
      other.setReuseAddress(false); // as the system does when it chooses a port for somebody
      other.bind(at);
    }
  }

  @Test
  void anUnpluggedDeviceKeepsItsPort() throws Exception {
    InetSocketAddress at;
    try (Line line = Line.of("tcp:127.0.0.1:0", NOBODY)) {
      line.plug();
      at = at(line);
      line.unplug();

      assertThatThrownBy(() -> listen(at)).isInstanceOf(BindException.class);
      // The socket that was closed listens on for the moment that its thread takes to leave it.
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> new Socket(at.getAddress(), at.getPort()).close())
                      .isInstanceOf(ConnectException.class));
      line.plug();
      assertThat(at(line)).isEqualTo(at);
      new Socket(at.getAddress(), at.getPort()).close();
    }
  }
}
