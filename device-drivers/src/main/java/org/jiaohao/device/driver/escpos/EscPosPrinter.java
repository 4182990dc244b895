package org.jiaohao.device.driver.escpos;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.driver.escpos.PrinterProfile.Completion;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * An ESC/POS receipt printer. Proven with an emulated printer, not on hardware.
 *
 * <p>A job is {@link PrintOutcome.Failed} when the printer said before the first byte that it
 * cannot print, or did not answer. It is {@link PrintOutcome.Confirmed} only when the printer
 * proved afterwards that it had printed: it gave the job's number back (GS ( H), or answered an
 * ordered status query behind the cut and was well then (GS r, weaker). Everything else is {@link
 * PrintOutcome.Uncertain}, also when paper ran out and was not filled in before the deadline, and a
 * printer without any proof. No byte of a job is ever sent twice.
 *
 * <p>What is left of a job without proof is ended with zeros and cut off the paper, once the
 * printer is well and has not given the job's number back for some seconds: after a paper change it
 * usually prints the rest from its own memory.
 */
final class EscPosPrinter extends SupervisedDevice implements TicketPrinter {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration ASK_WHILE_PRINTING = Duration.ofMillis(500);
  private static final Duration LATE_PROOF = Duration.ofSeconds(5);
  private static final int SILENT_POLLS = 2;
  private static final int SILENT_POLLS_TO_RECONNECT = 6;
  private static final int IDS = 10_000;

  /** A job without proof; its rest may be in the printer or hang from it. */
  private record Leftover(PrintJob job, boolean lineLost, long since) {}

  private final PrinterProfile profile;
  private final long nanosPerByte;
  private final BlockingQueue<PrintJob> jobs = new LinkedBlockingQueue<>();
  private final AtomicInteger lastId =
      new AtomicInteger((int) (System.currentTimeMillis() / 1000 % IDS));
  private PrinterFaults faults = PrinterFaults.NONE;
  private boolean firstConnection = true;
  private Leftover leftover;
  private int silentPolls;

  EscPosPrinter(String name, Pace pace, Transport transport, PrinterProfile profile) {
    super(name, pace, transport);
    this.profile = profile;
    this.nanosPerByte = transport.nanosPerByte();
  }

  @Override
  public int columns() {
    return profile.columns();
  }

  @Override
  public PrintOutcome print(PrintDocument document, Runnable beforeFirstByte, Duration deadline) {
    long until = System.nanoTime() + deadline.toNanos();
    // Numbers go on over connections: a late answer must never prove another job.
    String id = String.format(Locale.ROOT, "%04d", lastId.incrementAndGet() % IDS);
    var job = new PrintJob(DocumentBytes.of(document, profile), id, beforeFirstByte, until);
    if (closing() || status().state() == DeviceState.CLOSED) {
      return new PrintOutcome.Failed(closed());
    }
    jobs.add(job);
    PrintOutcome outcome = job.await(tooLate());
    jobs.remove(job);
    return outcome;
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    PrintJob job = jobs.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
    while (job != null) {
      if (job.take()) {
        job.end(new PrintOutcome.Failed(fault == null ? silent("print") : fault));
      }
      job = jobs.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  protected void ended(DeviceFault fault) {
    for (PrintJob job = jobs.poll(); job != null; job = jobs.poll()) {
      if (job.take()) {
        job.end(new PrintOutcome.Failed(fault));
      }
    }
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    var line = new PrinterLine(open, paced(ANSWER), nanosPerByte, profile);
    silentPolls = 0;
    if (firstConnection && profile.status()) {
      endWhatAnEarlierRunLeft(line);
    }
    line.askForNews();
    poll(line);
    firstConnection = false;
    long nextPoll = System.nanoTime() + paced(POLL).toNanos();
    while (!closing() && silentPolls < SILENT_POLLS_TO_RECONNECT) {
      PrintJob job = jobs.poll(LOOK.toNanos(), TimeUnit.NANOSECONDS);
      if (job != null && job.take()) {
        print(line, job);
        nextPoll = System.nanoTime() + paced(POLL).toNanos();
      }
      line.listen(Duration.ZERO);
      if (line.news() || System.nanoTime() >= nextPoll) {
        poll(line);
        nextPoll = System.nanoTime() + paced(POLL).toNanos();
      }
    }
  }

  /**
   * After a power cut of the computer the printer may still wait for the rest of an image. A well
   * printer that waits for nothing answers an ordered query.
   */
  private void endWhatAnEarlierRunLeft(PrinterLine line) throws TransportException {
    boolean well = ask(line) && faults.state() == DeviceState.IDLE;
    if (well && profile.completion() != Completion.NONE && !line.answersInOrder()) {
      line.freePaper(DocumentBytes.LONGEST_COMMAND);
    }
  }

  private void poll(PrinterLine line) throws TransportException {
    if (!ask(line)) {
      return;
    }
    show(false);
    if (leftover == null || faults.state() != DeviceState.IDLE) {
      return;
    }
    boolean waited = System.nanoTime() - leftover.since() > paced(LATE_PROOF).toNanos();
    if (line.proved(leftover.job())) {
      leftover = null;
    } else if (leftover.lineLost() || waited) {
      clear(line);
    }
  }

  private void clear(PrinterLine line) throws TransportException {
    int whole = leftover.job().bytes().all().length;
    line.freePaper(Math.min(whole, DocumentBytes.LONGEST_COMMAND));
    leftover = null;
  }

  /** Asks for the state; after some polls without answer the printer counts as off. */
  private boolean ask(PrinterLine line) throws TransportException {
    if (!profile.status()) {
      return true;
    }
    Optional<PrinterFaults> answer = line.status();
    answer.ifPresent(now -> faults = now);
    silentPolls = answer.isPresent() ? 0 : silentPolls + 1;
    if (silentPolls >= SILENT_POLLS) {
      become(DeviceState.OFFLINE, EnumSet.of(Condition.NO_STATUS), silent("status"));
    }
    if (leftover != null && (answer.isEmpty() || faults.state() != DeviceState.IDLE)) {
      leftover = new Leftover(leftover.job(), leftover.lineLost(), System.nanoTime());
    }
    return answer.isPresent();
  }

  private void show(boolean busy) {
    if (silentPolls >= SILENT_POLLS) {
      return;
    }
    boolean works = faults.state() == DeviceState.IDLE;
    Set<Condition> conditions =
        profile.status() ? faults.conditions() : EnumSet.of(Condition.NO_STATUS);
    become(works && busy ? DeviceState.BUSY : faults.state(), conditions, stopped());
  }

  /** Why the printer prints nothing now, or null. */
  private DeviceFault stopped() {
    return faults.fault((code, zh, en) -> fault("print", code, zh, en));
  }

  private void print(PrinterLine line, PrintJob job) throws TransportException {
    boolean begun = false;
    try {
      DeviceFault obstacle = obstacle(line, job);
      if (obstacle != null) {
        job.end(new PrintOutcome.Failed(obstacle));
      } else if (job.mayBegin()) {
        begun = true;
        job.end(send(line, job));
      }
    } catch (TransportException e) {
      if (begun) {
        leftover = new Leftover(job, true, System.nanoTime());
      }
      DeviceFault fault = stopped() != null ? stopped() : fault("print", e);
      job.end(begun ? new PrintOutcome.Uncertain(fault) : new PrintOutcome.Failed(fault));
      throw e;
    }
  }

  /** Why the job cannot begin now, or null. */
  private DeviceFault obstacle(PrinterLine line, PrintJob job) throws TransportException {
    if (!ask(line) && !ask(line)) {
      return silent("print");
    }
    show(false);
    if (faults.state() != DeviceState.IDLE) {
      return stopped();
    }
    if (leftover != null) {
      clear(line);
    }
    return job.nanosLeft() <= 0 ? tooLate() : null;
  }

  private PrintOutcome send(PrinterLine line, PrintJob job) throws TransportException {
    show(true);
    line.begin(job);
    if (profile.completion() == Completion.NONE) {
      show(false);
      return new PrintOutcome.Uncertain(unproven());
    }
    long nextAsk = System.nanoTime() + paced(ASK_WHILE_PRINTING).toNanos();
    while (job.nanosLeft() > 0 && !line.proved(job)) {
      line.listen(Duration.ofNanos(Math.min(job.nanosLeft(), LOOK.toNanos())));
      if (System.nanoTime() >= nextAsk && !line.proved(job)) {
        if (profile.status() && ask(line)) {
          show(true);
        }
        nextAsk = System.nanoTime() + paced(ASK_WHILE_PRINTING).toNanos();
      }
    }
    return conclude(line, job);
  }

  private PrintOutcome conclude(PrinterLine line, PrintJob job) throws TransportException {
    boolean proved = line.proved(job);
    boolean weak = profile.completion() == Completion.ORDERED_STATUS;
    boolean well = !weak || proved && ask(line) && faults.state() == DeviceState.IDLE;
    if (!proved) {
      leftover = new Leftover(job, false, System.nanoTime());
    }
    show(false);
    return proved && well
        ? new PrintOutcome.Confirmed()
        : new PrintOutcome.Uncertain(stopped() != null ? stopped() : unproven());
  }

  private DeviceFault closed() {
    return fault("print", "CLOSED", "打印机已停用。", "The printer is closed.");
  }

  private DeviceFault silent(String operation) {
    return fault(
        operation,
        "NO_ANSWER",
        "打印机没有应答，请检查电源、连接线和波特率；接好后自动恢复。",
        "The printer does not answer. Check its power, cable and baud rate; it recovers by"
            + " itself.");
  }

  private DeviceFault tooLate() {
    return fault(
        "print",
        "TIMEOUT",
        "打印机没有按时打印，请查看打印机，再决定是否补打。",
        "The printer did not print in time. Look at it before you print again.");
  }

  private DeviceFault unproven() {
    return fault(
        "print",
        "NOT_CONFIRMED",
        "打印机没有确认打印完成，请查看是否出纸，再决定是否补打。",
        "The printer did not confirm that the ticket came out. Look at the paper before you print"
            + " again.");
  }
}
