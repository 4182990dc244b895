package org.jiaohao.device.driver.escl;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HttpAnswer;
import org.jiaohao.device.driver.http.HttpLine;
import org.jiaohao.device.driver.scanner.SupervisedScanner;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network scanner by eSCL: capabilities, a job, its pages one after another until there is none,
 * and the job's end. Written from what two public clients and one server do; see the tests for what
 * it was tried against.
 */
final class EsclScanner extends SupervisedScanner {
  private static final Logger LOG = LoggerFactory.getLogger(EsclScanner.class);
  private static final Duration PAGE = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration PROBE = Duration.ofMillis(1200);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final int BUSY_TRIES = 30;
  private static final int BUSY_TRIES_WITH_TROUBLE = 2;
  private static final int LOOK_EACH = 8;
  private static final int SILENT_TRIES_TO_RECONNECT = 3;
  private static final int MOST_BROKEN_IN_A_ROW = 3;
  private static final int SERVER_ERRORS = 500;

  private final HttpLine line;
  private final URI base;
  private final EsclHabits habits;
  private EsclCapabilities able;

  EsclScanner(String name, Pace pace, HttpLine line, EsclHabits habits) {
    super(name, pace, line);
    this.line = line;
    this.habits = habits;
    this.base = URI.create(line.uri().toString().replaceAll("/+$", ""));
  }

  /** A job that was begun, or what became of it instead. */
  private record Begun(URI at, Outcome ended) {
    static Begun not(Outcome ended) {
      return new Begun(null, ended);
    }
  }

  /** What came of a job so far. */
  private static final class Batch {
    private final List<Integer> broken = new ArrayList<>();
    private final String feederBefore;
    private int pages;
    private int brokenInRow;
    private int waits;
    private long askedInVain;

    Batch(String feederBefore) {
      this.feederBefore = feederBefore;
    }

    /** Some scanners tell of a jam until they are switched off, and scan all the same. */
    boolean stale(EsclStatus now) {
      return pages > 0 && now.feeder().equals(feederBefore);
    }
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    int silent = 0;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      boolean known = able != null && status().usable();
      HttpAnswer answer = ask("GET", at(known ? "ScannerStatus" : "ScannerCapabilities"));
      boolean good =
          answer.status() == 200
              && (known ? EsclStatus.read(answer.body()).isPresent() : learn(answer));
      if (good) {
        silent = 0;
        become(DeviceState.IDLE, Set.of(), null);
        Job job = next(jobs(), open, paced(PROBE));
        if (job != null) {
          work(job);
        }
      } else {
        silent++;
        DeviceFault why = strange(answer.status());
        become(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), why);
        failAll(why);
        refuseFor(open, paced(RETRY), why);
      }
    }
  }

  /** Somebody answers there, but not as a scanner does. */
  private DeviceFault strange(int status) {
    if (status == 0) {
      return silent();
    }
    return status >= SERVER_ERRORS
        ? refused(status)
        : fault(
            "scan",
            "NOT_ESCL",
            "该地址没有应答为 eSCL 扫描仪（HTTP "
                + status
                + "）。请检查设备地址（多为 http://…/eSCL，有的设备只用 https://），并在设备的管理网页上启用 eSCL（AirScan、AirPrint 扫描）。",
            "What answers at this address is no eSCL scanner (HTTP "
                + status
                + "). Check the address (mostly http://…/eSCL, some devices take https:// only) and"
                + " enable eSCL (AirScan) on the device's page.");
  }

  private URI at(String resource) {
    return URI.create(base + "/" + resource);
  }

  private HttpAnswer ask(String method, URI at) throws TransportException {
    return line.send(method, at, paced(habits.answer()));
  }

  private boolean learn(HttpAnswer answer) {
    Optional<EsclCapabilities> found = EsclXml.parse(answer.body()).flatMap(EsclCapabilities::read);
    found.ifPresent(
        capabilities -> {
          able = capabilities;
          learned(capabilities.together());
        });
    return found.isPresent();
  }

  private EsclStatus state() throws TransportException {
    HttpAnswer answer = ask("GET", at("ScannerStatus"));
    return EsclStatus.read(answer.body()).orElse(EsclStatus.UNKNOWN);
  }

  @Override
  protected Outcome run(Job job) throws TransportException, InterruptedException {
    EsclStatus before = state();
    boolean feeder = job.request().source() != Source.FLATBED;
    if (feeder && before.empty() && habits.tellsEmpty()) {
      return new Outcome.Failed(noPaper(), 0);
    }
    Begun begun = begin(job, before);
    if (begun.at() == null) {
      return begun.ended();
    }
    var batch = new Batch(before.feeder());
    try {
      Outcome outcome = pages(job, begun.at(), batch);
      return outcome instanceof Outcome.Done && !batch.broken.isEmpty()
          ? new Outcome.Failed(unreadable(batch.broken), batch.pages)
          : outcome;
    } catch (TransportException e) {
      job.end(new Outcome.Failed(fault("scan", e), batch.pages));
      throw e;
    } finally {
      if (batch.pages == 0) {
        misplaced(begun.at(), before).ifPresent(place -> delete(base.resolve(place)));
      }
      delete(begun.at());
    }
  }

  /** The job that was begun, when the scanner told a place where it is not. */
  private Optional<String> misplaced(URI told, EsclStatus before) {
    try {
      EsclStatus now = state();
      return now.jobs().containsKey(told.getRawPath()) ? Optional.empty() : fresh(now, before);
    } catch (TransportException e) {
      LOG.info("{}: its jobs could not be looked up: {}", name(), e.getMessage());
      return Optional.empty();
    }
  }

  /** What was scanned stays scanned, also when the good-bye fails. */
  private void delete(URI at) {
    try {
      ask("DELETE", at);
    } catch (TransportException e) {
      LOG.info("{}: the job could not be deleted: {}", name(), e.getMessage());
    }
  }

  /** Makes the job; one that may have begun without telling its place is looked for. */
  private Begun begin(Job job, EsclStatus before) throws TransportException, InterruptedException {
    var settings =
        new HttpLine.Body(
            "text/xml", able.settings(job.request()).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < BUSY_TRIES && job.left() > 0 && !cancelled(); i++) {
      HttpAnswer answer =
          line.send("POST", at("ScanJobs"), settings, job.within(PAGE), job.within(PAGE));
      switch (answer.status()) {
        case 200, 201, 202 -> {
          Optional<String> place = JobPlace.path(base.getRawPath(), answer.location());
          if (place.isEmpty()) {
            place = fresh(state(), before);
          }
          return place.isPresent()
              ? new Begun(base.resolve(place.get()), null)
              : Begun.not(new Outcome.Failed(refused(answer.status() + " without Location"), 0));
        }
        case 503 -> {
          DeviceFault trouble = i < BUSY_TRIES_WITH_TROUBLE ? null : trouble(job);
          if (trouble != null) {
            return Begun.not(new Outcome.Failed(trouble, 0));
          }
          Thread.sleep(wait(job, BETWEEN));
        }
        case 0 -> {
          fresh(state(), before).ifPresent(place -> delete(base.resolve(place)));
          return Begun.not(new Outcome.Failed(silent(), 0));
        }
        default -> {
          DeviceFault trouble = trouble(job);
          return Begun.not(
              new Outcome.Failed(trouble == null ? refused(answer.status()) : trouble, 0));
        }
      }
    }
    return Begun.not(
        cancelled() ? new Outcome.Cancelled(0) : new Outcome.Failed(refused("503 busy"), 0));
  }

  /** The only job at work that was not there before; jobs of others are left alone. */
  private static Optional<String> fresh(EsclStatus now, EsclStatus before) {
    Set<String> fresh = before == EsclStatus.UNKNOWN ? Set.of() : now.newSince(before);
    return fresh.size() == 1 ? fresh.stream().findFirst() : Optional.empty();
  }

  private long wait(Job job, Duration usual) {
    return Math.clamp(job.left() / 1_000_000, 1, paced(usual).toMillis());
  }

  private DeviceFault refused(int status) {
    return refused("HTTP " + status);
  }

  private Outcome pages(Job job, URI at, Batch batch)
      throws TransportException, InterruptedException {
    URI next = URI.create(at + "/NextDocument");
    while (job.left() > 0) {
      if (cancelled()) {
        return new Outcome.Cancelled(batch.pages);
      }
      progress(batch.pages + 1, 0);
      if (!habits.pause().isZero()) {
        Thread.sleep(wait(job, habits.pause()));
      }
      HttpAnswer answer =
          line.send("GET", next, HttpLine.Body.NONE, job.within(PAGE), job.within(LONGEST));
      String type = PageFile.type(answer.type(), answer.body());
      boolean came = List.of(0, 200).contains(answer.status()) && PageFile.is(type, answer.body());
      Outcome end =
          came ? take(job, type, answer, batch) : without(job, at, answer.status(), batch);
      if (end != null) {
        return end;
      }
    }
    return new Outcome.Failed(refused("deadline"), batch.pages);
  }

  /** A page came, whole or not; an outcome when no more can be expected. */
  private Outcome take(Job job, String type, HttpAnswer answer, Batch batch) {
    Optional<byte[]> readable =
        answer.status() == 200 ? PageFile.readable(type, answer.body()) : Optional.empty();
    batch.pages++;
    batch.waits = 0;
    batch.askedInVain = 0;
    batch.brokenInRow = readable.isPresent() ? 0 : batch.brokenInRow + 1;
    if (readable.isEmpty()) {
      batch.broken.add(batch.pages);
    }
    progress(batch.pages, 100);
    job.tell(new Page(batch.pages, type, readable.orElse(answer.body()), readable.isPresent()));
    return batch.brokenInRow < MOST_BROKEN_IN_A_ROW
        ? null
        : new Outcome.Failed(unreadable(batch.broken), batch.pages);
  }

  /** No page came; an outcome, or null to ask again. */
  private Outcome without(Job job, URI at, int status, Batch batch)
      throws TransportException, InterruptedException {
    if (job.request().source() == Source.FLATBED && batch.pages > 0) {
      return new Outcome.Done(batch.pages); // there is but one
    }
    boolean look = status != 503 || ++batch.waits % LOOK_EACH == 0;
    EsclStatus now = look ? state() : EsclStatus.UNKNOWN;
    boolean believed = job.request().source() != Source.FLATBED && !batch.stale(now);
    DeviceFault trouble = believed ? trouble(now) : null;
    if (trouble != null) {
      return new Outcome.Failed(trouble, batch.pages);
    }
    String state = now.job(at.getRawPath());
    if (state.equals("Aborted") || state.equals("Canceled")) {
      return new Outcome.Failed(refused("HTTP " + status + ", " + state), batch.pages);
    }
    return switch (status) {
      case 503 -> {
        if (state.equals("Completed") && batch.pages > 0) {
          yield new Outcome.Done(batch.pages);
        }
        Thread.sleep(wait(job, RETRY));
        yield null;
      }
      case 404, 410, 409, 200 -> end(job, now, state, status, batch);
      case 0 -> new Outcome.Failed(job.left() > 0 ? silent() : refused("deadline"), batch.pages);
      default -> new Outcome.Failed(refused(status), batch.pages);
    };
  }

  /**
   * The scanner says that there is no page: all are done, the feeder stopped, or it says so though
   * the next sheet is on its way.
   */
  private Outcome end(Job job, EsclStatus now, String state, int status, Batch batch)
      throws InterruptedException {
    boolean feeder = job.request().source() != Source.FLATBED;
    if (batch.pages > 0 && (now.empty() || state.equals("Completed"))) {
      return new Outcome.Done(batch.pages);
    }
    if (feeder && now.empty()) {
      return new Outcome.Failed(noPaper(), 0);
    }
    boolean loaded = feeder && !now.feeder().isEmpty();
    batch.askedInVain = batch.askedInVain == 0 ? System.nanoTime() : batch.askedInVain;
    boolean patient = System.nanoTime() - batch.askedInVain < paced(habits.falseEnd()).toNanos();
    if (loaded && patient) {
      Thread.sleep(wait(job, RETRY));
      return null;
    }
    boolean unfinished = state.equals("Processing") || state.equals("Pending");
    return batch.pages > 0 && status != 409 && status != 200 && !unfinished
        ? new Outcome.Done(batch.pages)
        : new Outcome.Failed(refused(status), batch.pages);
  }

  /** What keeps a job that was not taken from being taken, or null when it is not told. */
  private DeviceFault trouble(Job job) throws TransportException {
    return job.request().source() == Source.FLATBED ? null : trouble(state());
  }

  /** What keeps the feeder from going on, or null. */
  private DeviceFault trouble(EsclStatus now) {
    return switch (now.feeder()) {
      case "ScannerAdfJam", "ScannerAdfMispick", "ScannerAdfMultipickDetected" -> jammed();
      case "ScannerAdfDoorOpen", "ScannerAdfHatchOpen" -> coverOpen();
      default -> null;
    };
  }
}
