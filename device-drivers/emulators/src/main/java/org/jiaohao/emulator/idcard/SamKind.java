package org.jiaohao.emulator.idcard;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** An ID card reader on the command line. */
public final class SamKind implements EmulatorKind {
  @Override
  public String name() {
    return "id-sam";
  }

  @Override
  public String usage() {
    return "(commands put and lift lay an invented card on it and take it away)\n";
  }

  @Override
  public EmulatedModel<SamModule> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    options.end();
    return start(listen, baud);
  }

  /** Starts a reader. */
  public static EmulatedModel<SamModule> start(String listen, int baud) throws IOException {
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        SamModule::new,
        module -> Map.of("card", module.card(), "reads", module.reads()),
        Map.of());
  }
}
