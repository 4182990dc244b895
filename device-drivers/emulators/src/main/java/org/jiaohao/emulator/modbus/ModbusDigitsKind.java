package org.jiaohao.emulator.modbus;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice.Content;
import org.jiaohao.emulator.line.EmulatedModel;

/** Displays of digits on the command line. */
public final class ModbusDigitsKind implements EmulatorKind {
  @Override
  public String name() {
    return "modbus-digits";
  }

  @Override
  public String usage() {
    return """
    --address N      of the display, default 1
    --digits N       default 6
    """;
  }

  @Override
  public EmulatedModel<DigitsDisplay> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    int unit = options.number("address", 1);
    int digits = options.number("digits", 6);
    options.end();
    return start(listen, baud, unit, digits);
  }

  /** Starts a display. */
  public static EmulatedModel<DigitsDisplay> start(String listen, int baud, int unit, int digits)
      throws IOException {
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> new DigitsDisplay(unit, digits, spoiled, host),
        display -> Map.of("unit", display.unit(), "text", display.text()),
        Map.of("/sign.png", display -> new Content("image/png", display.png())));
  }
}
