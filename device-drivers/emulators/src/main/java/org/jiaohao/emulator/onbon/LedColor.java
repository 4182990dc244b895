package org.jiaohao.emulator.onbon;

/** What a lamp can show. */
public enum LedColor {
  /** No light. */
  DARK(0x242424),
  /** Red. */
  RED(0xFF3020),
  /** Green. */
  GREEN(0x30F040),
  /** Both. */
  YELLOW(0xFFC820),
  /** Blue, of full-colour lamps. */
  BLUE(0x3060FF),
  /** Red and blue. */
  MAGENTA(0xFF40FF),
  /** Green and blue. */
  CYAN(0x30F0FF),
  /** All. */
  WHITE(0xF8F8F8);

  final int rgb;

  LedColor(int rgb) {
    this.rgb = rgb;
  }

  /** The nearest to a colour of three bytes. */
  static LedColor of(int rgb) {
    return values()[rgb >> 23 & 1 | rgb >> 14 & 2 | rgb >> 5 & 4];
  }

  /** Number in the escape {@code \C}: 1 red, 2 green, 3 yellow. */
  static LedColor of(int number, LedColor otherwise) {
    return number >= 1 && number <= 3 ? values()[number] : otherwise;
  }
}
