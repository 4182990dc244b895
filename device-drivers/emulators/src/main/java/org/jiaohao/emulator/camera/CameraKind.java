package org.jiaohao.emulator.camera;

import java.io.IOException;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice;

/** An overhead camera on the command line; it listens on file: only. */
public final class CameraKind implements EmulatorKind {
  @Override
  public String name() {
    return "camera";
  }

  @Override
  public String usage() {
    return "(commands lay text=A002, taken; the profile lies beside the device file)\n";
  }

  @Override
  public EmulatedDevice start(Options options) throws IOException {
    String listen = options.listen();
    options.end();
    return OverheadCamera.start(listen);
  }
}
