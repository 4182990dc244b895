package org.jiaohao.emulator.sane;

import java.util.Arrays;
import java.util.List;

/** Options of the emulated scanner, and its pages. */
final class ScannerOptions {
  static final int STRING = 3;
  static final int SOURCE = 2;
  static final int MODE = 3;
  static final int RESOLUTION = 4;

  /** How many there are, with the one that tells it. */
  static final int COUNT = 5;

  private static final List<String> SOURCES = List.of("Flatbed", "Automatic Document Feeder");
  private static final List<String> MODES = List.of("Gray", "Color");
  private static final int SOFT_SELECT = 5;
  private static final int DARK = 0x20;

  private ScannerOptions() {}

  static boolean allowed(int option, String text) {
    return option == SOURCE && SOURCES.contains(text) || option == MODE && MODES.contains(text);
  }

  /** All descriptors: a pointer and its option, one after the other. */
  static byte[] all(String source, String mode, int dpi) {
    var words = new Words().put(COUNT);
    words.put(0).text("").text("Number of options").text("").put(1, 0, 4, 4, 0);
    words.put(0).text("").text("Scan mode").text("").put(5, 0, 0, 0, 0);
    texts(words, "source", SOURCES);
    texts(words, "mode", MODES);
    words.put(0).text("resolution").text("Resolution").text("").put(1, 4, 4, SOFT_SELECT, 2);
    words.put(4, 3, 75, 150, 300); // the first tells again how many there are
    return words.bytes();
  }

  private static void texts(Words words, String name, List<String> values) {
    words.put(0).text(name).text(name).text("").put(STRING, 0, 30, SOFT_SELECT, 3);
    words.put(values.size() + 1);
    values.forEach(words::text);
    words.text(null);
  }

  static byte[] page(int width, int height, int channels, int bars) {
    int line = width * channels;
    var page = new byte[line * height];
    Arrays.fill(page, (byte) 0xF5);
    for (int y = 5; y < height - 5; y++) {
      boolean edge = y == 5 || y == height - 6;
      for (int x = 5; x < width - 5; x++) {
        boolean bar = y > 20 && y < 60 && x > 20 && x < 20 + 12 * bars && (x - 20) % 12 < 6;
        if (edge || x == 5 || x == width - 6 || bar) {
          Arrays.fill(page, y * line + x * channels, y * line + (x + 1) * channels, (byte) DARK);
        }
      }
    }
    return page;
  }
}
