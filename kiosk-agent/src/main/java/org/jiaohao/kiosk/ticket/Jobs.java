package org.jiaohao.kiosk.ticket;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs with everything that follows from a change: disk, waiting pages, event to the hall. A
 * job moves on in one step, so that a page and the worker never overwrite each other.
 */
final class Jobs {
  private static final Logger log = LoggerFactory.getLogger(Jobs.class);
  private static final Set<State> PUBLISHED =
      EnumSet.of(State.CONFIRMED, State.FAILED, State.UNCERTAIN, State.WAITING, State.DROPPED);
  private static final Duration EVENT_EXPIRY = Duration.ofHours(24);
  private static final long NEEDED_SPACE = 1024 * 1024;

  private final JobJournal journal;
  private final HallLink link;
  private final Clock clock;
  private final Object moving = new Object();
  private final Object changed = new Object();

  Jobs(JobJournal journal, HallLink link, Clock clock) {
    this.journal = journal;
    this.link = link;
    this.clock = clock;
  }

  OffsetDateTime now() {
    return OffsetDateTime.now(clock);
  }

  /** A time that lies in the future after a jump of the clock is not recent. */
  boolean recent(OffsetDateTime time, Duration age) {
    Duration passed = Duration.between(time, now());
    return !passed.isNegative() && passed.compareTo(age) < 0;
  }

  /**
   * Makes a new job durable before anything follows from it.
   *
   * @throws KioskException when the disk does not take it; nothing has changed then
   */
  PrintJob begin(PrintJob job) {
    synchronized (moving) {
      save(job);
    }
    announce(null, job);
    return job;
  }

  /**
   * Makes a state durable before something follows that must not be forgotten.
   *
   * @param change from the job as it is now; returns it as it is to leave it so
   * @throws KioskException when the disk does not take it; nothing has changed then
   */
  PrintJob require(String id, UnaryOperator<PrintJob> change) {
    PrintJob before;
    PrintJob after;
    synchronized (moving) {
      before = find(id).orElseThrow();
      after = change.apply(before);
      if (after != before) {
        save(after);
      }
    }
    announce(before, after);
    return after;
  }

  private void save(PrintJob job) {
    try {
      journal.save(job);
    } catch (IOException e) {
      log.error("The print journal cannot be written. Free some disk space.", e);
      throw new KioskException(507, Messages.DISK_FULL, e);
    }
  }

  /**
   * Records what has happened. Should the disk not take it, the page and staff still see it, and
   * the older state on disk leads a restart to the safe side.
   *
   * @param change from the job as it is now; returns it as it is to leave it so
   */
  PrintJob record(String id, UnaryOperator<PrintJob> change) {
    PrintJob before;
    PrintJob after;
    synchronized (moving) {
      before = find(id).orElseThrow();
      after = change.apply(before);
      if (after != before) {
        try {
          journal.save(after);
        } catch (IOException e) {
          log.error("Job {} is {} but the print journal cannot be written", id, after.state(), e);
          journal.remember(after);
        }
      }
    }
    announce(before, after);
    return after;
  }

  private void announce(PrintJob before, PrintJob job) {
    if (before != null && before.state() == job.state()) {
      return;
    }
    log.info(
        "Job {} {} {}{}",
        job.id(),
        job.state(),
        job.ticket() == null ? "" : job.ticket().number(),
        job.message() == null ? "" : " (" + job.message().code() + ")");
    publish(job);
    synchronized (changed) {
      changed.notifyAll();
    }
  }

  /** Publishes where the print stands; receivers recognise repeats by the job id. */
  void publish(PrintJob job) {
    if (!PUBLISHED.contains(job.state())) {
      return;
    }
    Message message = job.message();
    link.publishEvent(
        "print-finished",
        new PrintFinished(
            job.id(),
            job.ticket().id(),
            job.ticket().number(),
            PrintEvent.Finished.State.valueOf(job.state().name()),
            job.reprint(),
            job.copy(),
            message == null ? null : message.zh(),
            message == null ? null : message.en(),
            job.changedAt()),
        EVENT_EXPIRY);
  }

  /** Whether the disk can take another ticket. */
  Optional<Message> diskTrouble() {
    try {
      return journal.usableSpace() < NEEDED_SPACE
          ? Optional.of(Messages.DISK_FULL)
          : Optional.empty();
    } catch (IOException e) {
      log.error("The disk of the print journal cannot be read", e);
      return Optional.of(Messages.DISK_FULL);
    }
  }

  Optional<PrintJob> find(String id) {
    return journal.find(id);
  }

  /** All jobs, in order of their beginning. */
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

  /** Whether the citizen need not stay for what follows. */
  static boolean settled(PrintJob job) {
    return job.state().isFinal() || job.state() == State.UNANSWERED || job.state() == State.WAITING;
  }

  void close() throws IOException {
    journal.close();
  }
}
