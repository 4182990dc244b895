package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Ids;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Reply DONE = new Reply(Reply.Outcome.DONE, null, null);

  private final Problem silent = new Problem(504, "agent-silent", "No answer.", "没有应答。");
  private final AtomicReference<String> mark = new AtomicReference<>();
  private final Ids ids = new Ids();

  private Reply ask(CommandSender sender, Duration longest) {
    return new Commands(sender, ids).ask("h", "kiosk-1", "test-device", "", longest, silent);
  }

  @Test
  void aMuteAgentIsAProblem() {
    assertThatThrownBy(() -> ask((h, a, c, m, b) -> true, Duration.ofMillis(20))).isSameAs(silent);
    assertThatThrownBy(() -> ask((h, a, c, m, b) -> false, Duration.ofMinutes(1))).isSameAs(silent);
  }

  @Test
  void onlyTheAnswerOfTheAgentWithTheSameMarkCounts() {
    var self = new AtomicReference<Commands>();
    self.set(
        new Commands(
            (hall, agent, command, correlation, body) -> {
              mark.set(correlation);
              var refused = new Reply(Reply.Outcome.REFUSED, null, null);
              self.get().replied("h", "kiosk-1", "another", refused);
              self.get().replied("h", "kiosk-2", correlation, refused);
              self.get().replied("h2", "kiosk-1", correlation, refused);
              self.get().replied("h", "kiosk-1", correlation, DONE);
              return true;
            },
            ids));
    assertThat(self.get().ask("h", "kiosk-1", "test-device", "", Duration.ofSeconds(5), silent))
        .isEqualTo(DONE);
    self.get().replied("h", "kiosk-1", mark.get(), DONE); // too late: nobody waits any more
  }
}
