package org.jiaohao.emulator.onbon;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** A strip or board with a card of dynamic areas on the command line. */
public final class OnbonBoardKind implements EmulatorKind {
  @Override
  public String name() {
    return "onbon-f0";
  }

  @Override
  public String usage() {
    return """
    --model NAME     bx-5e1, bx-6e1, bx-6q2 and so on, default bx-6e1
    --address N      of the card on its bus
    --width N --height N   lamps, default 128 by 32
    --colors N       1 red, 2 red and green; of one-bit lamps
    --boot N         milliseconds it says nothing after power came back, default 5000
    """;
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    DynamicOptions sign =
        new DynamicOptions(
            options.listen(),
            options.choice("model", DynamicModel.BX_6E1),
            options.number("address", 1),
            options.number("width", 128),
            options.number("height", 32),
            options.number("colors", 2),
            options.number("boot", 5000),
            options.baud(),
            options.out(),
            options.dump());
    options.end();
    return OnbonBoardEmulator.start(sign);
  }
}
