package org.jiaohao.emulator.lcus;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** Relay boards on the command line. */
public final class LcusKind implements EmulatorKind {
  @Override
  public String name() {
    return "lcus-lights";
  }

  @Override
  public String usage() {
    return """
    --lights N       relays, default 4
    """;
  }

  @Override
  public EmulatedModel<RelayBoard> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    int lights = options.number("lights", 4);
    options.end();
    return start(listen, baud, lights);
  }

  /** Starts a board. */
  public static EmulatedModel<RelayBoard> start(String listen, int baud, int lights)
      throws IOException {
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> new RelayBoard(lights, spoiled, host),
        board -> Map.of("relays", board.relays(), "wrong", board.wrong()),
        Map.of());
  }
}
