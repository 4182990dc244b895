package org.jiaohao.emulator.onbon;

/** What a dual-colour lamp can show. */
public enum LedColor {
  /** No light. */
  DARK(0x242424),
  /** Red. */
  RED(0xFF3020),
  /** Green. */
  GREEN(0x30F040),
  /** Both. */
  YELLOW(0xFFC820);

  final int rgb;

  LedColor(int rgb) {
    this.rgb = rgb;
  }

  /** Number in the escape {@code \C}: 1 red, 2 green, 3 yellow. */
  static LedColor of(int number, LedColor otherwise) {
    return number >= 1 && number <= 3 ? values()[number] : otherwise;
  }
}
