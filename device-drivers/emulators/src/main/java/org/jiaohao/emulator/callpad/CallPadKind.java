package org.jiaohao.emulator.callpad;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.BusModel;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.line.Parameters;

/** Call pads on the command line, several on one line. */
public final class CallPadKind implements EmulatorKind {
  @Override
  public String name() {
    return "call-bus";
  }

  @Override
  public String usage() {
    return """
    --address N      of the first pad, default 1
    --count N        pads on the line, with the addresses that follow
    (commands press and rate, with pad=N keys=060F value=0)
    """;
  }

  @Override
  public EmulatedModel<BusModel<Pad>> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    int first = options.number("address", 1);
    int count = options.number("count", 1);
    options.end();
    return start(listen, baud, first, count);
  }

  /** Starts pads with addresses from {@code first} on. */
  public static EmulatedModel<BusModel<Pad>> start(String listen, int baud, int first, int count)
      throws IOException {
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> {
          List<Pad> pads =
              IntStream.range(first, first + count)
                  .mapToObj(a -> new Pad(a, faults, spoiled, host))
                  .toList();
          faults.once("press", p -> pad(pads, p, first).press(p));
          faults.once("rate", p -> pad(pads, p, first).rate(p));
          return new BusModel<>(pads);
        },
        bus ->
            bus.devices().stream()
                .map(p -> Map.of("address", p.address(), "display", p.display()))
                .toList(),
        Map.of());
  }

  private static Pad pad(List<Pad> pads, Parameters parameters, int first) {
    return pads.get((int) (parameters.number("pad", first) - first));
  }
}
