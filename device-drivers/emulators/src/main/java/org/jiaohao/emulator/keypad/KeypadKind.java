package org.jiaohao.emulator.keypad;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** Keypads on the command line. */
public final class KeypadKind implements EmulatorKind {
  @Override
  public String name() {
    return "keypad";
  }

  @Override
  public String usage() {
    return """
    (command press with key=96, a key code of Linux)
    """;
  }

  @Override
  public EmulatedModel<NumberPad> start(Options options) throws IOException {
    String listen = options.listen();
    options.end();
    return start(listen);
  }

  /** Starts a keypad. */
  public static EmulatedModel<NumberPad> start(String listen) throws IOException {
    return new EmulatedModel<>(
        listen, 0, null, NumberPad::new, pad -> Map.of("strokes", pad.strokes()), Map.of());
  }
}
