package org.jiaohao.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.proofs.Ports;

/**
 * The devices of the demo hall: some on serial lines, some on the network.
 *
 * @param printer ticket printer of the kiosk
 * @param strips strips over the windows 1 to 4
 * @param rolling rolling screen by the entrance
 * @param pad clerk's call pad at window 3
 * @param voice loudspeaker, written to sound files
 */
record HallDevices(
    HallDevice printer,
    List<HallDevice> strips,
    HallDevice rolling,
    HallDevice pad,
    HallDevice voice) {
  private static final int OWN_STRIP = 3;
  private static final String PROFILE = "generic-80mm";

  /** Chooses addresses for a plan. */
  static HallDevices of(HallPlan plan) {
    HallDevice printer =
        plan.printer() == null
            ? HallDevice.printer("ticket-printer", PROFILE, plan, Ports.free())
            : HallDevice.own("ticket-printer", "escpos", PROFILE, plan.printer());
    List<HallDevice> strips = new ArrayList<>();
    for (int window = 1; window <= 4; window++) {
      String name = "strip-" + window;
      if (window == OWN_STRIP && plan.strip() != null) {
        strips.add(HallDevice.own(name, "onbon-k", null, plan.strip()));
      } else if (window % 2 == 1) {
        strips.add(HallDevice.serialStrip(name, plan, Ports.free()));
      } else {
        strips.add(HallDevice.tcpStrip(name, Ports.free(), Ports.free()));
      }
    }
    return new HallDevices(
        printer,
        List.copyOf(strips),
        HallDevice.tcpStrip("rolling-1", Ports.free(), Ports.free()),
        HallDevice.pad("pad-3", plan, Ports.free()),
        HallDevice.own("voice", "voice", null, "wav:" + plan.folder().resolve("voice")));
  }

  /** Devices of the display agent. */
  List<HallDevice> ofDisplay() {
    return Stream.concat(strips.stream(), Stream.of(rolling, pad, voice)).toList();
  }

  /** All of them. */
  List<HallDevice> all() {
    return Stream.concat(Stream.of(printer), ofDisplay().stream()).toList();
  }

  /** Control addresses of the strips' emulators, separated by commas. */
  String stripControls() {
    return strips.stream()
        .map(HallDevice::control)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(","));
  }
}
