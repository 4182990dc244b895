package org.jiaohao.journey;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** An emulated device, watched through its control port. */
final class Emulator {
  private final String name;
  private final Http control;

  private Emulator(String name, String control) {
    this.name = name;
    this.control = Http.at(control);
  }

  /** The emulator behind a device of the demo; throws when the device is somebody's own. */
  static Emulator of(DemoFile.Device device) {
    if (device.control() == null) {
      throw new JourneyException(device.name() + " is no emulator and cannot be looked at.");
    }
    return new Emulator(device.name(), device.control());
  }

  /** Everything the emulator tells of itself. */
  JsonNode state() {
    return control.get("/state");
  }

  /** Lets somebody do something with the device, for example {@code press?key=call}. */
  void act(String what) {
    control.post("/fault/" + what, null);
  }

  /** A picture of the device. */
  BufferedImage picture(String path) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(control.fetch(path).body()));
      if (picture == null) {
        throw new JourneyException("The emulator of " + name + " sent no picture at " + path);
      }
      return picture;
    } catch (IOException e) {
      throw new JourneyException("No picture of " + name + ": " + e.getMessage(), e);
    }
  }
}
