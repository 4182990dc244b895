package org.jiaohao.device.driver.escl;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/**
 * A network scanner by eSCL: capabilities, a job, its pages one after another until there is none,
 * and the job's end. Written from what two public clients and one server do; see the tests for what
 * it was tried against.
 */
final class EsclScanner extends SupervisedScanner {
  private static final Duration ASK = Duration.ofMillis(1500);
  private static final Duration PAGE = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofMillis(1200);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final int BUSY_TRIES = 30;
  private static final int SILENT_TRIES_TO_RECONNECT = 3;

  private final HttpLine line;
  private final URI base;

  EsclScanner(String name, Pace pace, HttpLine line) {
    super(name, pace, line);
    this.line = line;
    this.base = URI.create(line.uri().toString().replaceAll("/+$", ""));
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    int silent = 0;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      boolean known = capabilities().isPresent() && status().usable();
      HttpAnswer answer =
          line.send("GET", at(known ? "ScannerStatus" : "ScannerCapabilities"), paced(ASK));
      boolean good = answer.status() == 200 && (known ? alive(answer) : learn(answer));
      if (good) {
        silent = 0;
        become(DeviceState.IDLE, Set.of(), null);
        Job job = next(jobs(), open, paced(PROBE));
        if (job != null) {
          work(job);
        }
      } else {
        silent++;
        become(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), silent());
        failAll(silent());
        refuseFor(open, paced(RETRY), silent());
      }
    }
  }

  private URI at(String resource) {
    return URI.create(base + "/" + resource);
  }

  private boolean learn(HttpAnswer answer) {
    Optional<Capabilities> found = EsclXml.parse(answer.body()).flatMap(EsclXml::capabilities);
    found.ifPresent(this::learned);
    return found.isPresent();
  }

  private static boolean alive(HttpAnswer answer) {
    return EsclXml.parse(answer.body())
        .filter(s -> !EsclXml.text(s, "State").isEmpty())
        .isPresent();
  }

  @Override
  protected Outcome run(Job job) throws TransportException, InterruptedException {
    boolean feeder = job.request().source() != Source.FLATBED;
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
      line.send("DELETE", at, paced(ASK));
    }
  }

  /** Makes the job; null when the scanner does not take it in time. */
  private String begin(Job job) throws TransportException, InterruptedException {
    byte[] settings = EsclXml.settings(job.request()).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < BUSY_TRIES && job.left() > 0; i++) {
      HttpAnswer answer = line.send("POST", at("ScanJobs"), "text/xml", settings, job.within(PAGE));
      if (answer.status() == 201 && !answer.location().isEmpty()) {
        return answer.location();
      }
      if (answer.status() != 503 && answer.status() != 0) {
        return null;
      }
      Thread.sleep(Math.min(paced(BETWEEN).toMillis(), Math.max(1, job.left() / 1_000_000)));
    }
    return null;
  }

  private Outcome pages(Job job, URI at) throws TransportException, InterruptedException {
    int pages = 0;
    int busy = 0;
    URI next = URI.create(at + (at.toString().endsWith("/") ? "" : "/") + "NextDocument");
    while (job.left() > 0) {
      if (cancelled()) {
        return new Outcome.Cancelled(pages);
      }
      progress(pages + 1, 0);
      HttpAnswer answer = line.send("GET", next, job.within(PAGE));
      switch (answer.status()) {
        case 200 -> {
          busy = 0;
          if (!PageFile.whole(answer.type(), answer.body())) {
            return new Outcome.Failed(refused("broken page"), pages);
          }
          progress(++pages, 100);
          job.tell(new Page(pages, answer.type(), answer.body()));
        }
        case 404, 410 -> {
          return end(job, pages);
        }
        case 503 -> {
          if (++busy > BUSY_TRIES) {
            return new Outcome.Failed(refused("busy"), pages);
          }
          Thread.sleep(paced(BETWEEN).toMillis() / 4);
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
    DeviceFault trouble = job.request().source() == Source.FLATBED ? null : feeder();
    boolean empty = trouble != null && trouble.code().equals("NO_PAPER");
    return trouble == null || empty && pages > 0
        ? new Outcome.Done(pages)
        : new Outcome.Failed(trouble, pages);
  }

  /** What is wrong with the feeder, or null. */
  private DeviceFault feeder() throws TransportException {
    HttpAnswer answer = line.send("GET", at("ScannerStatus"), paced(ASK));
    String state =
        EsclXml.parse(answer.body()).map(status -> EsclXml.text(status, "AdfState")).orElse("");
    return switch (state) {
      case "ScannerAdfEmpty" -> noPaper();
      case "ScannerAdfJam", "ScannerAdfMispick", "ScannerAdfMultipickDetected" -> jammed();
      case "ScannerAdfDoorOpen", "ScannerAdfHatchOpen" -> coverOpen();
      default -> null;
    };
  }
}
