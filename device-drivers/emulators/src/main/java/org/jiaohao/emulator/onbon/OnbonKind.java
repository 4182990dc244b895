package org.jiaohao.emulator.onbon;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.render.Rom;

/** A strip with a card of the K family on the command line. */
public final class OnbonKind implements EmulatorKind {
  private enum Color {
    DUAL,
    RED
  }

  @Override
  public String name() {
    return "onbon-k";
  }

  @Override
  public String usage() {
    return """
    --address N      of the card on its bus
    --width N --height N   lamps, default 96 by 16
    --rom NAME       gbk or gb2312
    --color NAME     dual or red
    """;
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    OnbonOptions sign =
        new OnbonOptions(
            options.listen(),
            options.number("address", 1),
            options.number("width", 96),
            options.number("height", 16),
            options.choice("rom", Rom.GBK),
            options.choice("color", Color.DUAL) == Color.DUAL,
            options.baud(),
            options.out(),
            options.dump());
    options.end();
    return OnbonSignEmulator.start(sign);
  }
}
