package org.jiaohao.device.driver.escl;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.driver.escl.EsclHttp.Answer;
import org.jiaohao.device.driver.http.HttpLine;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/**
 * A network scanner by eSCL: capabilities, a job, its pages one after another until there is none,
 * and the job's end. Written from what two public clients and one server do; see the tests for what
 * it was tried against.
 */
final class EsclScanner extends SupervisedDevice implements DocumentScanner {
  private static final Duration ASK = Duration.ofMillis(1500);
  private static final Duration PAGE = Duration.ofSeconds(60);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final Duration PROBE = Duration.ofMillis(1200);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int BUSY_TRIES = 30;
  private static final int SILENT_TRIES_TO_RECONNECT = 3;

  private final URI base;
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private volatile Capabilities capabilities;
  private volatile boolean cancelled;

  private record Job(
      Request request, Consumer<Page> pages, long until, CompletableFuture<Outcome> outcome) {}

  EsclScanner(String name, URI base) {
    super(name, new HttpLine(base));
    this.base = base;
  }

  @Override
  public Optional<Capabilities> capabilities() {
    return Optional.ofNullable(capabilities);
  }

  @Override
  public Outcome scan(Request request, Consumer<Page> pages, Duration deadline) {
    long until = System.nanoTime() + deadline.toNanos();
    var job = new Job(request, pages, until, new CompletableFuture<>());
    if (closing() || !status().usable()) {
      return new Outcome.Failed(status().fault() == null ? silent() : status().fault(), 0);
    }
    cancelled = false;
    jobs.add(job);
    try {
      return job.outcome.get(deadline.plus(LAST_WORDS).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      jobs.remove(job);
      return new Outcome.Failed(silent(), 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed(silent(), 0);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    int silent = 0;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      boolean known = capabilities != null && status().usable();
      Answer answer =
          EsclHttp.send("GET", at(known ? "ScannerStatus" : "ScannerCapabilities"), null, ASK);
      boolean good = answer.status() == 200 && (known ? alive(answer) : learn(answer));
      if (good) {
        silent = 0;
        become(DeviceState.IDLE, Set.of(), null);
        Job job = next(jobs, open, PROBE);
        if (job != null) {
          work(job);
        }
      } else {
        silent++;
        become(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), silent());
        failAll(silent());
        next(jobs, open, Duration.ofMillis(250));
      }
    }
  }

  private URI at(String resource) {
    return URI.create(base + "/" + resource);
  }

  private boolean learn(Answer answer) {
    Optional<Capabilities> found = EsclXml.parse(answer.body()).flatMap(EsclXml::capabilities);
    found.ifPresent(c -> capabilities = c);
    return found.isPresent();
  }

  private static boolean alive(Answer answer) {
    return EsclXml.parse(answer.body())
        .filter(s -> !EsclXml.text(s, "State").isEmpty())
        .isPresent();
  }

  private void work(Job job) throws TransportException, InterruptedException {
    become(DeviceState.BUSY, Set.of(), null);
    try {
      job.outcome.complete(run(job));
    } catch (TransportException e) {
      job.outcome.complete(new Outcome.Failed(fault("scan", e), 0));
      throw e;
    }
  }

  private Outcome run(Job job) throws TransportException, InterruptedException {
    boolean feeder = job.request.source() != Source.FLATBED;
    if (feeder) {
      DeviceFault trouble = feeder();
      if (trouble != null) {
        return new Outcome.Failed(trouble, 0);
      }
    }
    String place = begin(job);
    if (place == null) {
      return new Outcome.Failed(refused("busy"), 0);
    }
    URI at = base.resolve(place);
    try {
      return pages(job, at);
    } finally {
      EsclHttp.send("DELETE", at, null, ASK);
    }
  }

  /** Makes the job; null when the scanner does not take it in time. */
  private String begin(Job job) throws TransportException, InterruptedException {
    String settings = EsclXml.settings(job.request);
    for (int i = 0; i < BUSY_TRIES && left(job) > 0; i++) {
      Answer answer = EsclHttp.send("POST", at("ScanJobs"), settings, patience(job));
      if (answer.status() == 201 && !answer.location().isEmpty()) {
        return answer.location();
      }
      if (answer.status() != 503 && answer.status() != 0) {
        return null;
      }
      Thread.sleep(Math.min(BETWEEN.toMillis(), Math.max(1, left(job) / 1_000_000)));
    }
    return null;
  }

  private static Duration patience(Job job) {
    return Duration.ofNanos(Math.clamp(left(job), 1_000_000, PAGE.toNanos()));
  }

  private static long left(Job job) {
    return job.until - System.nanoTime();
  }

  private Outcome pages(Job job, URI at) throws TransportException, InterruptedException {
    int pages = 0;
    int busy = 0;
    URI next = URI.create(at + (at.toString().endsWith("/") ? "" : "/") + "NextDocument");
    while (left(job) > 0) {
      if (cancelled) {
        return new Outcome.Cancelled(pages);
      }
      Answer answer = EsclHttp.send("GET", next, null, patience(job));
      switch (answer.status()) {
        case 200 -> {
          busy = 0;
          job.pages.accept(new Page(++pages, answer.type(), answer.body()));
        }
        case 404, 410 -> {
          return end(job, pages);
        }
        case 503 -> {
          if (++busy > BUSY_TRIES) {
            return new Outcome.Failed(refused("busy"), pages);
          }
          Thread.sleep(BETWEEN.toMillis() / 4);
        }
        default -> {
          DeviceFault trouble = feeder();
          return new Outcome.Failed(
              trouble == null ? refused("HTTP " + answer.status()) : trouble, pages);
        }
      }
    }
    return new Outcome.Failed(refused("deadline"), pages);
  }

  /** There is no further page: all done, or the feeder stopped. */
  private Outcome end(Job job, int pages) throws TransportException {
    DeviceFault trouble = job.request.source() == Source.FLATBED ? null : feeder();
    boolean empty = trouble != null && trouble.code().equals("NO_PAPER");
    return trouble == null || empty && pages > 0
        ? new Outcome.Done(pages)
        : new Outcome.Failed(trouble, pages);
  }

  /** What is wrong with the feeder, or null. */
  private DeviceFault feeder() throws TransportException {
    Answer answer = EsclHttp.send("GET", at("ScannerStatus"), null, ASK);
    String state =
        EsclXml.parse(answer.body()).map(status -> EsclXml.text(status, "AdfState")).orElse("");
    return switch (state) {
      case "ScannerAdfEmpty" ->
          fault(
              "scan",
              "NO_PAPER",
              "进纸器里没有纸，请放入材料后重试。",
              "The feeder is empty: put the papers in and try again.");
      case "ScannerAdfJam", "ScannerAdfMispick", "ScannerAdfMultipickDetected" ->
          fault(
              "scan",
              "PAPER_JAM",
              "进纸器卡纸或进了多张，请打开盖板取出，整理后从未扫描的一页重新放入。",
              "The feeder is jammed or took several sheets: open it, take them out, and put in again"
                  + " what was not scanned.");
      case "ScannerAdfDoorOpen", "ScannerAdfHatchOpen" ->
          fault("scan", "COVER_OPEN", "进纸器盖板未关好，请关好。", "The feeder's cover is open: close it.");
      default -> null;
    };
  }

  private DeviceFault silent() {
    return fault(
        "scan",
        "NO_ANSWER",
        "扫描仪没有应答，请检查电源和网络；接好后自动恢复。",
        "The scanner does not answer. Check its power and network; it recovers by itself.");
  }

  private DeviceFault refused(String why) {
    return fault(
        "scan",
        "SCAN_REFUSED",
        "扫描仪没有完成扫描（" + why + "），请看扫描仪面板上的提示，然后重试。",
        "The scanner did not finish (" + why + "): look at its panel, then try again.");
  }

  private void failAll(DeviceFault fault) {
    for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
      job.outcome.complete(new Outcome.Failed(fault, 0));
    }
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    failAll(fault == null ? silent() : fault);
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    failAll(fault);
  }
}
