package org.jiaohao.device.driver.scanner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.driver.JobQueue;
import org.jiaohao.device.driver.Listeners;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/** A scanner whose jobs run one after the other on the device's thread. */
public abstract class SupervisedScanner extends SupervisedDevice implements DocumentScanner {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final JobQueue<Job, Outcome> jobs = new JobQueue<>();
  private final Listeners<Progress> listeners;
  private volatile Capabilities capabilities;

  private volatile Job running;

  /** A scan somebody waits for. */
  protected static final class Job extends org.jiaohao.device.driver.Job<Outcome> {
    private final Request request;
    private final Consumer<Page> pages;
    private volatile boolean cancelled;

    private Job(Request request, Consumer<Page> pages, Duration deadline) {
      super(deadline);
      this.request = request;
      this.pages = pages;
    }

    /** What to scan. */
    public Request request() {
      return request;
    }

    /** Hands a page over as it came. */
    public void tell(Page page) {
      pages.accept(page);
    }
  }

  /** Creates a closed scanner. */
  protected SupervisedScanner(String name, Pace pace, Transport line) {
    super(name, pace, line);
    this.listeners = new Listeners<>(name);
  }

  /** Carries a scan out. */
  protected abstract Outcome run(Job job) throws TransportException, InterruptedException;

  /** The scans that wait. */
  protected final BlockingQueue<Job> jobs() {
    return jobs.waiting();
  }

  /** Carries a scan out and tells its outcome; a broken line ends it. */
  protected final void work(Job job) throws TransportException, InterruptedException {
    running = job;
    become(DeviceState.BUSY, Set.of(), null);
    try {
      job.end(run(job));
    } catch (TransportException e) {
      job.end(new Outcome.Failed(fault("scan", e), 0));
      throw e;
    } finally {
      job.end(new Outcome.Failed(refused("driver"), 0)); // it failed in an unforeseen way
      running = null;
    }
  }

  /**
   * Lets some time pass in which nothing can be scanned; a request meanwhile fails with the reason.
   */
  protected final void refuseFor(ByteChannel open, Duration pause, DeviceFault why)
      throws TransportException, InterruptedException {
    Job job = next(jobs(), open, pause);
    if (job != null) {
      job.end(new Outcome.Failed(why, 0));
    }
  }

  /** The capabilities of the scanner are known. */
  protected final void learned(Capabilities found) {
    capabilities = found;
  }

  /** Whether the present scan shall end. */
  protected final boolean cancelled() {
    Job job = running;
    return closing() || job != null && job.cancelled;
  }

  /** Tells how far the present page is. */
  protected final void progress(int page, int percent) {
    listeners.tell(new Progress(page, percent));
  }

  @Override
  public final Optional<Capabilities> capabilities() {
    return Optional.ofNullable(capabilities);
  }

  @Override
  public final Registration onProgress(Consumer<Progress> listener) {
    return listeners.add(listener);
  }

  @Override
  public final Outcome scan(Request request, Consumer<Page> pages, Duration deadline) {
    if (closing() || !status().usable()) {
      return new Outcome.Failed(status().fault() == null ? silent() : status().fault(), 0);
    }
    Supplier<Outcome> late = () -> new Outcome.Failed(silent(), 0);
    return jobs.run(new Job(request, pages, deadline), LAST_WORDS, late, late);
  }

  @Override
  public final void cancel() {
    jobs.oldest().ifPresent(job -> job.cancelled = true);
  }

  /** The scanner does not answer. */
  protected final DeviceFault silent() {
    return fault(
        "scan",
        "NO_ANSWER",
        "扫描仪没有应答，请检查电源和网络；接好后自动恢复。",
        "The scanner does not answer. Check its power and network; it recovers by itself.");
  }

  /** The scanner did not do it, with its own word for that. */
  protected final DeviceFault refused(String why) {
    return fault(
        "scan",
        "SCAN_REFUSED",
        "扫描仪没有完成扫描（" + why + "），请看扫描仪面板上的提示，然后重试。",
        "The scanner did not finish (" + why + "): look at its panel, then try again.");
  }

  /** Pages came, but cannot be read; by their numbers. */
  protected final DeviceFault unreadable(List<Integer> pages) {
    String numbers = pages.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return fault(
        "scan",
        "BROKEN_PAGE",
        "第 " + numbers + " 页的数据不完整或无法读取，请重新扫描；其他各页完好。",
        "Page "
            + numbers
            + " came incomplete or cannot be read: scan it again. All others are whole.");
  }

  /** The feeder is empty. */
  protected final DeviceFault noPaper() {
    return fault(
        "scan",
        "NO_PAPER",
        "进纸器里没有纸，请放入材料后重试。",
        "The feeder is empty: put the papers in and try again.");
  }

  /** Paper is stuck. */
  protected final DeviceFault jammed() {
    return fault(
        "scan",
        "PAPER_JAM",
        "进纸器卡纸或进了多张，请打开盖板取出，整理后从未扫描的一页重新放入。",
        "The feeder is jammed or took several sheets: open it, take them out, and put in again"
            + " what was not scanned.");
  }

  /** The cover is open. */
  protected final DeviceFault coverOpen() {
    return fault("scan", "COVER_OPEN", "进纸器盖板未关好，请关好。", "The feeder's cover is open: close it.");
  }

  /** Ends all scans that wait. */
  protected final void failAll(DeviceFault fault) {
    jobs.endAll(new Outcome.Failed(fault, 0));
  }

  @Override
  protected final void away(DeviceFault fault, Duration pause) throws InterruptedException {
    if (!status().usable()) { // else the line is only renewed
      failAll(fault == null ? silent() : fault);
    }
    Thread.sleep(pause);
  }

  @Override
  protected final void ended(DeviceFault fault) {
    failAll(fault);
  }
}
