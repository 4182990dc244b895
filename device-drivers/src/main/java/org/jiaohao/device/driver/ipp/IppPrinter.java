package org.jiaohao.device.driver.ipp;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.codec.ipp.IppMessage;
import org.jiaohao.device.driver.Job;
import org.jiaohao.device.driver.JobQueue;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer by IPP (RFC 8011): it is asked every second how it is, a document is one Print-Job (or
 * one a page) whose end is waited for. One that did not come out in time is cancelled, so that it
 * does not come out when nobody waits for it any more. What was taken may be on paper: when the
 * printer then refuses to tell, or falls silent, nobody says that it was not printed.
 */
final class IppPrinter extends SupervisedDevice implements PagePrinter {
  private static final Logger LOG = LoggerFactory.getLogger(IppPrinter.class);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration TAKE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** A wrong password asked every second could lock the account. */
  private static final Duration LOGIN_AGAIN = Duration.ofSeconds(10);

  /** How long nothing may be heard of a job that was taken. */
  private static final Duration JOB_UNHEARD = Duration.ofSeconds(6);

  private static final int JOB_UNTOLD = 3;
  private static final Duration LAST_WORDS = Duration.ofSeconds(8);
  private static final Duration LAST_ASK = Duration.ofMillis(2500);
  private static final Duration CANCELLING = Duration.ofSeconds(2);
  private static final int SILENT_TRIES_TO_RECONNECT = 3;
  private static final int STOPPED = 5;
  private static final int JOB_CANCELED = 7;
  private static final int JOB_ABORTED = 8;
  private static final int JOB_COMPLETED = 9;
  private static final int BUSY = 0x0507;
  private static final int SERVER_ERRORS = 500;

  private final IppLink link;
  private final IppProfile profile;
  private final Optional<PdfPages> drawer;
  private final IppFaults faults = new IppFaults((code, zh, en) -> fault("print", code, zh, en));
  private final JobQueue<Document, Outcome> jobs = new JobQueue<>();
  private Abilities able = new Abilities(new IppMessage(0, 0, java.util.Map.of()));
  private boolean printing;

  private static final class Document extends Job<Outcome> {
    private final byte[] pdf;
    private final String title;

    Document(byte[] pdf, String title, Duration deadline) {
      super(deadline);
      this.pdf = pdf.clone();
      this.title = title;
    }
  }

  /**
   * A printer that is not yet opened.
   *
   * @param drawer draws pages for printers that take no PDF, where it is installed
   */
  IppPrinter(String name, Pace pace, IppLink link, IppProfile profile, Optional<PdfPages> drawer) {
    super(name, pace, link.line());
    this.link = link;
    this.profile = profile;
    this.drawer = drawer;
  }

  @Override
  public Outcome print(byte[] pdf, String title, Duration deadline) {
    if (closing() || !status().usable()) {
      return new Outcome.Failed(why());
    }
    return jobs.run(
        new Document(pdf, title, deadline),
        LAST_WORDS,
        () -> new Outcome.Failed(faults.silent()),
        () -> new Outcome.Uncertain(faults.silent()));
  }

  /** Why it cannot be used. */
  private DeviceFault why() {
    DeviceFault known = status().fault();
    return known == null ? faults.silent() : known;
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    int silent = 0;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      IppLink.Reply reply = link.printer(paced(profile.answers()));
      silent = reply instanceof IppLink.Reply.Silence ? silent + 1 : 0;
      Duration pause = LOOK;
      switch (reply) {
        case IppLink.Reply.Told(IppMessage told) when tells(told) -> show(told);
        case IppLink.Reply.Told(IppMessage told) when wantsOlder(told) && link.older() ->
            pause = RETRY;
        case IppLink.Reply.Told(IppMessage told) ->
            unable(told.good() ? faults.empty() : faults.refused(told.code()));
        case IppLink.Reply.Refused(int status) -> unable(faults.http(status));
        case IppLink.Reply.NotTaken(TransportException why) -> {
          unable(fault("print", why));
          pause = why.reason() == Reason.LOGIN ? LOGIN_AGAIN : LOOK;
        }
        case IppLink.Reply.Silence none -> {
          become(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), faults.silent());
          failAll(faults.silent());
          pause = RETRY;
        }
      }
      Document job = next(jobs.waiting(), open, paced(pause));
      if (job != null) {
        work(job);
      }
    }
  }

  private static boolean tells(IppMessage told) {
    return told.good() && told.number("printer-state") > 0;
  }

  private static boolean wantsOlder(IppMessage told) {
    return told.good() || told.code() == IppFaults.VERSION;
  }

  private void unable(DeviceFault fault) {
    become(DeviceState.FAILURE, Set.of(Condition.NO_STATUS), fault);
    failAll(fault);
  }

  private void work(Document job) throws TransportException, InterruptedException {
    try {
      job.end(print(job));
    } finally {
      job.end(new Outcome.Uncertain(faults.silent())); // it failed in an unforeseen way
    }
  }

  private void show(IppMessage message) {
    able = new Abilities(message);
    List<String> reasons = message.all("printer-state-reasons");
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    for (String reason : reasons) {
      condition(reason).ifPresent(conditions::add);
    }
    DeviceFault unfit = unfit();
    if (unfit != null) {
      become(DeviceState.FAILURE, conditions, unfit);
    } else if (message.number("printer-state") == STOPPED) {
      become(
          DeviceState.OFFLINE, conditions, faults.stopped(conditions, String.join(", ", reasons)));
    } else {
      become(printing ? DeviceState.BUSY : DeviceState.IDLE, conditions, null);
    }
  }

  private Optional<Way> way() {
    return profile.format().or(able::way);
  }

  /** Why no document can be brought to this printer, or null. */
  private DeviceFault unfit() {
    Optional<Way> way = way();
    if (way.isEmpty()) {
      return faults.noFormat(able.named());
    }
    return way.get() != Way.PDF && drawer.isEmpty() ? faults.noDrawing() : null;
  }

  /** Reasons end with how bad they are: report, warning or error (RFC 8011, 5.4.12). */
  private static Optional<Condition> condition(String reason) {
    String what = reason.replaceAll("-(report|warning|error)$", "");
    return switch (what) {
      case "media-low" -> Optional.of(Condition.PAPER_NEAR_END);
      case "media-empty", "media-needed" -> Optional.of(Condition.PAPER_EMPTY);
      case "cover-open", "door-open" -> Optional.of(Condition.COVER_OPEN);
      case "media-jam", "toner-empty", "marker-supply-empty", "other", "shutdown" ->
          Optional.of(Condition.DEVICE_ERROR);
      default -> Optional.empty();
    };
  }

  private Outcome print(Document job) throws TransportException, InterruptedException {
    if (job.left() <= 0 || status().state() != DeviceState.IDLE) {
      return new Outcome.Failed(why());
    }
    become(DeviceState.BUSY, Set.of(), null);
    Documents documents;
    try {
      documents = documents(job);
    } catch (IOException | RuntimeException e) {
      return new Outcome.Failed(unreadable(e));
    }
    printing = true;
    try {
      return print(job, documents);
    } finally {
      printing = false;
      documents.close();
    }
  }

  private DeviceFault unreadable(Exception e) {
    LOG.warn("{}: a file cannot be drawn: {}", name(), e.toString());
    return faults.unreadable(e.getMessage());
  }

  private Documents documents(Document job) throws IOException {
    Way way = way().orElseThrow();
    return way == Way.PDF
        ? Documents.asItIs(job.pdf)
        : DrawnDocuments.of(drawer.orElseThrow(), job.pdf, way, able, profile.dpi());
  }

  /** Prints one document after the other; what was taken is never said to have failed. */
  private Outcome print(Document job, Documents documents)
      throws TransportException, InterruptedException {
    Outcome all = new Outcome.Printed();
    while (documents.done() < documents.pages()) {
      Outcome one = printNext(job, documents);
      if (one instanceof Outcome.Uncertain(DeviceFault why) && why.code().equals(NOT_TOLD)) {
        all = one; // the next may come out all the same
      } else if (!(one instanceof Outcome.Printed)) {
        return one;
      }
    }
    return all;
  }

  private Outcome printNext(Document job, Documents documents)
      throws TransportException, InterruptedException {
    Documents.Part part;
    try {
      part = documents.next();
    } catch (IOException | RuntimeException e) {
      return failed(unreadable(e), documents);
    }
    if (job.left() <= 0) {
      return failed(faults.late(), documents);
    }
    try {
      Outcome one = print(job, documents.way(), part);
      if (one instanceof Outcome.Failed(DeviceFault why)) {
        return failed(why, documents);
      }
      documents.taken(part);
      return one;
    } catch (TransportException e) {
      job.end(failed(fault("print", e), documents)); // nobody took the connection
      throw e;
    }
  }

  /** It failed, unless pages of it are out already. */
  private Outcome failed(DeviceFault why, Documents documents) {
    return documents.done() == 0
        ? new Outcome.Failed(why)
        : new Outcome.Uncertain(faults.partly(documents.done(), documents.pages(), why));
  }

  private Outcome print(Document job, Way way, Documents.Part part)
      throws TransportException, InterruptedException {
    IppLink.Reply reply = taken(job, way, part);
    while (reply instanceof IppLink.Reply.Told(IppMessage told)
        && told.code() == BUSY
        && job.left() > paced(LOOK).toNanos()) {
      Thread.sleep(paced(LOOK));
      reply = taken(job, way, part);
    }
    return switch (reply) {
      case IppLink.Reply.Told(IppMessage told) when told.good() -> end(job, told.number("job-id"));
      case IppLink.Reply.Told(IppMessage told) -> new Outcome.Failed(faults.refused(told.code()));
      case IppLink.Reply.Refused(int status) ->
          status < SERVER_ERRORS
              ? new Outcome.Failed(faults.http(status))
              : new Outcome.Uncertain(faults.http(status));
      case IppLink.Reply.NotTaken(TransportException why) ->
          new Outcome.Failed(fault("print", why));
      case IppLink.Reply.Silence none -> new Outcome.Uncertain(faults.silent());
    };
  }

  private IppLink.Reply taken(Document job, Way way, Documents.Part part)
      throws TransportException {
    return link.print(way, part, job.title, able, job.within(TAKE), job.within(LONGEST));
  }

  /** Waits for the end of a job that was taken. */
  private Outcome end(Document job, int number) throws TransportException, InterruptedException {
    var untold = new Outcome.Uncertain(faults.untold());
    if (!profile.tellsEnd() || number < 0) {
      return untold;
    }
    try {
      long unheard = paced(JOB_UNHEARD).toNanos();
      long heard = System.nanoTime();
      int missed = 0;
      while (job.left() > 0 && !closing()) {
        int state = state(number, left(heard + unheard));
        if (state == JOB_COMPLETED) {
          return new Outcome.Printed();
        }
        if (state == JOB_CANCELED || state == JOB_ABORTED) {
          return new Outcome.Failed(faults.thrownAway());
        }
        if (state > 0) {
          missed = 0;
          heard = System.nanoTime();
          link.printer(paced(profile.answers())).good().ifPresent(this::show);
        } else if (++missed >= JOB_UNTOLD || System.nanoTime() - heard >= unheard) {
          return untold;
        }
        Thread.sleep(Math.min(paced(LOOK).toMillis() / 2, Math.max(1, job.left() / 1_000_000)));
      }
      return missed > 0 ? untold : takenBack(number);
    } catch (TransportException e) {
      job.end(new Outcome.Uncertain(fault("print", e)));
      throw e;
    }
  }

  /** Time until then, but at most as long as an answer may take. */
  private Duration left(long until) {
    long longest = paced(profile.answers()).toNanos();
    return Duration.ofNanos(Math.clamp(until - System.nanoTime(), 1_000_000, longest));
  }

  /** The state of a job, −1 when it is not told. */
  private int state(int number, Duration deadline) throws TransportException {
    return link.job(number, deadline).good().map(told -> told.number("job-state")).orElse(-1);
  }

  /**
   * A printer may say yes to a cancel and still print on (RFC 8011, 4.3.3): only a job that has
   * ended as cancelled can be sent again.
   */
  private Outcome takenBack(int number) throws TransportException, InterruptedException {
    link.cancel(number, paced(LAST_ASK));
    DeviceFault why = status().fault() == null ? faults.late() : status().fault();
    long until = System.nanoTime() + paced(CANCELLING).toNanos();
    int state = state(number, paced(LAST_ASK));
    while (state < JOB_CANCELED && System.nanoTime() < until) {
      Thread.sleep(100);
      state = state(number, paced(LAST_ASK));
    }
    return switch (state) {
      case JOB_COMPLETED -> new Outcome.Printed();
      case JOB_CANCELED, JOB_ABORTED -> new Outcome.Failed(why);
      default -> new Outcome.Uncertain(why);
    };
  }

  private void failAll(DeviceFault fault) {
    jobs.endAll(new Outcome.Failed(fault));
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    failAll(fault == null ? faults.silent() : fault);
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    failAll(fault);
  }
}
