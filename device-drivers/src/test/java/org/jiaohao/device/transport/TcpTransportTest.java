package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpTransportTest {
  private ServerSocket server;

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private ByteChannel open() throws TransportException {
    return Transport.of(Address.parse("tcp://127.0.0.1:" + server.getLocalPort())).open();
  }

  private static Reason reason(Throwable e) {
    return ((TransportException) e).reason();
  }

  @Test
  void bytesPassBothWays() throws Exception {
    try (ByteChannel channel = open();
        Socket peer = server.accept()) {
      channel.write(new byte[] {1, 2, 3}, Duration.ofSeconds(5));
      assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
      peer.getOutputStream().write(new byte[] {4, 5});
      byte[] buffer = new byte[1];
      assertThat(channel.read(buffer, Duration.ofSeconds(5))).isEqualTo(1);
      assertThat(buffer[0]).isEqualTo((byte) 4);
      assertThat(channel.read(buffer, Duration.ofSeconds(5))).isEqualTo(1);
      assertThat(buffer[0]).isEqualTo((byte) 5);
      assertThat(channel.read(buffer, Duration.ofMillis(20))).isZero();
    }
  }

  @Test
  void whatCameBeforeTheEndIsStillRead() throws Exception {
    try (ByteChannel channel = open()) {
      try (Socket peer = server.accept()) {
        peer.getOutputStream().write(7);
      }
      byte[] buffer = new byte[10];
      assertThat(channel.read(buffer, Duration.ofSeconds(5))).isEqualTo(1);
      assertThatThrownBy(() -> channel.read(buffer, Duration.ofSeconds(5)))
          .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.GONE));
    }
  }

  @Test
  void aPeerThatTakesNothingEndsTheWriteInTime() throws Exception {
    try (ByteChannel channel = open();
        Socket peer = server.accept()) {
      assertThat(peer.isConnected()).isTrue();
      assertThatThrownBy(() -> channel.write(new byte[1 << 26], Duration.ofMillis(500)))
          .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.TIMEOUT));
    }
  }

  @Test
  void nobodyThereIsTold() throws Exception {
    server.close();
    assertThatThrownBy(this::open)
        .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.NOT_THERE));
  }
}
