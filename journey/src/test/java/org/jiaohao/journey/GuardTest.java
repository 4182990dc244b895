package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardTest {

  @Test
  void endsTheProgramsOnItsListAndNoOther() throws Exception {
    Process first = sleeper();
    Process stopped = sleeper();
    Process last = sleeper();
    try {
      Guard guard = Guard.start();
      guard.add(first.pid());
      guard.add(stopped.pid());
      guard.add(last.pid());
      guard.remove(stopped.pid());

      guard.close();

      assertThat(first.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(last.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(stopped.isAlive()).isTrue();
    } finally {
      stopped.destroyForcibly();
      first.destroyForcibly();
      last.destroyForcibly();
    }
  }

  private static Process sleeper() throws IOException {
    return new ProcessBuilder("sleep", "600").start();
  }
}
