package org.jiaohao.kiosk.ticket;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Notice;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs with everything that follows from a change: disk, waiting pages, alert to staff. */
final class Jobs {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);
  private static final Set<State> TOLD_TO_STAFF =
      EnumSet.of(State.CONFIRMED, State.FAILED, State.UNCERTAIN);
  private static final Duration EVENT_EXPIRY = Duration.ofHours(24);
  private static final long NEEDED_SPACE = 1024 * 1024;

  private final JobJournal journal;
  private final HallLink link;
  private final Clock clock;
  private final Object changed = new Object();

  Jobs(JobJournal journal, HallLink link, Clock clock) {
    this.journal = journal;
    this.link = link;
    this.clock = clock;
  }

  OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  /**
   * Makes a state durable before something follows that must not be forgotten.
   *
   * @throws KioskException when the disk does not take it; nothing has changed then
   */
  PrintJob require(PrintJob job) {
    try {
      journal.save(job);
    } catch (IOException e) {
      throw new KioskException(507, Notices.DISK_FULL, e);
    }
    announce(job);
    return job;
  }

  /**
   * Records what has happened. Should the disk not take it, the page and staff still see it, and
   * the older state on disk leads a restart to the safe side.
   */
  PrintJob record(PrintJob job) {
    try {
      journal.save(job);
    } catch (IOException e) {
      log.error(
          "Job {} is {} but the print journal could not be written", job.id(), job.state(), e);
      journal.remember(job);
    }
    announce(job);
    return job;
  }

  private void announce(PrintJob job) {
    log.info(
        "Job {} {} {}{}",
        job.id(),
        job.state(),
        job.ticket() == null ? "" : job.ticket().number(),
        job.notice() == null ? "" : " (" + job.notice().code() + ")");
    synchronized (changed) {
      changed.notifyAll();
    }
    tellStaff(job);
  }

  /** Publishes the outcome; receivers tell repeats by the job id. */
  void tellStaff(PrintJob job) {
    if (!TOLD_TO_STAFF.contains(job.state())) {
      return;
    }
    Notice notice = job.notice();
    link.publishEvent(
        "print-finished",
        new PrintFinished(
            job.id(),
            job.ticket().id(),
            job.ticket().number(),
            job.state().name(),
            job.reprint(),
            notice == null ? null : notice.zh(),
            notice == null ? null : notice.en(),
            job.changedAt()),
        EVENT_EXPIRY);
  }

  /** Whether the disk can take another ticket. */
  Optional<Notice> diskTrouble() {
    try {
      return journal.usableSpace() < NEEDED_SPACE
          ? Optional.of(Notices.DISK_FULL)
          : Optional.empty();
    } catch (IOException e) {
      log.error("The disk of the print journal cannot be read", e);
      return Optional.of(Notices.DISK_FULL);
    }
  }

  Optional<PrintJob> find(String id) {
    return journal.find(id);
  }

  List<PrintJob> all() {
    return journal.all();
  }

  /** The job when it is settled for the citizen, or as it is when the time has passed. */
  Optional<PrintJob> await(String id, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (changed) {
      Optional<PrintJob> job = find(id);
      while (job.isPresent() && !settled(job.get())) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return job;
        }
        changed.wait(left);
        job = find(id);
      }
      return job;
    }
  }

  static boolean settled(PrintJob job) {
    return job.state().isFinal() || job.state() == State.UNANSWERED;
  }

  void close() throws IOException {
    journal.close();
  }
}
