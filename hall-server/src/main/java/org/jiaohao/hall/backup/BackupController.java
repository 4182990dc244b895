package org.jiaohao.hall.backup;

import java.io.IOException;
import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.event.LogEvent;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Cause;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Backups over HTTP. They stay on the server: each holds everybody's data. */
@RestController
class BackupController {
  private final Backups backups;
  private final BackupRounds rounds;
  private final EventLog events;
  private final WritePath writes;
  private final HallClock clock;

  BackupController(
      Backups backups, BackupRounds rounds, EventLog events, WritePath writes, HallClock clock) {
    this.backups = backups;
    this.rounds = rounds;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * A proven backup.
   *
   * @param file its name
   * @param size bytes
   * @param takenAt the moment whose state it is
   * @param provenAt when it was restored and every row compared
   */
  record Proven(String file, long size, OffsetDateTime takenAt, OffsetDateTime provenAt) {}

  /**
   * All of them.
   *
   * @param progress percents of the one that runs, or null
   * @param failure why the last one failed, or null
   * @param backups newest first
   */
  record Overview(Integer progress, Cause failure, List<Proven> backups) {}

  @May(Right.ADMINISTER)
  @GetMapping("/api/v1/backups")
  Overview overview() throws IOException {
    return new Overview(
        rounds.progress().orElse(null),
        rounds.failure().map(BackupRounds.Failure::reason).orElse(null),
        backups.all().stream()
            .map(
                each ->
                    new Proven(
                        each.file(),
                        each.size(),
                        clock.time(each.takenAt().toEpochMilli()),
                        clock.time(each.provenAt().toEpochMilli())))
            .toList());
  }

  /** Begins a backup, which the log tells first; how far it is, {@link #overview} says. */
  @May(Right.ADMINISTER)
  @PostMapping("/api/v1/backups")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void take(Principal actor) {
    if (rounds.progress().isPresent()) {
      throw running();
    }
    var asked = new LogEvent.BackupAsked(events.last());
    writes.run(tx -> tx.append(EventQuery.NO_HALL, asked, actor.getName()));
    if (!rounds.begin()) {
      throw running();
    }
  }

  private static Problem running() {
    return Problem.conflict(
        "backup-running", "A backup is being taken; wait for its end.", "正在备份，请等待完成。");
  }
}
