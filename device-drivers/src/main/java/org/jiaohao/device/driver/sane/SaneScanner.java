package org.jiaohao.device.driver.sane;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.sane.SaneOption;
import org.jiaohao.device.codec.sane.SaneParameters;
import org.jiaohao.device.codec.sane.SaneRequest;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.sane.SaneConnection.RefusedException;
import org.jiaohao.device.driver.sane.SaneConnection.Scanner;
import org.jiaohao.device.driver.sane.SaneConnection.Started;
import org.jiaohao.device.driver.scanner.SupervisedScanner;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scanner behind saned. It is opened for each scan only, so that other programs can use it; the
 * connection to saned stays, and is renewed every ten minutes, before saned ends an idle one.
 */
final class SaneScanner extends SupervisedScanner {
  private static final Logger LOG = LoggerFactory.getLogger(SaneScanner.class);
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final Duration PROBE = Duration.ofMillis(1100);
  private static final Duration FIND = Duration.ofSeconds(15);
  private static final Duration WARM_UP = Duration.ofSeconds(90);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(800);
  private static final Duration RENEW = Duration.ofMinutes(10);
  private static final int EIGHT_BITS = 8;

  /** Of JPEG files: small print stays sharp. */
  private static final float QUALITY = 0.9f;

  private final SaneLine line;
  private final String device;
  private final SaneLogin login;
  private boolean broken;

  SaneScanner(String name, Pace pace, SaneLine line, String device, SaneLogin login) {
    super(name, pace, line);
    this.line = line;
    this.device = device;
    this.login = login;
  }

  /** One open scanner within one scan. */
  private record Session(SaneConnection saned, int handle, Job job) {
    Duration patience(Duration longest) {
      return job.within(longest);
    }
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    broken = false;
    long until = System.nanoTime() + RENEW.toNanos();
    while (!closing() && !broken && System.nanoTime() < until) {
      if (capabilities().isEmpty() && !learn()) {
        failAll(status().fault());
        refuseFor(open, paced(LOOK), status().fault());
      } else {
        become(DeviceState.IDLE, Set.of(), null);
        Job job = next(jobs(), open, paced(LOOK));
        if (job != null) {
          work(job);
        } else {
          probe();
        }
      }
    }
  }

  /** Notices a server that is there no more but did not hang up. */
  private void probe() {
    try {
      line.connection().probe(paced(PROBE));
    } catch (IOException e) {
      given(e);
      trouble(silent());
    }
  }

  private boolean learn() {
    SaneConnection saned = line.connection();
    try {
      List<Scanner> all = saned.devices(paced(FIND));
      Optional<Scanner> own =
          all.stream().filter(s -> device.isEmpty() || s.name().equals(device)).findFirst();
      int handle = saned.open(device, login, paced(ASK));
      var settings = new SaneSettings(saned.options(handle, paced(ASK)));
      saned.closeDevice(handle, paced(ASK));
      learned(settings.capabilities(own.map(Scanner::model).orElse(device)));
      return true;
    } catch (RefusedException e) {
      trouble(unopened(e.status()));
    } catch (IOException e) {
      broken = true;
      trouble(silent());
    }
    return false;
  }

  private void trouble(DeviceFault fault) {
    become(DeviceState.OFFLINE, Set.of(Condition.DEVICE_ERROR), fault);
  }

  private DeviceFault unopened(SaneStatus status) {
    return switch (status) {
      case INVAL, UNSUPPORTED ->
          fault(
              "open",
              "NO_SUCH_SCANNER",
              "扫描主机上没有名为“" + device + "”的扫描仪，请在该机运行 scanimage -L 查看名称。",
              "The scanner host has no scanner '" + device + "'. Run scanimage -L there.");
      case ACCESS_DENIED ->
          fault(
              "open",
              "DENIED",
              "扫描主机不允许本机使用扫描仪，请在该机的 saned.conf 中加入本机地址；如该机有 saned.users，请在本机配置 user 和 password。",
              "The scanner host does not admit this machine. Add its address to saned.conf there;"
                  + " if it has saned.users, set user and password here.");
      default -> refused(String.valueOf(status));
    };
  }

  @Override
  protected Outcome run(Job job) {
    SaneConnection saned = line.connection();
    var pages = new int[1];
    try {
      int handle = saned.open(device, login, paced(ASK));
      try {
        var session = new Session(saned, handle, job);
        prepare(session);
        return pages(session, pages);
      } finally {
        end(saned, handle);
      }
    } catch (RefusedException e) {
      return new Outcome.Failed(told(e.status()), pages[0]);
    } catch (IOException e) {
      given(e);
      return new Outcome.Failed(silent(), pages[0]);
    }
  }

  private DeviceFault told(SaneStatus status) {
    return switch (status) {
      case NO_DOCS -> noPaper();
      case JAMMED -> jammed();
      case COVER_OPEN -> coverOpen();
      default -> refused(String.valueOf(status));
    };
  }

  /** What was scanned stays scanned, also when saned dies of the good-bye. */
  private void end(SaneConnection saned, int handle) {
    try {
      if (!broken) {
        saned.cancel(handle, paced(ASK));
        saned.closeDevice(handle, paced(ASK));
      }
    } catch (IOException e) {
      given(e);
    }
  }

  private void given(IOException up) {
    LOG.info("{}: the connection to saned is given up: {}", name(), String.valueOf(up));
    broken = true;
  }

  /** Sets what was asked for; what a scanner has no option for stays as it is. */
  private void prepare(Session session) throws IOException {
    var asked = session.job().request();
    var settings = read(session);
    settings = choose(session, settings, SaneSettings.SOURCE, settings.source(asked.source()));
    settings = choose(session, settings, SaneSettings.MODE, settings.mode(asked.mode()));
    if (asked.mode() != ColorMode.BLACK_AND_WHITE) {
      settings = number(session, settings, "depth", EIGHT_BITS);
    }
    settings = number(session, settings, SaneSettings.RESOLUTION, asked.dpi());
    for (String edge : SaneSettings.EDGES) {
      Optional<Integer> at = settings.edge(edge);
      if (at.isPresent()) {
        byte[] request = SaneRequest.set(session.handle(), settings.option(edge).get(), at.get());
        settings = set(session, settings, request);
      }
    }
  }

  private SaneSettings read(Session session) throws IOException {
    return new SaneSettings(
        session.saned().options(session.handle(), session.patience(paced(ASK))));
  }

  private SaneSettings choose(
      Session session, SaneSettings settings, String name, Optional<String> word)
      throws IOException {
    Optional<SaneOption> option = settings.option(name);
    return option.isEmpty() || word.isEmpty()
        ? settings
        : set(session, settings, SaneRequest.set(session.handle(), option.get(), word.get()));
  }

  private SaneSettings number(Session session, SaneSettings settings, String name, double value)
      throws IOException {
    Optional<SaneOption> option = settings.option(name);
    return option.isEmpty()
        ? settings
        : set(
            session,
            settings,
            SaneRequest.set(session.handle(), option.get(), option.get().word(value)));
  }

  private SaneSettings set(Session session, SaneSettings settings, byte[] request)
      throws IOException {
    boolean changed = session.saned().set(request, session.patience(paced(ASK)));
    return changed ? read(session) : settings;
  }

  private Outcome pages(Session session, int[] pages) throws IOException {
    boolean feeder = session.job().request().source() != Source.FLATBED;
    while (!cancelled()) {
      if (session.job().left() <= 0) {
        return late(pages[0]);
      }
      try {
        BufferedImage image = picture(session, pages[0] + 1);
        if (image == null) {
          return cancelled() ? new Outcome.Cancelled(pages[0]) : late(pages[0]);
        }
        session.job().tell(encoded(image, session.job().request().format(), ++pages[0]));
      } catch (RefusedException e) {
        if (e.status() == SaneStatus.NO_DOCS && pages[0] > 0) {
          return new Outcome.Done(pages[0]);
        }
        throw e;
      }
      if (!feeder) {
        return new Outcome.Done(pages[0]);
      }
    }
    return new Outcome.Cancelled(pages[0]);
  }

  /**
   * saned that begins a picture must be waited for: it would keep the scanner from everybody. The
   * caller need not wait for that.
   */
  private void endWhileItWarmsUp(Job job, int pages) {
    if (cancelled()) {
      job.end(new Outcome.Cancelled(pages));
    } else if (job.left() <= 0) {
      job.end(late(pages));
    }
  }

  private Outcome late(int pages) {
    return new Outcome.Failed(refused("deadline"), pages);
  }

  /** One page, of one frame or of one for each colour; null when it was given up. */
  private BufferedImage picture(Session session, int page) throws IOException {
    BufferedImage image = null;
    boolean more = true;
    while (more) {
      Started started =
          session
              .saned()
              .start(session.handle(), WARM_UP, () -> endWhileItWarmsUp(session.job(), page - 1));
      session.saned().askParameters(session.handle(), paced(ASK));
      try (var data = new SanePicture(session.saned().host(), started.port())) {
        SaneParameters form = session.saned().parameters();
        if (form.bytes() > memory()) {
          stop(session, data);
          throw new RefusedException(SaneStatus.NO_MEM);
        }
        SanePicture.Frame frame = frame(session, data, form, page);
        if (frame.end() == SaneStatus.CANCELLED && (cancelled() || session.job().left() <= 0)) {
          stop(session, data);
          return null;
        }
        if (frame.end() != SaneStatus.EOF) {
          throw new RefusedException(frame.end());
        }
        image =
            form.last() && image == null
                ? form.picture(frame.data(), started.little())
                : form.draw(frame.data(), started.little(), image);
        more = !form.last();
      }
    }
    return image;
  }

  private SanePicture.Frame frame(Session session, SanePicture data, SaneParameters form, int page)
      throws IOException {
    var told = new int[] {-1};
    return data.read(
        form.bytes(),
        () -> cancelled() || session.job().left() <= 0,
        bytes -> {
          int percent = form.bytes() == 0 ? 0 : (int) (100L * bytes / form.bytes());
          if (percent != told[0]) {
            told[0] = percent;
            progress(page, Math.min(100, percent));
          }
        },
        SILENCE);
  }

  /** Some backends let saned die when a picture is cancelled; that is no fault then. */
  private void stop(Session session, SanePicture data) {
    try {
      session.saned().cancel(session.handle(), paced(ASK));
      data.drain();
    } catch (IOException e) {
      given(e);
    }
  }

  /** Bytes a frame may have: with its picture's file it must fit into what is free. */
  private static long memory() {
    Runtime machine = Runtime.getRuntime();
    long used = machine.totalMemory() - machine.freeMemory();
    return (machine.maxMemory() - used) * 2 / 3;
  }

  private static Page encoded(BufferedImage image, String format, int number) throws IOException {
    boolean jpeg = format.equals("image/jpeg");
    BufferedImage written = image;
    if (jpeg && image.getType() == BufferedImage.TYPE_BYTE_BINARY) {
      written =
          new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
      written.createGraphics().drawImage(image, 0, 0, null);
    }
    var out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(jpeg ? "jpeg" : "png").next();
    try (var target = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (jpeg) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.setOutput(target);
      writer.write(null, new IIOImage(written, null, null), how);
    } finally {
      writer.dispose();
    }
    return new Page(number, jpeg ? "image/jpeg" : "image/png", out.toByteArray());
  }
}
