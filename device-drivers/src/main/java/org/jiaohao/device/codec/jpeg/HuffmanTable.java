package org.jiaohao.device.codec.jpeg;

/** A Huffman table of a JPEG file (T.81, B.2.4.2 and C.2), for looking sixteen bits up at once. */
final class HuffmanTable {
  private static final int LONGEST = 16;
  private static final int TABLES = 4;

  /** Length of the code in the upper byte, its symbol in the lower; 0 where no code begins so. */
  private final short[] codes = new short[1 << LONGEST];

  private HuffmanTable() {}

  /**
   * Reads the tables of a segment into their places, those for AC behind the four for DC.
   *
   * @throws ArrayIndexOutOfBoundsException when the file ends too early
   */
  static void readAll(byte[] file, int from, int to, HuffmanTable[] tables) {
    int at = from;
    while (at + LONGEST < to) {
      int where = (file[at] >> 4 & 1) * TABLES + (file[at] & TABLES - 1);
      var table = new HuffmanTable();
      at = table.read(file, at + 1);
      tables[where] = table;
    }
  }

  private int read(byte[] file, int at) {
    int symbol = at + LONGEST;
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int number = file[at + length - 1] & 0xFF;
      for (int i = 0; i < number; i++) {
        int span = 1 << LONGEST - length;
        int first = code << LONGEST - length;
        short entry = (short) (length << 8 | file[symbol] & 0xFF);
        for (int j = first; j < Math.min(first + span, codes.length); j++) {
          codes[j] = entry;
        }
        symbol++;
        code++;
      }
      code <<= 1;
    }
    return symbol;
  }

  /** The entry for the next sixteen bits. */
  int look(int bits) {
    return codes[bits];
  }
}
