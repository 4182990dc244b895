package org.jiaohao.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aTakenPortIsReplacedByAFreeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.choose(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aPortThatAnotherProcessChoseIsNotChosen() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process other =
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), Chooser.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      int chosen = Integer.parseInt(other.inputReader().readLine());
      assertThat(Ports.choose(chosen)).as("nobody listens there yet").isNotEqualTo(chosen);
    } finally {
      other.destroy();
    }
  }

  /** Chooses a port, tells it, and lives until it is ended. */
  static final class Chooser {
    public static void main(String[] args) throws IOException {
      System.out.println(Ports.free());
      System.in.read(); // until the other side closes it, or ends this process
    }
  }

  @Test
  void noPortIsGivenTwice() {
    int first = Ports.free();

    assertThat(Ports.choose(first)).isNotEqualTo(first);
  }
}
