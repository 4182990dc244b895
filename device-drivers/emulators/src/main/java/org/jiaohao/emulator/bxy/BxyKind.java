package org.jiaohao.emulator.bxy;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** A BX-Y card on the command line; it listens on tcp: only. */
public final class BxyKind implements EmulatorKind {
  @Override
  public String name() {
    return "onbon-y";
  }

  @Override
  public String usage() {
    return """
    --width N --height N   lamps, default 128 by 32
    --password WORD        of the user guest, default guest
    """;
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    String listen = options.listen();
    int width = options.number("width", 128);
    int height = options.number("height", 32);
    String password = options.text("password", "guest");
    options.end();
    return BxyCard.start(listen, password, width, height);
  }
}
