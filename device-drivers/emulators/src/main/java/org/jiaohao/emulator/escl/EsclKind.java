package org.jiaohao.emulator.escl;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** A network scanner on the command line; it listens on tcp: and tls: only. */
public final class EsclKind implements EmulatorKind {
  @Override
  public String name() {
    return "escl";
  }

  @Override
  public String usage() {
    return "(commands feed pages=N, jam, door-open, wrong-host, formats, end, moving, slow-status,\n"
        + "location, refuse, false-end, jpeg-height, torn, broken-pdf, instead,\n"
        + "stale-jam; on tls: new-certificate; login)\n";
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    String listen = options.listen();
    options.end();
    return NetworkScanner.start(listen);
  }
}
