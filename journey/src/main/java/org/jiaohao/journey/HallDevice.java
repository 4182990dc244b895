package org.jiaohao.journey;

import java.util.ArrayList;
import java.util.List;

/**
 * A device of the hall, emulated or somebody's own.
 *
 * @param name name within its agent
 * @param driver driver that talks to it
 * @param profile profile of the driver, or null
 * @param address address for the driver
 * @param emulator arguments of the emulator's program, empty when there is none
 * @param control base URL of the emulator's control port, or null
 */
record HallDevice(
    String name,
    String driver,
    String profile,
    String address,
    List<String> emulator,
    String control) {
  private static final String LOOPBACK = "127.0.0.1:";
  private static final int PRINTER_BAUD = 19_200;
  private static final int STRIP_BAUD = 57_600;
  private static final int PAD_BAUD = 9_600;

  /** A device of one's own. */
  static HallDevice own(String name, String driver, String profile, String address) {
    return new HallDevice(name, driver, profile, address, List.of(), null);
  }

  /** An emulated printer for 80 mm paper on a serial line. */
  static HallDevice printer(String name, String profile, HallPlan plan, int control) {
    return serial(name, "escpos", profile, PRINTER_BAUD, plan, control);
  }

  /** An emulated LED strip on a serial line. */
  static HallDevice serialStrip(String name, HallPlan plan, int control) {
    return serial(name, "onbon-k", null, STRIP_BAUD, plan, control);
  }

  /** An emulated call pad on a serial line. */
  static HallDevice pad(String name, HallPlan plan, int control) {
    return serial(name, "open-pad", null, PAD_BAUD, plan, control);
  }

  /** An emulated LED strip on the network. */
  static HallDevice tcpStrip(String name, int port, int control) {
    return new HallDevice(
        name,
        "onbon-k",
        null,
        "tcp://" + LOOPBACK + port,
        arguments("onbon-k", "tcp:" + LOOPBACK + port, control),
        "http://" + LOOPBACK + control);
  }

  private static HallDevice serial(
      String name, String driver, String profile, int baud, HallPlan plan, int control) {
    String link = plan.folder().resolve(name + ".tty").toString();
    List<String> arguments = new ArrayList<>(arguments(driver, "pty:" + link, control));
    arguments.addAll(List.of("--baud", Integer.toString(baud)));
    return new HallDevice(
        name,
        driver,
        profile,
        "serial:" + link + "?baud=" + baud,
        arguments,
        "http://" + LOOPBACK + control);
  }

  /** The emulators' program knows a device by the name of the driver that talks to it. */
  private static List<String> arguments(String driver, String listen, int control) {
    return List.of(driver, "--listen", listen, "--control", LOOPBACK + control);
  }

  boolean emulated() {
    return control != null;
  }

  /** Settings that tell an agent of this device. */
  List<String> settings() {
    String key = "--jiaohao.devices." + name + ".";
    List<String> settings = new ArrayList<>();
    settings.add(key + "driver=" + driver);
    settings.add(key + "address=" + address);
    if (profile != null) {
      settings.add(key + "profile=" + profile);
    }
    return settings;
  }

  /** The device as the demo's file tells it. */
  DemoFile.Device describe() {
    return new DemoFile.Device(name, driver, address, control);
  }
}
