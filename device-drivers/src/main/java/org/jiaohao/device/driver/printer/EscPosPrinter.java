package org.jiaohao.device.driver.printer;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ESC/POS receipt printer. One thread owns the line: it connects, asks for the status about
 * every second, prints jobs, and connects again after a loss within two seconds.
 *
 * <p>A job is {@link PrintOutcome.Confirmed} only when the printer itself says so: it gives the
 * process id back (GS ( H, Epson) or answers an ordered status query (GS r, weaker) behind the cut.
 * It is {@link PrintOutcome.Failed} only when no byte left. Everything else is {@link
 * PrintOutcome.Uncertain} and never repeated. A printer without any proof is always uncertain.
 */
public final class EscPosPrinter implements TicketPrinter {
  private static final Logger log = LoggerFactory.getLogger(EscPosPrinter.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 1000;

  private final String name;
  private final Transport transport;
  private final PrinterProfile profile;
  private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final List<Consumer<DeviceStatus>> listeners = new CopyOnWriteArrayList<>();
  private volatile DeviceStatus status =
      new DeviceStatus(DeviceState.CLOSED, Set.of(), null, Instant.now());
  private volatile Thread worker;

  /** Zeros that end a command which broke off on the line; 0 when none did. */
  private int brokenOff;

  private record Job(
      DocumentBytes.Job content,
      Runnable beforeFirstByte,
      long deadline,
      CompletableFuture<PrintOutcome> done) {}

  EscPosPrinter(String name, Transport transport, PrinterProfile profile) {
    this.name = name;
    this.transport = transport;
    this.profile = profile;
  }

  /** A printer of this model on this line; {@link #open()} starts it. */
  public static EscPosPrinter of(String name, Transport transport, String profileName) {
    return new EscPosPrinter(name, transport, PrinterProfile.load(profileName));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int columns() {
    return profile.columns();
  }

  @Override
  public DeviceStatus status() {
    return status;
  }

  @Override
  public void onStatus(Consumer<DeviceStatus> listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized void open() {
    if (worker == null) {
      set(DeviceState.NO_HARDWARE, Set.of(), notThere("opening"));
      worker = Thread.ofPlatform().name("printer-" + name).daemon().unstarted(this::supervise);
      worker.start();
    }
  }

  @Override
  public PrintOutcome print(PrintDocument document, Runnable beforeFirstByte, Duration deadline) {
    if (worker == null) {
      return new PrintOutcome.Failed(notThere("print"));
    }
    DocumentBytes.Job bytes = DocumentBytes.of(document, profile);
    var job =
        new Job(
            bytes,
            beforeFirstByte,
            System.nanoTime() + deadline.toNanos(),
            new CompletableFuture<>());
    jobs.add(job);
    try {
      return job.done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void supervise() {
    long retry = FIRST_RETRY_MILLIS;
    while (running()) {
      try (var line = new PrinterLine(transport.open(), profile)) {
        retry = FIRST_RETRY_MILLIS;
        line.prepare(0);
        serve(line);
      } catch (TransportException e) {
        log.debug("{} at {}: {}", name, transport.address(), e.getMessage());
        set(DeviceState.NO_HARDWARE, Set.of(), gone(e));
        waitAndRefuse(retry);
        retry = Math.min(retry * 2, LONGEST_RETRY_MILLIS);
      } catch (RuntimeException e) {
        log.error("{} at {}", name, transport.address(), e);
        waitAndRefuse(LONGEST_RETRY_MILLIS);
      }
    }
    Job left;
    while ((left = jobs.poll()) != null) {
      left.done.complete(new PrintOutcome.Failed(notThere("print")));
    }
  }

  private boolean running() {
    return worker == Thread.currentThread();
  }

  /** While there is no printer, a job fails at once: nothing was sent. */
  private void waitAndRefuse(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (running() && System.nanoTime() < end) {
      Job job = next(Duration.ofMillis(50));
      if (job != null) {
        job.done.complete(new PrintOutcome.Failed(notThere("print")));
      }
    }
  }

  private void serve(PrinterLine line) throws TransportException {
    while (running()) {
      Job job = next(Duration.ZERO);
      if (job == null) {
        PrinterFaults faults = line.status();
        show(faults);
        if (able(faults)) {
          clearTorso(line);
        }
        job = next(POLL);
      }
      if (job != null) {
        run(job, line);
      }
    }
  }

  private boolean able(PrinterFaults faults) {
    return !profile.status() || faults != null && faults.state() == DeviceState.IDLE;
  }

  /**
   * Clears what a job that broke off left behind. Only a printer that is well takes the bytes: one
   * without paper stands still, and behind them no status would come through.
   */
  private void clearTorso(PrinterLine line) throws TransportException {
    if (brokenOff > 0) {
      line.prepare(brokenOff);
      brokenOff = 0;
    }
  }

  private Job next(Duration wait) {
    try {
      return jobs.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return null; // close() woke us
    }
  }

  private void run(Job job, PrinterLine line) throws TransportException {
    if (!readyFor(job, line)) {
      return;
    }
    try {
      job.beforeFirstByte.run();
    } catch (RuntimeException e) {
      job.done.completeExceptionally(e); // nothing was sent
      return;
    }
    set(DeviceState.BUSY, status.conditions(), null);
    brokenOff = job.content.longestCommand();
    try {
      boolean proven = line.print(job.content.bytes(), job.deadline, this::show);
      if (proven || profile.completion() == PrinterProfile.Completion.NONE) {
        brokenOff = 0;
      }
      job.done.complete(
          proven ? new PrintOutcome.Confirmed() : new PrintOutcome.Uncertain(unproven()));
    } catch (TransportException e) {
      // Nobody knows what is on the paper.
      boolean stalled = e.reason() == TransportException.Reason.TIMEOUT;
      job.done.complete(new PrintOutcome.Uncertain(stalled ? unproven() : broken()));
      throw e;
    }
    show(line.status());
  }

  /** Whether the job can be sent; if not, it has failed and nothing of it was sent. */
  private boolean readyFor(Job job, PrinterLine line) throws TransportException {
    try {
      if (profile.status()) {
        PrinterFaults faults = line.status();
        show(faults);
        if (!able(faults)) {
          job.done.complete(new PrintOutcome.Failed(status.fault()));
          return false;
        }
      }
      clearTorso(line);
      return true;
    } catch (TransportException e) {
      job.done.complete(new PrintOutcome.Failed(gone(e)));
      throw e;
    }
  }

  /** Shows a status; null means that the printer does not answer. */
  private void show(PrinterFaults faults) {
    if (faults != null) {
      set(faults.state(), faults.conditions(), faults.fault(name, transport.address()));
    } else if (profile.status()) {
      set(DeviceState.OFFLINE, EnumSet.of(Condition.NO_STATUS), silent());
    } else {
      set(DeviceState.IDLE, EnumSet.of(Condition.NO_STATUS), null);
    }
  }

  private void set(DeviceState state, Set<Condition> conditions, DeviceFault fault) {
    boolean same =
        status.state() == state
            && status.conditions().equals(conditions)
            && java.util.Objects.equals(status.fault(), fault);
    if (!same) {
      status = new DeviceStatus(state, Set.copyOf(conditions), fault, Instant.now());
      listeners.forEach(listener -> listener.accept(status));
    }
  }

  private DeviceFault notThere(String operation) {
    return fault(
        operation,
        "NO_HARDWARE",
        "找不到打印机，请检查电源和连接线。",
        "The printer is not there. Check its power and cable.");
  }

  private DeviceFault gone(TransportException e) {
    return e.reason() == TransportException.Reason.DENIED
        ? fault(
            "open",
            "DENIED",
            "无法打开打印机端口：端口被占用或没有权限，请联系技术员。",
            "The printer's port cannot be opened: another program has it, or rights are missing.")
        : notThere("open");
  }

  private DeviceFault silent() {
    return fault(
        "status",
        "NO_ANSWER",
        "打印机没有应答，请检查电源、连接线和波特率。",
        "The printer does not answer. Check its power, cable and baud rate.");
  }

  private DeviceFault broken() {
    return fault(
        "print",
        "LINE_LOST",
        "打印过程中与打印机失去联系，号票可能不完整。",
        "The printer was lost while printing; the ticket may be incomplete.");
  }

  private DeviceFault unproven() {
    if (status.fault() != null && status.state() != DeviceState.IDLE) {
      return status.fault();
    }
    return fault(
        "print",
        "NOT_CONFIRMED",
        "打印机没有确认打印完成，请查看是否出纸。",
        "The printer did not confirm that the ticket came out. Look at the paper.");
  }

  private DeviceFault fault(String operation, String code, String zh, String en) {
    return new DeviceFault(name, transport.address(), operation, code, zh, en);
  }

  @Override
  public synchronized void close() {
    Thread last = worker;
    worker = null;
    if (last == null) {
      return;
    }
    last.interrupt();
    try {
      last.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    set(DeviceState.CLOSED, Set.of(), null);
  }
}
