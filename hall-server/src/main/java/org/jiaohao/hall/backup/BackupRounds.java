package org.jiaohao.hall.backup;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes a backup each day at the set time, and whenever somebody asks; keeps them by age. */
@Component
class BackupRounds implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(BackupRounds.class);
  private static final Duration AFTER_FAILURE = Duration.ofHours(1);

  private final Backups backups;
  private final BackupSettings settings;
  private final Clock clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile int percent;
  private volatile Failure failure;
  private volatile Thread worker;

  BackupRounds(Backups backups, BackupSettings settings, Clock clock) {
    this.backups = backups;
    this.settings = settings;
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
   * @param at when
   * @param reason for the technician, in both languages
   */
  record Failure(Instant at, Cause reason) {}

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
      failure = new Failure(clock.instant(), Cause.of(e));
      log.error("the backup failed: {}", e.toString());
      log.debug("it failed here", e);
    } finally {
      running.set(false);
    }
  }

  @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
  void takeWhereDue() throws IOException {
    if (due()) {
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
        failure()
            .map(f -> Duration.between(f.at(), now.toInstant()))
            .filter(ago -> !ago.isNegative() && ago.compareTo(AFTER_FAILURE) < 0)
            .isPresent();
    return !taken && !failedJustNow;
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
