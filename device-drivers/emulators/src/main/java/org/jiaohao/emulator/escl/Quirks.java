package org.jiaohao.emulator.escl;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;

/**
 * What scanners in the field do otherwise: {@code formats} ({@code list=a,b}) lists other formats,
 * {@code end} ({@code code=409}) tells the end of a feeder by another code, {@code moving} ({@code
 * ms=12000}, {@code page=2}) answers 503 for so long before that page, {@code slow-status} ({@code
 * ms=2500}) takes its time for a status, {@code location} ({@code text=http://[x/{place}}) names
 * the place of a job so, or not at all, {@code refuse} ({@code code=400}) takes no job, {@code
 * false-end} ({@code page=2}, {@code ms=1000}) says for so long before that page that there is
 * none, {@code jpeg-height} ({@code value=65535}, {@code tell=true}) begins a page with another
 * height and tells the true one behind it, {@code torn} ({@code page=2}) sends half of that page,
 * {@code broken-pdf} ({@code page=2}) nonsense between the marks of a PDF file, {@code instead}
 * ({@code code=404}) answers everything with an error page of that status. The end 200 is told by
 * such a page, too.
 */
final class Quirks {
  private static final long PER_MILLI = 1_000_000;

  private List<String> formats = List.of("image/jpeg", "image/png");
  private int endCode = 404;
  private int refusal;
  private String location = "{place}";
  private long slowStatusMillis;
  private Parameters moving;
  private Parameters falseEnd;
  private Parameters height;
  private long tornPage;
  private long brokenPdf;
  private int instead;
  private long waitingSince;

  Quirks(Faults faults) {
    List<String> usual = formats;
    faults.lasting(
        "formats",
        (on, p) -> formats = on ? Arrays.asList(p.text("list", "image/jpeg").split(",")) : usual);
    faults.lasting("end", (on, p) -> endCode = on ? (int) p.number("code", 409) : 404);
    faults.lasting("refuse", (on, p) -> refusal = on ? (int) p.number("code", 400) : 0);
    faults.lasting("location", (on, p) -> location = on ? p.text("text", "") : "{place}");
    faults.lasting("slow-status", (on, p) -> slowStatusMillis = on ? p.number("ms", 2500) : 0);
    faults.lasting("moving", (on, p) -> moving = on ? p : null);
    faults.lasting("false-end", (on, p) -> falseEnd = on ? p : null);
    faults.lasting("jpeg-height", (on, p) -> height = on ? p : null);
    faults.lasting("broken-pdf", (on, p) -> brokenPdf = on ? p.number("page", 2) : 0);
    faults.lasting("instead", (on, p) -> instead = on ? (int) p.number("code", 404) : 0);
    faults.lasting("torn", (on, p) -> tornPage = on ? p.number("page", 2) : 0);
  }

  String formats() {
    return formats.stream()
        .map(format -> "<pwg:DocumentFormat>" + format + "</pwg:DocumentFormat>")
        .collect(Collectors.joining());
  }

  /** HTTP status behind the last page. */
  int endCode() {
    return endCode;
  }

  /** HTTP status for everything, 0 when it works. */
  int instead() {
    return instead;
  }

  /** HTTP status for every job, 0 when jobs are taken. */
  int refusal() {
    return refusal;
  }

  /** What stands in Location, or empty. */
  String location(String place) {
    return location.replace("{place}", place);
  }

  long slowStatusMillis() {
    return slowStatusMillis;
  }

  /** HTTP status in place of a page that is about to come, or 0. */
  int before(long page) {
    if (now(moving, page, 12_000)) {
      return 503;
    }
    return now(falseEnd, page, 1000) ? 404 : 0;
  }

  private boolean now(Parameters quirk, long page, long usual) {
    if (quirk == null || page != quirk.number("page", 2)) {
      return false;
    }
    waitingSince = waitingSince == 0 ? System.nanoTime() : waitingSince;
    boolean still = System.nanoTime() - waitingSince < quirk.number("ms", usual) * PER_MILLI;
    waitingSince = still ? waitingSince : 0;
    return still;
  }

  /** The bytes of a page as they are sent. */
  byte[] sent(byte[] file, boolean jpeg, long page) {
    if (page == tornPage) {
      return Arrays.copyOf(file, file.length / 2);
    }
    if (page == brokenPdf) {
      return "%PDF-1.7 nonsense %%EOF".getBytes(StandardCharsets.US_ASCII);
    }
    return height == null || !jpeg ? file : retold(file);
  }

  /** Another height in the frame header; the true one, if told, behind the scan (T.81, B.2.5). */
  private byte[] retold(byte[] file) {
    int frame = 2;
    while (file[frame + 1] != (byte) 0xC0) {
      frame += 2 + (file[frame + 2] & 0xFF) * 256 + (file[frame + 3] & 0xFF);
    }
    boolean tell = height.text("tell", "false").equals("true");
    int value = (int) height.number("value", 65_535);
    byte[] sent = Arrays.copyOf(file, file.length + (tell ? 6 : 0));
    if (tell) {
      byte[] told = {(byte) 0xFF, (byte) 0xDC, 0, 4, file[frame + 5], file[frame + 6]};
      System.arraycopy(told, 0, sent, file.length - 2, told.length);
      sent[sent.length - 2] = (byte) 0xFF;
      sent[sent.length - 1] = (byte) 0xD9;
    }
    sent[frame + 5] = (byte) (value >> 8);
    sent[frame + 6] = (byte) value;
    return sent;
  }
}
