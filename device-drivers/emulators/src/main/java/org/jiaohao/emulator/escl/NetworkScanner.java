package org.jiaohao.emulator.escl;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.http.HttpDevice;

/**
 * The scanner. The command {@code feed} ({@code pages=3}) puts papers into the feeder; {@code jam}
 * stops it before the next one, {@code door-open} opens it, {@code wrong-host} names a wrong host
 * in the place of jobs, {@code stale-jam} tells of a jam that there is no more. {@link Quirks} are
 * what scanners in the field do otherwise.
 */
public final class NetworkScanner extends HttpDevice {
  private static final Pattern DPI = Pattern.compile("<[^>]*XResolution>(\\d{1,4})<");
  private static final Pattern WIDTH = Pattern.compile("<[^>/]*Width>(\\d{1,5})<");
  private static final Pattern HEIGHT = Pattern.compile("<[^>/]*Height>(\\d{1,5})<");

  /** Of an inch, in which sizes are told. */
  private static final int UNITS = 300;

  private static final int A4_WIDTH = 2480;
  private static final int MOST_WIDTH = 2550;
  private static final int MOST_HEIGHT = 3508;

  private final Map<String, Job> jobs = new HashMap<>();
  private final Quirks quirks;
  private int feeder;
  private int numbers;
  private int scanned;
  private int refused;
  private boolean jammed;
  private boolean doorOpen;
  private boolean wrongHost;
  private boolean staleJam;

  private static final class Job {
    private final boolean fromFeeder;
    private final boolean duplex;
    private final boolean color;
    private final boolean png;
    private final boolean raw;
    private final int dpi;
    private final int width;
    private final int height;
    private int sides;
    private boolean waited;
    private boolean over;

    Job(String settings) {
      this.fromFeeder = settings.contains(">Feeder<");
      this.duplex = fromFeeder && settings.matches("(?s).*Duplex>\\s*true.*");
      this.color = settings.contains("RGB24");
      this.png = settings.contains("image/png");
      this.raw = settings.contains("octet-stream");
      this.dpi = number(DPI, settings, 100);
      this.width = dpi * Math.min(MOST_WIDTH, number(WIDTH, settings, A4_WIDTH)) / UNITS;
      this.height = dpi * Math.min(MOST_HEIGHT, number(HEIGHT, settings, MOST_HEIGHT)) / UNITS;
    }

    private static int number(Pattern element, String settings, int otherwise) {
      Matcher matcher = element.matcher(settings);
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }
  }

  private NetworkScanner(String listen) throws IOException {
    super(listen);
    quirks = new Quirks(faults());
    faults().once("feed", p -> feeder = (int) p.number("pages", 3));
    faults().lasting("jam", (on, p) -> jammed = on);
    faults().lasting("door-open", (on, p) -> doorOpen = on);
    faults().lasting("wrong-host", (on, p) -> wrongHost = on);
    faults().lasting("stale-jam", (on, p) -> staleJam = on);
  }

  /** Starts a scanner with an empty feeder. */
  public static NetworkScanner start(String listen) throws IOException {
    var scanner = new NetworkScanner(listen);
    scanner.start();
    return scanner;
  }

  /** Sides scanned so far. */
  public synchronized int scanned() {
    return scanned;
  }

  /** Jobs that were not taken. */
  public synchronized int refused() {
    return refused;
  }

  /** Jobs that were begun. */
  public synchronized int begun() {
    return numbers;
  }

  /** Jobs that were not ended. */
  public synchronized int jobs() {
    return jobs.size();
  }

  @Override
  protected String path() {
    return "/eSCL";
  }

  @Override
  protected Answer answer(Request request) {
    String path = request.path();
    if (quirks.instead() > 0) {
      return words(quirks.instead());
    }
    if (path.equals("/eSCL/ScannerCapabilities")) {
      return xml(capabilities());
    }
    if (path.equals("/eSCL/ScannerStatus")) {
      return xml(status());
    }
    if (path.equals("/eSCL/ScanJobs") && request.method().equals("POST")) {
      if (quirks.refusal() > 0) {
        refused++;
        return empty(quirks.refusal());
      }
      return busy() ? empty(503) : begin(new String(request.body(), StandardCharsets.UTF_8));
    }
    Job job = jobs.get(path.replaceAll("/NextDocument$", ""));
    if (job == null) {
      return empty(404);
    }
    if (request.method().equals("DELETE")) {
      jobs.remove(path);
      return empty(200);
    }
    return page(job);
  }

  private Answer begin(String settings) {
    if (!settings.contains("ScanSettings")) {
      return empty(400);
    }
    String place = "/eSCL/ScanJobs/" + ++numbers;
    jobs.put(place, new Job(settings));
    String location = quirks.location(wrongHost ? "http://192.0.2.1:9" + place : place);
    return new Answer(
        201,
        "text/plain",
        new byte[0],
        location.isEmpty() ? Map.of() : Map.of("Location", location));
  }

  private Answer page(Job job) {
    if (job.fromFeeder && !job.waited) {
      job.waited = true; // paper moves
      return empty(503);
    }
    if (job.fromFeeder) {
      if (jammed || doorOpen) {
        return empty(409);
      }
      if (feeder == 0) {
        job.over = true;
        return quirks.endCode() == 200 ? words(200) : empty(quirks.endCode());
      }
      int instead = quirks.before(job.sides + 1L);
      if (instead > 0) {
        return empty(instead);
      }
      job.sides++;
      if (!job.duplex || job.sides % 2 == 0) {
        feeder--;
      }
    } else if (job.over) {
      return empty(quirks.endCode());
    } else {
      job.over = true;
      job.sides++;
    }
    scanned++;
    return picture(job);
  }

  /** A white page with a border and a bar for each side scanned before it. */
  private Answer picture(Job job) {
    int width = job.width;
    int height = job.height;
    int type = job.color ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
    var image = new BufferedImage(width, height, type);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.RED);
    g.drawRect(5, 5, width - 11, height - 11);
    g.setColor(Color.BLACK);
    for (int i = 0; i < scanned; i++) {
      g.fillRect(20 + 12 * i, 20, 6, 40);
    }
    g.dispose();
    if (job.raw) { // rows without a head, as they come from the sensor
      byte[] rows = new byte[width * height];
      return new Answer(200, "application/octet-stream", rows);
    }
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, job.png ? "png" : "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] sent = quirks.sent(out.toByteArray(), !job.png, job.sides);
    return new Answer(200, job.png ? "image/png" : "image/jpeg", sent);
  }

  private static Answer empty(int status) {
    return new Answer(status, "text/plain", new byte[0]);
  }

  /** An error page of a web server. */
  private static Answer words(int status) {
    byte[] page = "<html><body>Error<br></body></html>".getBytes(StandardCharsets.UTF_8);
    return new Answer(status, "text/html", page);
  }

  private static Answer xml(String text) {
    return new Answer(200, "text/xml", text.getBytes(StandardCharsets.UTF_8));
  }

  private String status() {
    String feederState = "ScannerAdfLoaded";
    if (doorOpen) {
      feederState = "ScannerAdfDoorOpen";
    } else if (jammed || staleJam) {
      feederState = "ScannerAdfJam";
    } else if (feeder == 0) {
      feederState = "ScannerAdfEmpty";
    }
    return HEAD.formatted("ScannerStatus")
        + "<pwg:Version>2.0</pwg:Version><pwg:State>"
        + (jobs.values().stream().allMatch(job -> job.over) ? "Idle" : "Processing")
        + "</pwg:State><scan:AdfState>"
        + feederState
        + "</scan:AdfState><scan:Jobs>"
        + jobInfos()
        + "</scan:Jobs></scan:ScannerStatus>";
  }

  private String jobInfos() {
    var all = new StringBuilder();
    jobs.forEach(
        (place, job) ->
            all.append("<scan:JobInfo><pwg:JobUri>")
                .append(place)
                .append("</pwg:JobUri><pwg:ImagesCompleted>")
                .append(job.sides)
                .append("</pwg:ImagesCompleted><pwg:JobState>")
                .append(job.over ? "Completed" : "Processing")
                .append("</pwg:JobState></scan:JobInfo>"));
    return all.toString();
  }

  @Override
  protected long pauseMillis(Request request) {
    return request.path().equals("/eSCL/ScannerStatus") ? quirks.slowStatusMillis() : 0;
  }

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scan:%s xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
      """;

  private String capabilities() {
    String input =
        """
        <scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
        <scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight>
        <scan:MaxScanRegions>1</scan:MaxScanRegions>
        <scan:SettingProfiles><scan:SettingProfile>
        <scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
        <scan:DocumentFormats>%s</scan:DocumentFormats>
        <scan:SupportedResolutions><scan:DiscreteResolutions>
        <scan:DiscreteResolution><scan:XResolution>100</scan:XResolution><scan:YResolution>100</scan:YResolution></scan:DiscreteResolution>
        <scan:DiscreteResolution><scan:XResolution>300</scan:XResolution><scan:YResolution>300</scan:YResolution></scan:DiscreteResolution>
        </scan:DiscreteResolutions></scan:SupportedResolutions>
        </scan:SettingProfile></scan:SettingProfiles>
        """
            .formatted(quirks.formats());
    return HEAD.formatted("ScannerCapabilities")
        + "<pwg:Version>2.0</pwg:Version><pwg:MakeAndModel>Jiaohao Emulated Scanner</pwg:MakeAndModel>"
        + "<pwg:SerialNumber>1</pwg:SerialNumber><scan:Platen><scan:PlatenInputCaps>"
        + input
        + "</scan:PlatenInputCaps></scan:Platen><scan:Adf><scan:AdfSimplexInputCaps>"
        + input
        + "</scan:AdfSimplexInputCaps><scan:AdfDuplexInputCaps>"
        + input
        + "</scan:AdfDuplexInputCaps><scan:FeederCapacity>50</scan:FeederCapacity><scan:AdfOptions>"
        + "<scan:AdfOption>DetectPaperLoaded</scan:AdfOption><scan:AdfOption>Duplex</scan:AdfOption>"
        + "</scan:AdfOptions></scan:Adf></scan:ScannerCapabilities>";
  }

  @Override
  protected void forget() {
    jobs.clear();
  }

  @Override
  protected Object look() {
    return Map.of("feeder", feeder, "scanned", scanned, "jobs", jobs.size());
  }

  @Override
  public Optional<Content> content(String path) {
    return Optional.empty();
  }
}
