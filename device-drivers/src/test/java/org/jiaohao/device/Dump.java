package org.jiaohao.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Recorded bytes: {@code #} source, {@code >} to the device, {@code <} from it. */
public final class Dump {
  private Dump() {}

  /** All bytes of one direction of {@code golden/{name}.dump}. */
  public static byte[] read(String name, char direction) {
    try {
      var out = new ByteArrayOutputStream();
      for (String line : Files.readAllLines(Path.of("src/test/resources/golden", name + ".dump"))) {
        if (line.charAt(0) == direction) {
          out.writeBytes(HexFormat.of().parseHex(line.substring(1).replace(" ", "")));
        }
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
