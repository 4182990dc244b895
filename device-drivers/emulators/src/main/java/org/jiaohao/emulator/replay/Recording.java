package org.jiaohao.emulator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A dump file: {@code >} bytes to the device, {@code <} bytes from it, {@code ~} milliseconds since
 * the line before, {@code #} remarks.
 *
 * @param steps in order
 */
record Recording(List<Step> steps) {
  /**
   * One piece.
   *
   * @param fromDevice whether the device sent it
   * @param millis pause before it
   */
  record Step(boolean fromDevice, long millis, byte[] bytes) {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when a line makes no sense; the message names it
   */
  static Recording of(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    long pause = 0;
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String rest = line.isEmpty() ? "" : line.substring(1).strip();
      char kind = line.isBlank() ? '#' : line.charAt(0);
      try {
        switch (kind) {
          case '#' -> {}
          case '~' -> pause += Long.parseLong(rest);
          case '>', '<' -> {
            steps.add(new Step(kind == '<', pause, HexFormat.of().parseHex(rest.replace(" ", ""))));
            pause = 0;
          }
          default -> throw new IllegalArgumentException("begins with " + kind);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + ", line " + number + ": '" + line + "' is no line of a dump", e);
      }
    }
    return new Recording(List.copyOf(steps));
  }
}
