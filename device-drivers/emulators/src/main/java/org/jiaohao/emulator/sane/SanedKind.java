package org.jiaohao.emulator.sane;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** saned with one scanner on the command line; it listens on tcp: only. */
public final class SanedKind implements EmulatorKind {
  @Override
  public String name() {
    return "sane";
  }

  @Override
  public String usage() {
    return "(commands feed pages=N, jam, taken, warm-up ms=N)\n";
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    String listen = options.listen();
    options.end();
    return EmulatedSaned.start(listen);
  }
}
