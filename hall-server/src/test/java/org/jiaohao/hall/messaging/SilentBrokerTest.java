package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jiaohao.hall.RunningHall;
import org.junit.jupiter.api.Test;

/** A broker outside that takes connections and answers nothing, as one that hangs does. */
class SilentBrokerTest {
  private static final int SOON_MILLIS = 30_000;

  /** Else each try leaves a socket and three threads behind, twice in eleven seconds. */
  @Test
  void aTryThatGotNoAnswerIsEndedBeforeTheNext() throws Exception {
    try (var broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      broker.setSoTimeout(SOON_MILLIS);
      try (RunningHall server =
              RunningHall.start("jiaohao.mqtt.uri=tcp://127.0.0.1:" + broker.getLocalPort());
          Socket first = broker.accept();
          Socket second = broker.accept()) {
        assertThat(second.isConnected()).isTrue();
        first.setSoTimeout(SOON_MILLIS);
        byte[] all = first.getInputStream().readAllBytes(); // to the end of the connection
        assertThat(all[0]).as("CONNECT").isEqualTo((byte) 0x10);
      }
    }
  }
}
