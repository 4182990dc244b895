package org.jiaohao.hall.audit;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.contract.event.LogEvent;
import org.jiaohao.hall.backup.Restored;
import org.jiaohao.hall.store.ChainCheck;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.LogHead;
import org.jiaohao.hall.store.LogNotes;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Proves that the log is as it was written, once a day and whenever an auditor asks, notes its end
 * elsewhere, and takes away what the hall keeps no longer (N17).
 */
@Component
class AuditProof implements Restored {
  private static final Logger log = LoggerFactory.getLogger(AuditProof.class);

  /** The law asks for six months. */
  private static final Duration SHORTEST = Duration.ofDays(183);

  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();
  private static final int PRUNED_AT_ONCE = 2000;

  /** A clock that is years ahead for a night takes away this much of the oldest, and no more. */
  private static final Duration PRUNED_IN_A_DAY = Duration.ofDays(2);

  private final JdbcClient sql;
  private final EventLog events;
  private final WritePath writes;
  private final HallClock clock;
  private final AuditHeads heads;
  private final Duration keep;
  private volatile Outcome last;
  private LogHead noted; // behind it is nothing that has no note yet
  private Long checkedNanos;

  AuditProof(
      JdbcClient sql,
      EventLog events,
      WritePath writes,
      HallClock clock,
      @Value("${jiaohao.audit.heads}") Path heads,
      @Value("${jiaohao.audit.keep}") Duration keep) {
    if (keep.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "jiaohao.audit.keep 至少为 183 天（六个月）。jiaohao.audit.keep must be at least 183d"
              + " (six months).");
    }
    this.sql = sql;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
    this.heads = new AuditHeads(heads);
    this.keep = keep;
  }

  /**
   * When the log was checked, and what was found.
   *
   * @param at server time
   * @param report what was found in the log
   * @param notesGone notes of its end that should be in the file of heads and are not
   */
  record Outcome(OffsetDateTime at, ChainCheck.Report report, int notesGone) {
    /** Whether the log is as it was written, and nothing is lost that proves it; for pages. */
    public boolean proved() {
      return report.intact() && notesGone == 0;
    }
  }

  /** What was found last, if there was a check since the start. */
  Optional<Outcome> last() {
    return Optional.ofNullable(last);
  }

  /** How long entries are kept, days. */
  long keptDays() {
    return keep.toDays();
  }

  /**
   * Checks the whole log now.
   *
   * @param more hashes that somebody noted, by position, beside those in the file of heads
   */
  synchronized Outcome check(Map<Long, String> more) {
    Map<Long, String> notes = heads.read();
    var anchors = new HashMap<>(notes);
    anchors.putAll(more);
    var outcome =
        new Outcome(
            clock.time(clock.millis()),
            ChainCheck.run(sql, anchors),
            LogNotes.gone(sql, notes.keySet()));
    if (more.isEmpty()) {
      last = outcome;
    }
    return outcome;
  }

  /** Each hour notes the end of the log; each day checks it all, and takes old entries away. */
  @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
  synchronized void round() {
    try {
      if (checkedNanos == null || System.nanoTime() - checkedNanos > DAY_NANOS) {
        checkedNanos = System.nanoTime();
        checkAndPrune();
      } else {
        lookForNotes();
      }
      note();
    } catch (UncheckedIOException e) {
      log.error("the end of the audit log could not be noted: {}", e.getMessage());
    }
  }

  private void checkAndPrune() {
    Outcome outcome = check(Map.of());
    if (!outcome.proved()) { // nothing is taken away from a log that has to be looked into
      if (!outcome.report().intact()) {
        log.error("the audit log was changed: {}", outcome.report().faults());
      }
      tellOfNotes(outcome.notesGone());
      return;
    }
    prune();
    LogHead head = events.head();
    log.info("the audit log is as it was written; its end is {} {}", head.seq(), head.hash());
  }

  /** Takes away what is older than the hall keeps it. */
  void prune() {
    long now = clock.millis();
    long oldest = events.oldest().orElse(now);
    long before = Math.min(now - keep.toMillis(), oldest + PRUNED_IN_A_DAY.toMillis());
    int gone;
    do {
      gone = writes.run(tx -> EventLog.prune(tx, before, PRUNED_AT_ONCE, "server"));
    } while (gone == PRUNED_AT_ONCE);
  }

  /** The file of heads may be emptied or removed while the server runs. */
  private void lookForNotes() {
    int gone = LogNotes.gone(sql, heads.read().keySet());
    if (last != null && gone != last.notesGone()) {
      tellOfNotes(gone);
      last = new Outcome(last.at(), last.report(), gone);
    }
  }

  private static void tellOfNotes(int gone) {
    if (gone > 0) {
      log.error(
          "审计日志的抄录文件（jiaohao.audit.heads）缺少 {} 条，请用副本放回。 / {} notes of the audit log's end are"
              + " gone from the file of jiaohao.audit.heads; put it back from its copy.",
          gone,
          gone);
    }
  }

  /** The note first: where the machine stops between, the log promises none that there is not. */
  private void note() {
    LogHead head = events.head();
    if (!head.equals(noted)) {
      heads.note(clock.time(clock.millis()), head);
      long told = append(new LogEvent.Noted(head.seq()), "server");
      LogHead now = events.head();
      boolean noMore = told == head.seq() + 1 && told == now.seq(); // beside this row itself
      noted = noMore ? now : head;
    }
  }

  /**
   * The notes that are gone will not come back: from now on they are not missed.
   *
   * @return how many there were
   */
  synchronized int giveUpNotes(String actor) {
    int gone = LogNotes.gone(sql, heads.read().keySet());
    if (gone > 0) {
      append(new LogEvent.NotesGivenUp(gone), actor);
      check(Map.of());
    }
    return gone;
  }

  private long append(LogEvent event, String actor) {
    return writes.run(tx -> tx.append(EventQuery.NO_HALL, event, actor).seq());
  }

  /**
   * After a restore the file may hold notes of rows that are lost: they are put aside, so that what
   * the restore has taken away is not taken for what somebody deleted.
   */
  @Override
  public void restored(Tx tx, int times) {
    try {
      heads
          .beginAnewUnless((seq, hash) -> LogNotes.fits(tx, seq, hash), clock.time(tx.millis()))
          .ifPresent(
              aside ->
                  log.warn(
                      "抄录文件与恢复的审计日志不符，已另存为 {} 并重新开始。 / The notes of the audit log's end are"
                          + " not those of the restored log; they were put aside and begin anew.",
                      aside));
    } catch (UncheckedIOException e) {
      log.error("the notes of the audit log's end could not be put aside: {}", e.getMessage());
    }
  }

  @Override
  public Optional<Warning> warning(String hall) {
    return Optional.empty();
  }
}
