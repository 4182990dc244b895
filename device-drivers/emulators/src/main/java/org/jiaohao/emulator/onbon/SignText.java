package org.jiaohao.emulator.onbon;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jiaohao.emulator.render.Rom;

/**
 * Text of a sign: characters with colour and size, read from bytes with the inline escapes {@code
 * \C1} red, {@code \C2} green, {@code \C3} yellow and {@code \FO012} font.
 *
 * @param letters in order
 */
record SignText(List<Letter> letters) {
  /**
   * A character.
   *
   * @param codePoint {@code U+FFFD} where the card's font has no shape
   * @param size 16, 24 or 32 dots high
   */
  record Letter(int codePoint, LedColor color, int size) {
    /** Whether it begins a new line. */
    boolean newLine() {
      return codePoint == '\n';
    }
  }

  private static final int[] SIZES = {16, 24, 32};

  static SignText read(byte[] bytes, Rom rom) {
    List<Letter> letters = new ArrayList<>();
    LedColor color = LedColor.RED;
    int size = SIZES[0];
    int at = 0;
    while (at < bytes.length) {
      int value = bytes[at] & 0xFF;
      int next = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
      if (value == '\\' && next == 'C' && at + 2 < bytes.length) {
        color = LedColor.of(bytes[at + 2] - '0', color);
        at += 3;
      } else if (value == '\\' && next == 'F' && at + 5 < bytes.length) {
        int wanted = bytes[at + 5] - '0';
        size = wanted >= 0 && wanted < SIZES.length ? SIZES[wanted] : size;
        at += 6;
      } else if (rom.lead(value) && rom.trail(next)) {
        letters.add(new Letter(rom.decode((byte) value, (byte) next), color, size));
        at += 2;
      } else if (value >= 0x20 && value < 0x7F || value == '\n') {
        letters.add(new Letter(value, color, size));
        at++;
      } else {
        if (value != '\r') {
          letters.add(new Letter(Rom.MISSING, color, size));
        }
        at++;
      }
    }
    return new SignText(List.copyOf(letters));
  }

  /** The characters alone. */
  String plain() {
    return letters.stream()
        .map(letter -> Character.toString(letter.codePoint))
        .collect(Collectors.joining());
  }

  /** The same in red. */
  SignText inRed() {
    return new SignText(
        letters.stream()
            .map(letter -> new Letter(letter.codePoint, LedColor.RED, letter.size))
            .toList());
  }

  /** Colour of the first character. */
  LedColor color() {
    return letters.isEmpty() ? LedColor.RED : letters.getFirst().color();
  }
}
