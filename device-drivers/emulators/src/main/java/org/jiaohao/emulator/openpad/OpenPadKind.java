package org.jiaohao.emulator.openpad;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** Open pads on the command line. */
public final class OpenPadKind implements EmulatorKind {
  private static final long HERE_MILLIS = 5000;

  @Override
  public String name() {
    return "open-pad";
  }

  @Override
  public String usage() {
    return """
    (commands press with key=call, rate with value=0)
    """;
  }

  @Override
  public EmulatedModel<Board> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    options.end();
    return start(listen, baud);
  }

  /** Starts a pad that says every five seconds that it is there. */
  public static EmulatedModel<Board> start(String listen, int baud) throws IOException {
    return start(listen, baud, HERE_MILLIS);
  }

  /** Starts a pad that says so more or less often. */
  public static EmulatedModel<Board> start(String listen, int baud, long hereMillis)
      throws IOException {
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> new Board(hereMillis, faults, spoiled, host),
        board -> Map.of("display", board.display(), "beeps", board.beeps(), "wrong", board.wrong()),
        Map.of());
  }
}
