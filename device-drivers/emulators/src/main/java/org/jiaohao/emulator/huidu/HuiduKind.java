package org.jiaohao.emulator.huidu;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.control.EmulatedDevice.Content;
import org.jiaohao.emulator.line.EmulatedModel;

/** A full-colour sign on the command line. */
public final class HuiduKind implements EmulatorKind {
  @Override
  public String name() {
    return "huidu";
  }

  @Override
  public String usage() {
    return "--width N --height N   lamps, default 128 by 32\n";
  }

  @Override
  public EmulatedModel<HuiduCard> start(Options options) throws IOException {
    int width = options.number("width", 128);
    int height = options.number("height", 32);
    EmulatedModel<HuiduCard> device = start(options.listen(), width, height);
    options.end();
    return device;
  }

  /** Starts a sign of this size. */
  public static EmulatedModel<HuiduCard> start(String listen, int width, int height)
      throws IOException {
    return new EmulatedModel<>(
        listen,
        0,
        null,
        (faults, spoiled, host) -> new HuiduCard(width, height, spoiled, host),
        card -> Map.of("texts", card.texts(), "on", card.on(), "brightness", card.brightness()),
        Map.of("/sign.png", card -> new Content("image/png", card.png())));
  }
}
