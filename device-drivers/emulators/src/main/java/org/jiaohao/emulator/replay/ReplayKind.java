package org.jiaohao.emulator.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** A recorded session on the command line. */
public final class ReplayKind implements EmulatorKind {
  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String usage() {
    return "--recording FILE      a dump of a session with a real device\n";
  }

  @Override
  public EmulatedModel<ReplayedDevice> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    Path file = options.path("recording");
    options.end();
    if (file == null) {
      throw new IllegalArgumentException("--recording is missing");
    }
    return start(listen, baud, file);
  }

  /**
   * Starts a device that plays a recording.
   *
   * @throws IllegalArgumentException when the file holds a line that makes no sense, or nothing of
   *     the host
   */
  public static EmulatedModel<ReplayedDevice> start(String listen, int baud, Path file)
      throws IOException {
    Recording recording = Recording.of(file);
    if (recording.steps().stream().allMatch(Recording.Step::fromDevice)) {
      throw new IllegalArgumentException(file + " holds nothing that a host sent");
    }
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> new ReplayedDevice(recording, spoiled, host),
        device -> Map.of("rounds", device.rounds(), "other", device.other()),
        Map.of());
  }
}
