package org.jiaohao.kiosk.ticket;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jiaohao.agent.Enduring;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one citizen at a time: journals what was asked, gets the number, prints it. One worker
 * thread does all of it, so jobs follow each other.
 */
public final class TicketService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TicketService.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final HallApi api;
  private final Jobs jobs;
  private final TicketDrawing drawing;
  private final TicketPrinting printing;
  private final Recovery recovery;
  private final DiskWatch disk;
  private final BooleanSupplier serverReachable;
  private final Patience patience;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tickets").daemon().factory());

  /** Jobs given to the worker and not done; guarded by {@code this}. */
  private final Set<String> atWork = new HashSet<>();

  /** Job of the citizen who is being served; guarded by {@code this}. */
  private String citizen;

  TicketService(
      HallApi api,
      Jobs jobs,
      TicketDrawing drawing,
      TicketPrinting printing,
      Recovery recovery,
      DiskWatch disk,
      BooleanSupplier serverReachable,
      Patience patience) {
    this.api = api;
    this.jobs = jobs;
    this.drawing = drawing;
    this.printing = printing;
    this.recovery = recovery;
    this.disk = disk;
    this.serverReachable = serverReachable;
    this.patience = patience;
  }

  /** Takes up what the last run left open. Call once, before the first draw. */
  void start() {
    worker.execute(Enduring.work("recovery", recovery::recover));
    worker.scheduleWithFixedDelay(
        Enduring.work("settling", this::settle),
        patience.betweenRounds().toMillis(),
        patience.betweenRounds().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Prints what waits, as soon as the worker is free; call when the printer is usable again. */
  void printWaiting() {
    if (!worker.isShutdown()) {
      worker.execute(Enduring.work("printing", printing::printDue));
    }
  }

  /**
   * Begins a draw, or returns the job that the same tap began.
   *
   * @throws KioskException when the kiosk is busy, not enrolled or its disk is full; no number was
   *     drawn
   */
  public synchronized PrintJob draw(DrawOrder order) {
    Optional<PrintJob> known = jobs.find(order.tap());
    if (known.isPresent()) {
      return again(known.get());
    }
    if (!api.enrolled()) {
      throw new KioskException(409, Messages.NOT_ENROLLED, null);
    }
    checkFree();
    PrintJob job = jobs.begin(PrintJob.asked(order, jobs.now()));
    serve(job);
    return job;
  }

  /** A double tap changes nothing; after "no answer" the same tap asks again with the same key. */
  private PrintJob again(PrintJob job) {
    if (job.state() != State.UNANSWERED || atWork.contains(job.id())) {
      return job;
    }
    checkFree();
    PrintJob asked = jobs.require(job.id(), now -> now.to(State.ASKED, null, jobs.now()));
    serve(asked);
    return asked;
  }

  private void checkFree() {
    if (citizen != null && !jobs.find(citizen).map(Jobs::settled).orElse(true)) {
      throw new KioskException(409, Messages.BUSY, null);
    }
    Optional<Message> trouble = jobs.diskTrouble();
    if (trouble.isPresent()) {
      throw new KioskException(507, trouble.get(), null);
    }
  }

  private void serve(PrintJob job) {
    citizen = job.id();
    work(
        job,
        () -> {
          drawing.ask(job);
          printing.printDue();
        });
  }

  /**
   * Prints a ticket for staff and waits for the outcome. It carries 补打 unless this is its first
   * paper.
   *
   * @param jobId id for the new job
   * @param command its ticket, whether staff know of no paper yet (this kiosk looks at its own
   *     journal as well), and the number of the reprint; one that was begun is not begun again
   * @throws HallApiException when the ticket cannot be fetched
   * @throws KioskException when the ticket is over or the disk is full
   */
  PrintJob printForStaff(String jobId, ReprintTicket command, Duration longest)
      throws InterruptedException {
    String ticketId = command.ticketId();
    Optional<PrintJob> begun =
        jobsOf(ticketId)
            .filter(job -> job.copy() != null && job.copy().equals(command.copy()))
            .findFirst();
    if (begun.isPresent()) {
      return begun.get();
    }
    Ticket ticket = api.ticket(ticketId);
    if (!Reprinting.possible(ticket)) {
      throw new KioskException(409, Messages.ticketOver(ticket.number(), ticket.state()), null);
    }
    boolean reprint = !Boolean.TRUE.equals(command.first()) || perhapsPrintedHere(ticketId);
    PrintJob job =
        jobs.begin(
            PrintJob.byStaff(
                jobId, ticket, reprint, command.copy(), language(ticketId), jobs.now()));
    work(job, () -> printing.printForStaff(job));
    return jobs.await(jobId, longest).orElse(job);
  }

  private boolean perhapsPrintedHere(String ticketId) {
    return jobsOf(ticketId)
        .anyMatch(
            job ->
                job.state() == State.SENT
                    || job.state() == State.CONFIRMED
                    || job.state() == State.UNCERTAIN);
  }

  private Stream<PrintJob> jobsOf(String ticketId) {
    return jobs.all().stream()
        .filter(job -> job.ticket() != null && job.ticket().id().equals(ticketId));
  }

  /** The language the citizen took the ticket in, if it was here and today; else zh-CN. */
  private String language(String ticketId) {
    return jobsOf(ticketId).map(PrintJob::lang).findFirst().orElse("zh");
  }

  private synchronized void work(PrintJob job, Task task) {
    atWork.add(job.id());
    worker.execute(
        () -> {
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.info("Job {} is left for the next start", job.id());
          } catch (RuntimeException | Error e) {
            log.error("Job {} ended with a defect", job.id(), e);
            abandon(job.id());
          } finally {
            done(job.id());
          }
        });
  }

  /**
   * After a defect of the program: what may be on paper stays uncertain, the rest goes to staff.
   */
  private void abandon(String id) {
    jobs.record(
        id,
        job ->
            switch (job.state()) {
              case SENT -> job.to(State.UNCERTAIN, Messages.POWER_CUT, jobs.now());
              case QUEUED -> job.to(State.FAILED, Messages.TOO_OLD, jobs.now());
              case ASKED -> job.to(State.UNANSWERED, Messages.NO_ANSWER, jobs.now());
              default -> job;
            });
  }

  private synchronized void done(String id) {
    atWork.remove(id);
    if (id.equals(citizen)) {
      citizen = null;
    }
  }

  private void settle() {
    disk.look();
    printing.printDue();
    for (PrintJob job : jobs.all()) {
      if (!serverReachable.getAsBoolean() || !api.enrolled()) {
        return;
      }
      if (recovery.canSettle(job) && claim(job)) {
        try {
          recovery.settle(job);
        } catch (HallApiException e) {
          log.warn("Job {} cannot be settled yet: {}", job.id(), e.getMessage());
          return;
        } finally {
          done(job.id());
        }
      }
    }
  }

  /** Takes the job unless it is at work or has moved on. */
  private synchronized boolean claim(PrintJob job) {
    return jobs.find(job.id()).filter(job::equals).isPresent() && atWork.add(job.id());
  }

  /** A job by id. */
  public Optional<PrintJob> job(String id) {
    return jobs.find(id);
  }

  /** The job once it is finished or the server did not answer; earlier when the time has passed. */
  public Optional<PrintJob> await(String id, Duration longest) throws InterruptedException {
    return jobs.await(id, longest);
  }

  /** The citizen wants no paper for a job that waits; one that is being printed goes on. */
  public Optional<PrintJob> withoutPaper(String id) {
    return job(id).map(job -> printing.drop(job, Messages.CODE_CHOSEN));
  }

  /** The citizen goes on waiting for the paper of a job. */
  public Optional<PrintJob> keepWaiting(String id) {
    return job(id)
        .map(
            job ->
                jobs.record(
                    job.id(), now -> now.state() == State.WAITING ? now.wanted(jobs.now()) : now));
  }

  /** Why no ticket can be made just now, whatever the server says. */
  public Optional<Message> trouble() {
    return jobs.diskTrouble();
  }

  /** How many jobs the journal holds in each state. */
  public Map<State, Integer> counts() {
    Map<State, Integer> counts = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counts.put(state, 0);
    }
    jobs.all().forEach(job -> counts.merge(job.state(), 1, Integer::sum));
    return counts;
  }

  /** Lets a print in progress end, then frees the journal. */
  @Override
  public void close() throws IOException {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
    jobs.close();
  }

  private interface Task {
    void run() throws InterruptedException;
  }
}
