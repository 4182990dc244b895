package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.store.HallClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When backups are taken, how long they stay, and when their age is told. */
@CoreTest
class BackupAgeTest extends CoreTest.Fixture {
  @Autowired Backups backups;
  @Autowired BackupRounds rounds;
  @Autowired BackupRule rule;
  @Autowired HallClock clock;

  @Test
  void oneADayKeptByAgeButNeverTheNewestAndTheirAgeIsTold() throws Exception {
    Files.createDirectories(backups.folder());
    String foreign = "hall-of-others.zip";
    Files.writeString(backups.folder().resolve(foreign), "x");
    due();
    assertThat(backups.all()).hasSize(1);
    notDue();
    clock.advance(Duration.ofDays(1));
    due();
    assertThat(backups.all()).hasSize(2);
    assertThat(rule.troubles("yj-c00")).isEmpty();

    clock.advance(Duration.ofDays(2));
    assertThat(rule.troubles("yj-c00"))
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.messageZh()).contains("没有成功的备份"));
    assertThat(rule.troubles("yj-t01")).as("one server, one alert").isEmpty();

    Instant newest = backups.all().getFirst().takenAt();
    backups.forget(clock.instant());
    assertThat(backups.all()).extracting(Backups.Backup::takenAt).isEqualTo(List.of(newest));
    assertThat(backups.folder().resolve(foreign)).exists();
  }

  private void due() throws IOException, InterruptedException {
    int before = backups.all().size();
    rounds.takeWhereDue();
    rounds.destroy(); // waits for its end
    assertThat(rounds.failure()).isEmpty();
    assertThat(backups.all()).hasSize(before + 1);
  }

  private void notDue() throws IOException, InterruptedException {
    int before = backups.all().size();
    rounds.takeWhereDue();
    rounds.destroy();
    assertThat(backups.all()).hasSize(before);
  }
}
