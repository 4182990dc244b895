package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.PrivateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A server that is off at night takes its backup when nobody is kept waiting by it. */
@CoreTest
class QuietMinuteTest extends CoreTest.Fixture {
  @Autowired Backups backups;
  @Autowired BackupRounds rounds;
  @Autowired BackupRule rule;
  @Autowired TicketDesk desk;
  @Autowired HallClock clock;

  /** Yesterday's backup; the server was off at 02:30, and now it is morning. */
  @BeforeEach
  void aMorningAfterANightOff() throws Exception {
    PrivateFiles.delete(backups.folder());
    Files.createDirectories(backups.folder());
    rounds.takeWhereDue();
    rounds.destroy();
    assertThat(backups.all()).hasSize(1);
    clock.advance(Duration.ofDays(1));
    aMinuteOfWork();
  }

  private void aMinuteOfWork() {
    clock.advance(Duration.ofMinutes(1));
    desk.draw("yj-c00", new DrawRequest("a", null, null, "test"), "guide");
  }

  private int afterARound() throws IOException, InterruptedException {
    rounds.takeWhereDue();
    rounds.destroy(); // waits for its end
    assertThat(rounds.failure()).isEmpty();
    return backups.all().size();
  }

  @Test
  void notInTheBusyMinutesOfTheMorningButInTheNextQuietOne() throws Exception {
    for (int minute = 0; minute < 40; minute++) {
      assertThat(afterARound()).as("minute %d", minute).isEqualTo(1);
      aMinuteOfWork();
    }
    clock.advance(Duration.ofMinutes(3));
    assertThat(afterARound()).isEqualTo(2);
    assertThat(rule.troubles("yj-c00")).isEmpty();
  }

  @Test
  void aMorningThatIsNeverQuietHasOneBeforeNoon() throws Exception {
    int minutes = 0;
    while (afterARound() == 1) {
      aMinuteOfWork();
      minutes++;
      assertThat(minutes).isLessThanOrEqualTo(180);
    }
    assertThat(minutes).isEqualTo(180);
    assertThat(rule.troubles("yj-c00")).isEmpty();
  }
}
