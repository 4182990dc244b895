package org.jiaohao.device.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a rare Han character is read in Mandarin, in Latin letters without tone (Unihan). */
public final class Readings {
  private Readings() {}

  /** The reading, for example {@code yan} for 䶮; empty when it is not known. */
  public static Optional<String> of(int codePoint) {
    String wanted = Character.toString(codePoint);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Readings.class.getResourceAsStream("readings.txt"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.charAt(0) != '#' && line.indexOf(wanted) > 0)
          .map(line -> line.substring(0, line.indexOf(' ')))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
