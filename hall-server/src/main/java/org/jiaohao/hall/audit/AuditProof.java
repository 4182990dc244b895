package org.jiaohao.hall.audit;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.hall.store.ChainCheck;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.LogHead;
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
class AuditProof {
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
  private long noted = -1;
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
   */
  record Outcome(OffsetDateTime at, ChainCheck.Report report) {}

  /** What the last check found, if there was one since the start. */
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
    var anchors = new HashMap<>(heads.read());
    anchors.putAll(more);
    var outcome = new Outcome(clock.time(clock.millis()), ChainCheck.run(sql, anchors));
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
      }
      note();
    } catch (UncheckedIOException e) {
      log.error("the end of the audit log could not be noted: {}", e.getMessage());
    }
  }

  private void checkAndPrune() {
    ChainCheck.Report report = check(Map.of()).report();
    if (!report.intact()) {
      log.error("the audit log was changed: {}", report.faults());
      return; // nothing is taken away from a log that has to be looked into
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

  private void note() {
    LogHead head = events.head();
    if (head.seq() != noted) {
      heads.note(clock.time(clock.millis()), head);
      noted = head.seq();
    }
  }
}
