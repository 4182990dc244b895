package org.jiaohao.emulator.ipp;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** A printer of pages on the command line; it listens on tcp: only. */
public final class IppKind implements EmulatorKind {
  @Override
  public String name() {
    return "ipp";
  }

  @Override
  public String usage() {
    return "(commands paper-out, paper-low, door-open, jam, aborts, refuses, mum, http, grey, letter,"
        + " takes?formats=image/pwg-raster)\n";
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    String listen = options.listen();
    options.end();
    return OfficePrinter.start(listen);
  }
}
