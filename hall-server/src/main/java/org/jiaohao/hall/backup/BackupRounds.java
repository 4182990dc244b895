package org.jiaohao.hall.backup;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.hall.store.Cause;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes a backup each day at the set time, and whenever somebody asks; keeps them by age. Where the
 * server was off at that time it waits for a quiet moment, but not for long: the first minutes of a
 * morning are the busiest.
 */
@Component
class BackupRounds implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(BackupRounds.class);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);
  private static final Duration QUIET = Duration.ofMinutes(3);

  /** Half a morning: a hall that is never quiet has one before noon. */
  private static final Duration LATEST = Duration.ofHours(3);

  private final Backups backups;
  private final BackupSettings settings;
  private final EventLog events;
  private final HallClock clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile int percent;
  private volatile Failure failure;
  private volatile boolean tried;
  private volatile Thread worker;
  private Long dueSince; // by the count of the clock; for the round alone

  BackupRounds(Backups backups, BackupSettings settings, EventLog events, HallClock clock) {
    this.backups = backups;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
    try {
      backups.tidy();
    } catch (IOException e) {
      log.warn("what the last backup left is removed by the next one: {}", e.toString());
    }
  }

  /**
   * The last backup failed, or could not be proven.
   *
   * @param at by the count of the clock
   * @param reason for the technician, in both languages
   */
  record Failure(long at, Cause reason) {}

  /** Whether one has ended since the start, well or not. */
  boolean tried() {
    return tried;
  }

  /** Whether the last one failed; empty after a good one, and after a start. */
  Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** How far the one that runs has come, in percent; empty when none runs. */
  Optional<Integer> progress() {
    return running.get() ? Optional.of(percent) : Optional.empty();
  }

  /**
   * Begins a backup beside everything else.
   *
   * @return false when one is running
   */
  boolean begin() {
    if (!running.compareAndSet(false, true)) {
      return false;
    }
    percent = 0;
    worker =
        Thread.ofPlatform()
            .name("backup")
            .priority(Thread.MIN_PRIORITY)
            .daemon()
            .start(this::takeOne);
    return true;
  }

  private void takeOne() {
    try {
      Backups.Backup taken = backups.take(done -> percent = done);
      backups.forget(clock.instant().atZone(clock.getZone()).minus(settings.keep()).toInstant());
      failure = null;
      log.info("backup {} was taken and proven, {} bytes", taken.file(), taken.size());
    } catch (IOException
        | SQLException
        | BackupArchive.UnsoundException
        | RuntimeException
        | Error e) {
      failure = new Failure(clock.count(), Cause.of(e));
      log.error("the backup failed: {}", e.toString());
      log.debug("it failed here", e);
    } finally {
      tried = true;
      running.set(false);
    }
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void takeWhereDue() throws IOException {
    if (!due()) {
      dueSince = null;
      return;
    }
    if (dueSince == null) {
      dueSince = clock.count();
    }
    boolean late = clock.count() - dueSince >= LATEST.toNanos();
    if (late || quiet() || failure != null || backups.newest().isEmpty()) {
      dueSince = null;
      begin();
    }
  }

  /** Since today's time none was taken; after a failure it is tried again each hour. */
  private boolean due() throws IOException {
    ZonedDateTime now = clock.instant().atZone(clock.getZone());
    ZonedDateTime today = now.with(settings.time());
    ZonedDateTime last = today.isAfter(now) ? today.minusDays(1) : today;
    boolean taken =
        backups.newest().filter(newest -> !newest.takenAt().isBefore(last.toInstant())).isPresent();
    boolean failedJustNow =
        failure().filter(f -> clock.count() - f.at() < AFTER_FAILURE.toNanos()).isPresent();
    return !taken && !failedJustNow;
  }

  /** Whether nobody did anything for some minutes, as at night, over lunch or after closing. */
  private boolean quiet() {
    Instant then = clock.instant().minus(QUIET);
    return events.lastTime().map(last -> !last.isAfter(then)).orElse(true);
  }

  /** The data folder is given back only when nobody writes in it any more. */
  @Override
  public void destroy() throws InterruptedException {
    Thread last = worker;
    if (last != null) {
      last.join(Duration.ofSeconds(30));
    }
  }
}
