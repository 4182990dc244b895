package org.jiaohao.emulator.ipp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.http.HttpDevice;

/**
 * An A4 printer. {@code paper-out}, {@code door-open} and {@code jam} stop it, jobs wait meanwhile;
 * {@code aborts} lets it throw jobs away; {@code refuses} lets it take no document, whatever it
 * says it takes; {@code takes} (parameter {@code formats}, with commas) is what it says it takes; a
 * picture it cannot read is thrown away. {@code stalls} lets jobs take for ever. A job is done when
 * it is asked about the second time; {@code mum} prints every job at once and refuses to tell of
 * any, with the IPP status {@code status} (1024 is 0400). {@code http} answers every request with
 * the HTTP status {@code status}. {@code grey} lets it print no colours; {@code letter} lets it
 * hold other paper than A4. {@code old} answers requests of IPP 2.0 with nothing in them, or, with
 * {@code status=1283}, with that status. Names of more than 255 bytes are refused.
 */
public final class OfficePrinter extends HttpDevice {
  private static final int PRINT = 0x0002;
  private static final int CANCEL = 0x0008;
  private static final int GET_JOB = 0x0009;
  private static final int GET_JOBS = 0x000A;
  private static final int GET_PRINTER = 0x000B;
  private static final int BAD_REQUEST = 0x0400;
  private static final int NOT_POSSIBLE = 0x0404;
  private static final int NOT_FOUND = 0x0406;
  private static final int VALUE_TOO_LONG = 0x0409;
  private static final int MOST_NAME = 255;
  private static final int FORMAT_NOT_SUPPORTED = 0x040A;
  private static final int UNKNOWN_OPERATION = 0x0501;
  private static final String PDF = "application/pdf";
  private static final String A4 = "iso_a4_210x297mm";
  private static final String[] GREY = {"sgray_8"};
  private static final String[] COLOUR = {"sgray_8", "srgb_8"};
  private static final String[] URF_GREY = {"CP1", "RS300-600", "W8"};
  private static final String[] URF_COLOUR = {"CP1", "RS300-600", "W8", "SRGB24"};
  private static final String LETTER = "na_letter_8.5x11in";

  /** A job: its state as RFC 8011 numbers it, and its document. */
  private static final class Job {
    private final byte[] document;
    private int state = 5;
    private int asked;

    Job(byte[] document) {
      this.document = document;
    }
  }

  private final Map<Integer, Job> jobs = new LinkedHashMap<>();
  private final List<byte[]> printed = new ArrayList<>();
  private final Map<String, String> stops = new LinkedHashMap<>();
  private Map<String, byte[]> lastAsked = Map.of();
  private int version;
  private boolean aborts;
  private boolean refuses;
  private boolean stalls;
  private int questions;
  private boolean grey;
  private boolean letter;
  private int old = -1;
  private int mum;
  private int http;
  private String formats = PDF;

  private OfficePrinter(String listen) throws IOException {
    super(listen);
    stop("paper-out", "media-empty-error");
    stop("door-open", "door-open-error");
    stop("jam", "media-jam-error");
    faults().lasting("paper-low", (on, p) -> set("paper-low", on ? "media-low-warning" : null));
    faults().lasting("aborts", (on, p) -> aborts = on);
    faults().lasting("refuses", (on, p) -> refuses = on);
    faults().lasting("stalls", (on, p) -> stalls = on);
    faults().lasting("grey", (on, p) -> grey = on);
    faults().lasting("letter", (on, p) -> letter = on);
    faults().lasting("old", (on, p) -> old = on ? (int) p.number("status", 0) : -1);
    faults().lasting("takes", (on, p) -> formats = on ? p.text("formats", PDF) : PDF);
    faults().lasting("mum", (on, p) -> mum = on ? (int) p.number("status", BAD_REQUEST) : 0);
    faults().lasting("http", (on, p) -> http = on ? (int) p.number("status", 401) : 0);
  }

  private void stop(String name, String reason) {
    faults().lasting(name, (on, p) -> set(name, on ? reason : null));
  }

  private void set(String name, String reason) {
    stops.remove(name);
    if (reason != null) {
      stops.put(name, reason);
    }
  }

  /** Starts a printer. */
  public static OfficePrinter start(String listen) throws IOException {
    var printer = new OfficePrinter(listen);
    printer.start();
    return printer;
  }

  /** Documents that came out. */
  public synchronized List<byte[]> printed() {
    return List.copyOf(printed);
  }

  /** What the last job asked for of these attributes, texts only. */
  public synchronized Map<String, String> asked(String... attributes) {
    Map<String, String> texts = new HashMap<>();
    for (String each : attributes) {
      if (lastAsked.containsKey(each)) {
        texts.put(each, new String(lastAsked.get(each), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  /** How often somebody has asked about a job. */
  public synchronized int questions() {
    return questions;
  }

  /** States of all jobs: 5 waits or prints, 7 cancelled, 8 aborted, 9 done. */
  public synchronized List<Integer> jobStates() {
    return jobs.values().stream().map(job -> job.state).toList();
  }

  @Override
  protected String scheme() {
    return secure("ipp");
  }

  @Override
  protected String path() {
    return "/ipp/print";
  }

  private boolean stopped() {
    return stops.values().stream().anyMatch(reason -> reason.endsWith("error"));
  }

  @Override
  protected Answer answer(Request request) {
    if (http != 0) {
      return new Answer(http, "text/plain", new byte[0]);
    }
    if (!request.path().equals("/ipp/print") || request.body().length < 9) {
      return new Answer(404, "text/plain", new byte[0]);
    }
    ByteBuffer body = ByteBuffer.wrap(request.body());
    version = body.getShort();
    int operation = body.getShort();
    int id = body.getInt();
    Map<String, byte[]> asked = new HashMap<>();
    if (!attributes(body, asked)) {
      return ipp(new Attributes(version, BAD_REQUEST, id));
    }
    byte[] document = new byte[body.remaining()];
    body.get(document);
    return ipp(carryOut(operation, id, asked, document));
  }

  private static Answer ipp(Attributes answer) {
    return new Answer(200, "application/ipp", answer.bytes());
  }

  /** Reads the attributes; false when they make no sense. */
  private static boolean attributes(ByteBuffer body, Map<String, byte[]> asked) {
    try {
      int tag = body.get();
      while (tag != 3) {
        if (tag > 0x0F) {
          byte[] name = new byte[body.getShort()];
          body.get(name);
          byte[] value = new byte[body.getShort()];
          body.get(value);
          asked.putIfAbsent(new String(name, StandardCharsets.US_ASCII), value);
        }
        tag = body.get();
      }
      return asked.containsKey("attributes-charset") && asked.containsKey("printer-uri");
    } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
      return false;
    }
  }

  private Attributes carryOut(int operation, int id, Map<String, byte[]> asked, byte[] document) {
    if (old >= 0 && version > 0x0101) {
      return new Attributes(version, old, id);
    }
    return switch (operation) {
      case GET_PRINTER -> printer(new Attributes(version, 0, id));
      case PRINT -> print(id, asked, document);
      case GET_JOB -> tell(id, asked);
      case GET_JOBS -> new Attributes(version, 0, id);
      case CANCEL -> cancel(id, asked);
      default -> new Attributes(version, UNKNOWN_OPERATION, id);
    };
  }

  private Attributes print(int id, Map<String, byte[]> asked, byte[] document) {
    String format =
        new String(asked.getOrDefault("document-format", new byte[0]), StandardCharsets.US_ASCII);
    if (refuses || !List.of(formats.split(",")).contains(format)) {
      return new Attributes(version, FORMAT_NOT_SUPPORTED, id);
    }
    if (asked.getOrDefault("job-name", new byte[0]).length > MOST_NAME) {
      return new Attributes(version, VALUE_TOO_LONG, id);
    }
    lastAsked = asked;
    int number = jobs.size() + 1;
    jobs.put(number, new Job(document));
    if (!readable(format, document)) {
      jobs.get(number).state = 8;
    }
    if (mum != 0) {
      come(jobs.get(number));
    }
    faults().count("jobs");
    return job(new Attributes(version, 0, id), number, jobs.get(number));
  }

  private static boolean readable(String format, byte[] document) {
    try {
      return switch (format) {
        case "image/pwg-raster", "image/urf" -> !RasterPages.read(document).isEmpty();
        case "image/jpeg" -> ImageIO.read(new ByteArrayInputStream(document)) != null;
        default -> true;
      };
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }

  private void come(Job job) {
    if (job.state == 5) {
      job.state = 9;
      printed.add(job.document);
    }
  }

  private Job find(Map<String, byte[]> asked) {
    byte[] number = asked.get("job-id");
    return number == null || number.length != 4 ? null : jobs.get(ByteBuffer.wrap(number).getInt());
  }

  private Attributes tell(int id, Map<String, byte[]> asked) {
    questions++;
    Job job = find(asked);
    if (mum != 0 || job == null) {
      return new Attributes(version, mum == 0 ? NOT_FOUND : mum, id);
    }
    if (job.state == 5 && aborts) {
      job.state = 8;
    } else if (job.state == 5 && !stopped() && !stalls && ++job.asked >= 2) {
      come(job);
    }
    return job(new Attributes(version, 0, id), ByteBuffer.wrap(asked.get("job-id")).getInt(), job);
  }

  private Attributes cancel(int id, Map<String, byte[]> asked) {
    Job job = find(asked);
    if (job == null) {
      return new Attributes(version, NOT_FOUND, id);
    }
    if (job.state != 5) {
      return new Attributes(version, NOT_POSSIBLE, id);
    }
    job.state = 7;
    return new Attributes(version, 0, id);
  }

  private Attributes job(Attributes answer, int number, Job job) {
    return answer
        .group(2)
        .numbers(0x21, "job-id", number)
        .texts(0x45, "job-uri", address() + "/" + number)
        .texts(0x45, "job-uuid", "urn:uuid:00000000-0000-4000-8000-%012d".formatted(number))
        .numbers(0x23, "job-state", job.state)
        .texts(0x44, "job-state-reasons", "none");
  }

  private Attributes printer(Attributes answer) {
    String[] reasons =
        stops.isEmpty() ? new String[] {"none"} : stops.values().toArray(String[]::new);
    return answer
        .group(4)
        .texts(0x45, "printer-uri-supported", address().toString())
        .texts(0x44, "uri-authentication-supported", "none")
        .texts(0x44, "uri-security-supported", "none")
        .texts(0x42, "printer-name", "office")
        .texts(0x41, "printer-info", "Jiaohao Emulated Page Printer")
        .texts(0x41, "printer-location", "hall")
        .texts(0x41, "printer-make-and-model", "Jiaohao A4")
        .texts(0x45, "printer-more-info", "http://127.0.0.1/")
        .numbers(0x23, "printer-state", stopped() ? 5 : 3)
        .texts(0x44, "printer-state-reasons", reasons)
        .numbers(0x21, "printer-up-time", 1)
        .flag("printer-is-accepting-jobs", true)
        .texts(0x44, "ipp-versions-supported", "1.1", "2.0")
        .numbers(0x23, "operations-supported", PRINT, CANCEL, GET_JOB, GET_JOBS, GET_PRINTER)
        .texts(0x47, "charset-configured", "utf-8")
        .texts(0x47, "charset-supported", "utf-8")
        .texts(0x48, "natural-language-configured", "en")
        .texts(0x48, "generated-natural-language-supported", "en")
        .texts(0x49, "document-format-default", formats.split(",")[0])
        .texts(0x49, "document-format-supported", formats.split(","))
        .resolutions("pwg-raster-document-resolution-supported", 150, 300, 600)
        .texts(0x44, "pwg-raster-document-type-supported", grey ? GREY : COLOUR)
        .texts(0x44, "urf-supported", grey ? URF_GREY : URF_COLOUR)
        .texts(0x44, "media-ready", letter ? LETTER : A4)
        .texts(0x44, "media-default", LETTER)
        .texts(0x44, "media-supported", letter ? new String[] {LETTER} : new String[] {LETTER, A4})
        .texts(0x44, "sides-supported", "one-sided", "two-sided-long-edge")
        .texts(0x44, "print-scaling-supported", "auto", "fit")
        .texts(0x44, "compression-supported", "none")
        .collection("media-col-default", "media-source", "auto");
  }

  @Override
  protected void forget() {
    jobs.values().stream().filter(job -> job.state == 5).forEach(job -> job.state = 8);
  }

  @Override
  protected Object look() {
    return Map.of("printed", printed.size(), "jobs", jobs.size(), "reasons", stops.values());
  }

  @Override
  public Optional<Content> content(String path) {
    return path.equals("/last.pdf") && !printed.isEmpty()
        ? Optional.of(new Content(PDF, printed.getLast()))
        : Optional.empty();
  }
}
