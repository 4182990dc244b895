package org.jiaohao.emulator.onbon;

/** Models of cards with dynamic areas, as the maker's manual numbers them. */
public enum DynamicModel {
  BX_5E1(0x0154, Pixels.BYTES),
  BX_5E2(0x0254, Pixels.BYTES),
  BX_5E3(0x0354, Pixels.BYTES),
  BX_5Q0(0x1056, Pixels.RGB565),
  BX_5Q1(0x1156, Pixels.RGB565),
  BX_5Q2(0x1256, Pixels.RGB565),
  BX_6E1(0x0174, Pixels.WORDS),
  BX_6E2(0x0274, Pixels.WORDS),
  BX_6E3(0x0374, Pixels.WORDS),
  BX_6E1X(0x0474, Pixels.WORDS),
  BX_6E2X(0x0574, Pixels.WORDS),
  BX_6QL(0x0066, Pixels.RGB888),
  BX_6Q1(0x0166, Pixels.RGB888),
  BX_6Q2(0x0266, Pixels.RGB888),
  BX_6Q3(0x0366, Pixels.RGB888),
  BX_6Q2L(0x0466, Pixels.RGB888),
  BX_6Q3L(0x0566, Pixels.RGB888);

  /** How pictures are told. */
  enum Pixels {
    /** A byte of each colour in turn, row by row, 0 = lit. */
    BYTES,
    /** A plane of each colour of words, low byte first, 0 = lit. */
    WORDS,
    /** Words of 5, 6 and 5 bits. */
    RGB565,
    /** Bytes of red, green and blue. */
    RGB888
  }

  final int type;
  final Pixels pixels;

  DynamicModel(int type, Pixels pixels) {
    this.type = type;
    this.pixels = pixels;
  }

  /** Layout of its commands. */
  int generation() {
    return name().charAt(3) - '0';
  }

  /** Areas it holds at once. */
  int areas() {
    return pixels == Pixels.RGB888 ? 32 : 4;
  }
}
