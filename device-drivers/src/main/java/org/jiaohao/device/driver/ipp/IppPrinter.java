package org.jiaohao.device.driver.ipp;

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
import org.jiaohao.device.driver.http.HttpAnswer;
import org.jiaohao.device.driver.http.HttpLine;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/**
 * A printer by IPP (RFC 8011): it is asked every second how it is, a document is one Print-Job
 * whose end is waited for. One that did not come out in time is cancelled, so that it does not come
 * out when nobody waits for it any more.
 */
final class IppPrinter extends SupervisedDevice implements PagePrinter {
  private static final Duration ASK = Duration.ofMillis(1500);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration TAKE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final Duration CANCELLING = Duration.ofSeconds(2);
  private static final int SILENT_TRIES_TO_RECONNECT = 3;
  private static final int STOPPED = 5;
  private static final int JOB_CANCELED = 7;
  private static final int JOB_ABORTED = 8;
  private static final int JOB_COMPLETED = 9;
  private static final String TYPE = "application/ipp";

  private final String printer;
  private final HttpLine line;
  private final JobQueue<Document, Outcome> jobs = new JobQueue<>();
  private int requests;
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

  IppPrinter(String name, Pace pace, String printer, HttpLine line) {
    super(name, pace, line);
    this.printer = printer;
    this.line = line;
  }

  @Override
  public Outcome print(byte[] pdf, String title, Duration deadline) {
    if (closing() || !status().usable()) {
      return new Outcome.Failed(status().fault() == null ? silent() : status().fault());
    }
    return jobs.run(
        new Document(pdf, title, deadline),
        LAST_WORDS,
        () -> new Outcome.Failed(silent()),
        () -> new Outcome.Uncertain(silent()));
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    int silent = 0;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      Optional<IppMessage> answer = ask();
      if (answer.isEmpty()) {
        silent++;
        become(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), silent());
        failAll(silent());
        Document job = next(jobs.waiting(), open, paced(RETRY));
        if (job != null) {
          job.end(new Outcome.Failed(silent())); // not a byte of it was sent
        }
      } else {
        silent = 0;
        show(answer.get());
        Document job = next(jobs.waiting(), open, paced(LOOK));
        if (job != null) {
          work(job);
        }
      }
    }
  }

  private void work(Document job) throws TransportException, InterruptedException {
    try {
      job.end(print(job));
    } finally {
      job.end(new Outcome.Uncertain(silent())); // it failed in an unforeseen way
    }
  }

  private Optional<IppMessage> send(byte[] request, int id, Duration deadline)
      throws TransportException {
    HttpAnswer answer = line.send("POST", line.uri(), TYPE, request, deadline);
    return answer.status() == 200
        ? IppMessage.read(answer.body()).filter(message -> message.id() == id)
        : Optional.empty();
  }

  private Optional<IppMessage> ask() throws TransportException {
    int id = ++requests;
    var request =
        new IppMessage.Request(IppMessage.GET_PRINTER, id, printer)
            .keywords(
                "requested-attributes",
                "printer-state",
                "printer-state-reasons",
                "document-format-supported");
    return send(request.bytes(), id, paced(ASK))
        .filter(message -> message.good() && message.number("printer-state") > 0);
  }

  private void show(IppMessage message) {
    List<String> reasons = message.attributes().getOrDefault("printer-state-reasons", List.of());
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    for (String reason : reasons) {
      condition(reason).ifPresent(conditions::add);
    }
    boolean stopped = message.number("printer-state") == STOPPED;
    DeviceState working = printing ? DeviceState.BUSY : DeviceState.IDLE;
    become(
        stopped ? DeviceState.OFFLINE : working,
        conditions,
        stopped ? stopped(conditions, String.join(", ", reasons)) : null);
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

  private DeviceFault stopped(Set<Condition> conditions, String reasons) {
    if (conditions.contains(Condition.PAPER_EMPTY)) {
      return fault(
          "print", "PAPER_EMPTY", "打印机缺纸，请加纸。", "The printer is out of paper. Put some in.");
    }
    if (conditions.contains(Condition.COVER_OPEN)) {
      return fault("print", "COVER_OPEN", "打印机盖板未关好，请关好。", "The printer's door is open. Close it.");
    }
    return fault(
        "print",
        "STOPPED",
        "打印机已停止（" + reasons + "），请看打印机面板上的提示。",
        "The printer has stopped (" + reasons + "). Look at its panel.");
  }

  private Outcome print(Document job) throws TransportException, InterruptedException {
    if (job.left() <= 0 || status().state() != DeviceState.IDLE) {
      return new Outcome.Failed(status().fault() == null ? silent() : status().fault());
    }
    become(DeviceState.BUSY, Set.of(), null);
    int id = ++requests;
    var request =
        new IppMessage.Request(IppMessage.PRINT_JOB, id, printer)
            .name("requesting-user-name", "jiaohao")
            .name("job-name", job.title)
            .mime("document-format", "application/pdf");
    Optional<IppMessage> answer;
    try {
      answer = send(request.bytes(job.pdf), id, job.within(TAKE));
    } catch (TransportException e) {
      job.end(new Outcome.Failed(fault("print", e))); // nobody took the connection
      throw e;
    }
    if (answer.isEmpty()) {
      return new Outcome.Uncertain(silent());
    }
    int number = answer.get().number("job-id");
    return !answer.get().good() || number < 0
        ? new Outcome.Failed(refused(answer.get().code()))
        : end(job, number);
  }

  /** Waits for the end of a job that was taken. */
  private Outcome end(Document job, int number) throws TransportException, InterruptedException {
    printing = true;
    try {
      while (job.left() > 0 && !closing()) {
        int state = state(number);
        if (state == JOB_COMPLETED) {
          return new Outcome.Printed();
        }
        if (state == JOB_CANCELED || state == JOB_ABORTED) {
          return new Outcome.Failed(thrownAway());
        }
        ask().ifPresent(this::show);
        Thread.sleep(Math.min(paced(LOOK).toMillis() / 2, Math.max(1, job.left() / 1_000_000)));
      }
      return takenBack(number);
    } catch (TransportException e) {
      job.end(new Outcome.Uncertain(fault("print", e)));
      throw e;
    } finally {
      printing = false;
    }
  }

  private int state(int number) throws TransportException {
    int id = ++requests;
    var request =
        new IppMessage.Request(IppMessage.GET_JOB, id, printer)
            .number("job-id", number)
            .name("requesting-user-name", "jiaohao")
            .keywords("requested-attributes", "job-state");
    return send(request.bytes(), id, paced(ASK)).map(m -> m.number("job-state")).orElse(-1);
  }

  /**
   * A printer may say yes to a cancel and still print on (RFC 8011, 4.3.3): only a job that has
   * ended as cancelled can be sent again.
   */
  private Outcome takenBack(int number) throws TransportException, InterruptedException {
    int id = ++requests;
    var request =
        new IppMessage.Request(IppMessage.CANCEL_JOB, id, printer)
            .number("job-id", number)
            .name("requesting-user-name", "jiaohao");
    send(request.bytes(), id, paced(ASK));
    DeviceFault why = status().fault() == null ? late() : status().fault();
    long until = System.nanoTime() + paced(CANCELLING).toNanos();
    int state = state(number);
    while (state < JOB_CANCELED && System.nanoTime() < until) {
      Thread.sleep(100);
      state = state(number);
    }
    return switch (state) {
      case JOB_COMPLETED -> new Outcome.Printed();
      case JOB_CANCELED, JOB_ABORTED -> new Outcome.Failed(why);
      default -> new Outcome.Uncertain(why);
    };
  }

  private DeviceFault silent() {
    return fault(
        "print",
        "NO_ANSWER",
        "打印机没有应答，请检查电源和网络；接好后自动恢复。",
        "The printer does not answer. Check its power and network; it recovers by itself.");
  }

  private DeviceFault late() {
    return fault(
        "print",
        "TIMEOUT",
        "打印机没有按时打印，已请求撤回任务，请查看打印机后再决定是否重试。",
        "The printer did not print in time; the job was cancelled. Look at it before you try"
            + " again.");
  }

  private DeviceFault thrownAway() {
    return fault(
        "print",
        "JOB_ABORTED",
        "打印机取消了任务，请看打印机面板上的提示，然后重试。",
        "The printer threw the job away. Look at its panel, then try again.");
  }

  private DeviceFault refused(int status) {
    String code = "%04x".formatted(status);
    return fault(
        "print",
        "REFUSED_" + code,
        "打印机拒绝了任务（IPP 状态 " + code + "）。如为 040a，打印机不支持 PDF，请改用打印服务队列。",
        "The printer refused the job (IPP status "
            + code
            + "). 040a: it takes no PDF; use a queue of a print service.");
  }

  private void failAll(DeviceFault fault) {
    jobs.endAll(new Outcome.Failed(fault));
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
