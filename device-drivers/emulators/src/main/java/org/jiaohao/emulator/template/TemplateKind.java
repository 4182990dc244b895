package org.jiaohao.emulator.template;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice.Content;
import org.jiaohao.emulator.line.BusModel;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.render.SignPng;

/** One-way strips on the command line, several on one line. */
public final class TemplateKind implements EmulatorKind {
  @Override
  public String name() {
    return "template-strip";
  }

  @Override
  public String usage() {
    return """
    --maker NAME     pinganlihe, shuangfeng or yindahuizhi
    --address N      of the first strip, default 1
    --count N        strips on the line, with the addresses that follow
    --width N        lamps of each, default 128
    """;
  }

  @Override
  public EmulatedModel<BusModel<TemplateStrip>> start(Options options) throws IOException {
    String listen = options.listen();
    int baud = options.baud();
    Maker maker = options.choice("maker", Maker.PINGANLIHE);
    int first = options.number("address", 1);
    int count = options.number("count", 1);
    int width = options.number("width", 128);
    options.end();
    return start(listen, baud, maker, first, count, width);
  }

  /** Starts strips with addresses from {@code first} on. */
  public static EmulatedModel<BusModel<TemplateStrip>> start(
      String listen, int baud, Maker maker, int first, int count, int width) throws IOException {
    List<TemplateStrip> strips =
        IntStream.range(first, first + count)
            .mapToObj(a -> new TemplateStrip(maker, a, width, InstantSource.system()))
            .toList();
    return new EmulatedModel<>(
        listen,
        baud,
        null,
        (faults, spoiled, host) -> new BusModel<>(strips),
        bus ->
            bus.devices().stream()
                .map(
                    s ->
                        Map.of(
                            "address",
                            s.address(),
                            "text",
                            s.text(),
                            "noise",
                            s.noise(),
                            "wrongChecks",
                            s.wrongChecks()))
                .toList(),
        Map.of(
            "/sign.png",
            bus ->
                new Content(
                    "image/png",
                    SignPng.text(
                        String.join("\n", bus.devices().stream().map(TemplateStrip::text).toList()),
                        0xFF0000,
                        width,
                        16 * count))));
  }
}
