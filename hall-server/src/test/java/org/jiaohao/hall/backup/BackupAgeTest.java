package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.alert.AlertRule.Trouble;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When backups are taken, how long they stay, and when their age is told. */
@CoreTest
class BackupAgeTest extends CoreTest.Fixture {
  @Autowired Backups backups;
  @Autowired BackupRounds rounds;
  @Autowired BackupRule rule;
  @Autowired HallClock clock;
  @Autowired HallFolder folder;
  @Autowired BackupSettings settings;
  @Autowired EventLog events;
  @Autowired Halls halls;
  @Autowired Alerts alerts;

  @BeforeEach
  void noneYet() throws IOException {
    PrivateFiles.delete(backups.folder());
    Files.createDirectories(backups.folder());
  }

  @Test
  void oneADayKeptByAgeButNeverTheNewestSevenAndTheirAgeIsTold() throws Exception {
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

    for (int day = 1; day <= 9; day++) {
      Files.createFile(backups.folder().resolve("hall-2026100" + day + "-023000.zip"));
    }
    Instant newest = backups.all().getFirst().takenAt();
    backups.forget(clock.instant());
    assertThat(backups.all()).hasSize(7).extracting(Backups.Backup::takenAt).contains(newest);
    assertThat(backups.folder().resolve("hall-20261004-023000.zip")).doesNotExist();
    assertThat(backups.folder().resolve("hall-20261005-023000.zip")).exists();
    assertThat(backups.folder().resolve(foreign)).exists();
  }

  /** The clock was ahead when it was taken; nobody waits until its date has come. */
  @Test
  void aBackupFromTheFutureReplacesNone() throws Exception {
    Path future = backups.folder().resolve("hall-20270104-023000.zip");
    Files.createFile(future);
    FileTime begun = FileTime.from(clock.instant());
    Files.setLastModifiedTime(folder.path().resolve(HallFolder.MARKER), begun);
    clock.advance(Duration.ofDays(2));
    assertThat(rule.troubles("yj-c00")).as("old").hasSize(1);
    due();
    notDue();
    assertThat(rule.troubles("yj-c00")).isEmpty();
  }

  /** A restart mends nothing: the next backup says how it is. */
  @Test
  void thatTheLastOneFailedStaysToldOverARestart() throws Exception {
    due();
    alerts.raise("yj-c00", "BACKUP", "server/backup", "备份失败", "It failed");
    var started = new BackupRounds(backups, settings, events, clock);
    var watch = new BackupRule(backups, started, halls, folder, alerts, clock);
    assertThat(watch.troubles("yj-c00")).extracting(Trouble::messageZh).containsExactly("备份失败");
    clock.advance(Duration.ofMinutes(4)); // backups are named by the second
    started.begin();
    started.destroy();
    assertThat(watch.troubles("yj-c00")).isEmpty();
    alerts.clear("yj-c00", "BACKUP", "server/backup");
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
