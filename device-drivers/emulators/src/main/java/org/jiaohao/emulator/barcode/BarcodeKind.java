package org.jiaohao.emulator.barcode;

import java.io.IOException;
import java.util.Map;
import org.jiaohao.emulator.EmulatorKind;
import org.jiaohao.emulator.Options;
import org.jiaohao.emulator.line.EmulatedModel;

/** A barcode reader on the command line. */
public final class BarcodeKind implements EmulatorKind {
  @Override
  public String name() {
    return "barcode";
  }

  @Override
  public String usage() {
    return """
    --make NAME      text, text-aim, honeywell, newland, newland-old, gm65, datalogic, powerscan,
                     ssi, keyboard, hid-a, hid-b or hid-microscan
    --triggered      reads only after the host's command
    """;
  }

  @Override
  public EmulatedModel<Reader> start(Options options) throws IOException {
    String listen = options.listen();
    Reader.Make make = options.choice("make", Reader.Make.TEXT);
    boolean triggered = options.given("triggered");
    options.end();
    return start(listen, make, triggered);
  }

  /** Starts a reader. */
  public static EmulatedModel<Reader> start(String listen, Reader.Make make, boolean triggered)
      throws IOException {
    return new EmulatedModel<>(
        listen,
        0,
        null,
        (faults, spoiled, host) -> new Reader(make, triggered, faults, spoiled, host),
        reader ->
            Map.of(
                "held",
                reader.held(),
                "looks",
                reader.looks(),
                "acknowledged",
                reader.acknowledged()),
        Map.of());
  }
}
