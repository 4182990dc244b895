package org.jiaohao.device.driver.camera;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DocumentCamera;
import org.jiaohao.device.driver.Job;
import org.jiaohao.device.driver.JobQueue;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.driver.WholePicture;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/** A camera whose pictures a program takes. Between two of them nothing holds the camera. */
final class CommandCamera extends SupervisedDevice implements DocumentCamera {
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final String device;
  private final CameraProgram program;
  private final int width;
  private final int height;
  private final JobQueue<Job<Outcome>, Outcome> jobs = new JobQueue<>();

  CommandCamera(
      String name, Pace pace, String device, CameraProgram program, int width, int height) {
    super(name, pace, new CameraLine(device));
    this.device = device;
    this.program = program;
    this.width = width;
    this.height = height;
  }

  @Override
  public Outcome take(Duration deadline) {
    if (closing() || !status().usable()) {
      return new Outcome.Failed(status().fault() == null ? late() : status().fault());
    }
    Supplier<Outcome> late = () -> new Outcome.Failed(late());
    return jobs.run(new Job<>(deadline), LAST_WORDS, late, late);
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    boolean watched = device.startsWith("/");
    Set<Condition> conditions = watched ? Set.of() : Set.of(Condition.NO_STATUS);
    become(DeviceState.IDLE, conditions, null);
    while (!closing()) {
      Job<Outcome> job = next(jobs.waiting(), open, paced(LOOK));
      if (job != null) {
        become(DeviceState.BUSY, conditions, null);
        try {
          job.end(take(job));
        } finally {
          job.end(new Outcome.Failed(late())); // it failed in an unforeseen way
        }
        become(DeviceState.IDLE, conditions, null);
      }
    }
  }

  private Outcome take(Job<Outcome> job) throws InterruptedException {
    if (job.left() <= 0) {
      return new Outcome.Failed(late());
    }
    Duration longest = job.within(paced(LONGEST));
    try {
      return switch (program.run(device, width, height, longest, this::there)) {
        case CameraProgram.Result.Written written -> picture(written.bytes());
        case CameraProgram.Result.Bad bad -> new Outcome.Failed(bad(bad.words()));
        case CameraProgram.Result.Late late -> new Outcome.Failed(late());
        case CameraProgram.Result.Missing missing -> new Outcome.Failed(missing());
      };
    } catch (IOException e) {
      return new Outcome.Failed(bad(String.valueOf(e.getMessage())));
    }
  }

  private Outcome picture(byte[] bytes) {
    Optional<byte[]> jpeg = CameraJpeg.first(bytes);
    if (jpeg.isPresent()) {
      try {
        BufferedImage image = WholePicture.read(jpeg.get());
        return new Outcome.Taken(jpeg.get(), image.getWidth(), image.getHeight());
      } catch (IOException e) {
        return new Outcome.Failed(spoiled(String.valueOf(e.getMessage())));
      }
    }
    return new Outcome.Failed(spoiled(bytes.length + " bytes"));
  }

  private DeviceFault spoiled(String what) {
    return fault(
        "take",
        "BAD_PICTURE",
        "摄像头给出的图像不完整（" + what + "），请重拍；如反复出现，请换 USB 插口或降低分辨率。",
        "The camera's picture is not whole ("
            + what
            + "). Take it again; if that happens often use another USB socket or a smaller size.");
  }

  private DeviceFault late() {
    return fault(
        "take",
        "NO_ANSWER",
        "摄像头没有按时给出图像，请重新插拔摄像头后重拍。",
        "The camera gave no picture in time. Plug it out and in, and take it again.");
  }

  private DeviceFault missing() {
    String command = program.words().getFirst();
    return fault(
        "take",
        "NO_PROGRAM",
        "本机没有程序 " + command + "，请安装：" + program.from(),
        "This machine lacks the program " + command + ". Install " + program.from());
  }

  private DeviceFault bad(String words) {
    if (words.toLowerCase(Locale.ROOT).contains("busy")) {
      return fault(
          "take",
          "CAMERA_BUSY",
          "摄像头正被其他程序使用，请关闭该程序（如浏览器、厂商控件）后重拍。",
          "Another program uses the camera. End it (a browser, the maker's program), and take it"
              + " again.");
    }
    return fault(
        "take",
        "CAMERA_ERROR",
        "拍照程序报告：“" + words + "”。请检查摄像头连接和 video 用户组权限。",
        "The program for pictures says: '"
            + words
            + "'. Check the camera's cable, and that the user is in the group video.");
  }

  private void failAll(DeviceFault fault) {
    jobs.endAll(new Outcome.Failed(fault));
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    failAll(fault == null ? late() : fault);
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    failAll(fault);
  }

  private boolean there() {
    return !closing() && CameraLine.there(device);
  }
}
