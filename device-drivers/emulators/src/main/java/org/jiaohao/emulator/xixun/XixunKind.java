package org.jiaohao.emulator.xixun;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** A Xixun card on the command line; it listens on tcp: only. */
public final class XixunKind implements EmulatorKind {
  @Override
  public String name() {
    return "xixun";
  }

  @Override
  public String usage() {
    return "--width N --height N   lamps, default 128 by 32\n";
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    String listen = options.listen();
    int width = options.number("width", 128);
    int height = options.number("height", 32);
    options.end();
    return XixunCard.start(listen, width, height);
  }
}
