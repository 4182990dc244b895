package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.alert.Kept;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.HallFolder;
import org.springframework.stereotype.Component;

/** The last backup failed, or is old. Told at the county hall: one server serves all. */
@Component
class BackupRule implements AlertRule {
  private static final Duration OLD = Duration.ofHours(36);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private static final String KIND = "BACKUP";

  /** What the alert of a failed one is about. */
  private static final String FAILED = "server/backup";

  private final Backups backups;
  private final BackupRounds rounds;
  private final Halls halls;
  private final HallFolder folder;
  private final Alerts alerts;
  private final Clock clock;

  BackupRule(
      Backups backups,
      BackupRounds rounds,
      Halls halls,
      HallFolder folder,
      Alerts alerts,
      Clock clock) {
    this.backups = backups;
    this.rounds = rounds;
    this.halls = halls;
    this.folder = folder;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Trouble> troubles(String hall) {
    var found = new ArrayList<Trouble>();
    if (halls.get(hall).parent() != null) {
      return found;
    }
    if (!rounds.tried()) {
      found.addAll(Kept.of(alerts, hall, KIND, FAILED::equals));
    }
    rounds
        .failure()
        .ifPresent(
            failure ->
                found.add(
                    new Trouble(
                        FAILED,
                        "备份失败（" + failure.reason().zh() + "）：请技术员检查备份文件夹的空间和权限，然后在“数据备份”页重新备份。",
                        "The backup failed ("
                            + failure.reason().en()
                            + "): check space and permissions of its folder, then take one on the"
                            + " page Backups.")));
    Instant last = last();
    if (last.plus(OLD).isBefore(clock.instant())) {
      String time = TIME.format(last.atZone(clock.getZone()));
      found.add(
          new Trouble(
              "server/backup-age",
              "自 " + time + " 以来没有成功的备份：服务器会在空闲时自动备份，最迟在开机 3 小时后；届时仍有此告警的，请技术员在“数据备份”页立即备份。",
              "There is no good backup since "
                  + time
                  + ": the server takes one in the next quiet minutes, three hours after its start at"
                  + " the latest. If this is told longer, take one on the page Backups."));
    }
    return found;
  }

  /** When the newest was taken; the hall's first start, when there is none. */
  private Instant last() {
    try {
      Optional<Backups.Backup> newest = backups.newest();
      return newest.isPresent()
          ? newest.get().takenAt()
          : Files.getLastModifiedTime(folder.path().resolve(HallFolder.MARKER)).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
