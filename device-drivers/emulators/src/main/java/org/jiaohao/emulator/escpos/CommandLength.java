package org.jiaohao.emulator.escpos;

/** How many bytes each command has, as far as its first bytes tell. */
final class CommandLength {
  /** No command of this printer begins like that. */
  static final int UNKNOWN = -1;

  private static final int DLE = 0x10;
  private static final int ESC = 0x1B;
  private static final int FS = 0x1C;
  private static final int GS = 0x1D;
  private static final int BARCODE_LIMIT = 260;
  private static final int TAB_LIMIT = 35;

  private CommandLength() {}

  static boolean begins(int value) {
    return value == DLE || value == ESC || value == FS || value == GS;
  }

  /**
   * Tells the length.
   *
   * @param c the command so far
   * @param n how many bytes of it there are, at least 1
   * @param glyphBytes size of a user glyph (FS 2) in the font selected
   * @return the whole length, or a number above {@code n} while more bytes must be seen, or {@link
   *     #UNKNOWN}
   */
  static int of(byte[] c, int n, int glyphBytes) {
    if (n < 2) {
      return 2;
    }
    return switch (c[0]) {
      case DLE -> realTime(c, n);
      case ESC -> esc(c, n);
      case FS -> fs(c, n, glyphBytes);
      default -> gs(c, n);
    };
  }

  private static int realTime(byte[] c, int n) {
    return switch (c[1]) {
      case 0x04 -> n >= 3 && (c[2] == 7 || c[2] == 8 || c[2] == 18) ? 4 : 3;
      case 0x05 -> 3;
      case 0x14 ->
          n < 3
              ? 3
              : switch (c[2]) {
                case 1, 2 -> 5;
                case 8 -> 10;
                default -> 3;
              };
      default -> UNKNOWN;
    };
  }

  private static int esc(byte[] c, int n) {
    return switch (c[1]) {
      case '@', '2', '<', 'S', 'L', 'i', 'm', 0x0C -> 2;
      case '!',
          '-',
          '3',
          'E',
          'G',
          'J',
          'K',
          'M',
          'R',
          'T',
          'U',
          'V',
          'a',
          'd',
          'e',
          't',
          '{',
          ' ',
          '=',
          '%',
          '?',
          'r' ->
          3;
      case '$', '\\', 'c', 'B' -> 4;
      case 'p' -> 5;
      case 'W' -> 10;
      case 'D' -> untilNul(c, n, 2, TAB_LIMIT);
      case '(' -> counted(c, n);
      case '*' -> n < 5 ? 5 : 5 + word(c, 3) * (c[2] == 32 || c[2] == 33 ? 3 : 1);
      default -> UNKNOWN;
    };
  }

  private static int fs(byte[] c, int n, int glyphBytes) {
    return switch (c[1]) {
      case '&', '.' -> 2;
      case '!', '-', 'W', 'C' -> 3;
      case 'S', '?', 'p' -> 4;
      case '(' -> counted(c, n);
      case '2' -> 4 + glyphBytes;
      default -> UNKNOWN;
    };
  }

  private static int gs(byte[] c, int n) {
    return switch (c[1]) {
      case ':' -> 2;
      case '!', 'B', 'H', 'I', 'a', 'b', 'f', 'h', 'r', 'w', 'T', '/' -> 3;
      case 'L', 'W', 'P', '$', '\\' -> 4;
      case '^', 'z' -> 5;
      case 'V' -> n < 3 || c[2] == 0 || c[2] == 1 || c[2] == '0' || c[2] == '1' ? 3 : 4;
      case 'v' -> 8;
      case '(' -> counted(c, n);
      case '8' -> 7;
      case '*' -> n < 4 ? 4 : 4 + (c[2] & 0xFF) * (c[3] & 0xFF) * 8;
      case 'k' -> {
        if (n < 4) {
          yield 4;
        }
        yield (c[2] & 0xFF) <= 6 ? untilNul(c, n, 3, BARCODE_LIMIT) : 4 + (c[3] & 0xFF);
      }
      default -> UNKNOWN;
    };
  }

  /** {@code x ( f pL pH} and p bytes. */
  private static int counted(byte[] c, int n) {
    return n < 5 ? 5 : 5 + word(c, 3);
  }

  private static int untilNul(byte[] c, int n, int from, int limit) {
    return n > from && c[n - 1] == 0 || n >= limit ? n : n + 1;
  }

  static int word(byte[] c, int at) {
    return (c[at] & 0xFF) | (c[at + 1] & 0xFF) << 8;
  }
}
