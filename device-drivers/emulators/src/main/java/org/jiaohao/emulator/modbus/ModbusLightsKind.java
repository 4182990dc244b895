package org.jiaohao.emulator.modbus;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** Modules of lamps and buttons on the command line. */
public final class ModbusLightsKind implements EmulatorKind {
  @Override
  public String name() {
    return "modbus-lights";
  }

  @Override
  public String usage() {
    return """
    --address N      of the module, default 1
    --lights N       default 4
    --buttons N      default 4
    (commands press with button=1 ms=200 bounce=10, stuck with button=1)
    """;
  }

  @Override
  public EmulatedModel<LightsModule> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    int unit = options.number("address", 1);
    int lights = options.number("lights", 4);
    int buttons = options.number("buttons", 4);
    options.end();
    return start(listen, baud, unit, lights, buttons);
  }

  /** Starts a module. */
  public static EmulatedModel<LightsModule> start(
      String listen, int baud, int unit, int lights, int buttons) throws IOException {
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> new LightsModule(unit, lights, buttons, faults, spoiled, host),
        module ->
            Map.of(
                "unit",
                module.unit(),
                "lights",
                module.lights(),
                "requests",
                module.requests(),
                "wrongChecks",
                module.wrongChecks()),
        Map.of());
  }
}
