package org.jiaohao.emulator.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/** How the makers frame a text; each looks at the beginning of what it has heard. */
public enum Maker {
  /** AA address BB 51 54 check 01 00 99 00 63 text FF; check = sum from 01 to FF. */
  PINGANLIHE {
    @Override
    Heard hear(byte[] b) {
      if (b.length < 6) {
        return starts(b, 0xAA) ? Heard.MORE : Heard.NOISE;
      }
      if (!starts(b, 0xAA) || at(b, 2) != 0xBB || at(b, 3) != 0x51 || at(b, 4) != 0x54) {
        return Heard.NOISE;
      }
      int end = end(b, 11);
      if (end < 0) {
        return b.length > LONGEST ? Heard.NOISE : Heard.MORE;
      }
      int sum = 0;
      for (int i = 6; i <= end; i++) {
        sum += at(b, i);
      }
      return (sum & 0xFF) == at(b, 5)
          ? new Heard(end + 1, Optional.of(at(b, 1)), text(b, 11, end))
          : new Heard(end + 1, Optional.empty(), "");
    }

    /** FF ends the text; no byte of a GBK character is FF. */
    private int end(byte[] b, int from) {
      for (int i = from; i < b.length; i++) {
        if (at(b, i) == 0xFF) {
          return i;
        }
      }
      return -1;
    }
  },
  /** A0 90 address A5 length(2) cells xor; a cell is one or two bytes and 00. */
  SHUANGFENG {
    @Override
    Heard hear(byte[] b) {
      if (!starts(b, 0xA0)
          || b.length > 1 && at(b, 1) != 0x90
          || b.length > 3 && at(b, 3) != 0xA5) {
        return Heard.NOISE;
      }
      if (b.length < 6) {
        return Heard.MORE;
      }
      int length = at(b, 4) << 8 | at(b, 5);
      if (length > LONGEST) {
        return Heard.NOISE;
      }
      if (b.length < 7 + length) {
        return Heard.MORE;
      }
      int xor = 0;
      for (int i = 2; i < 6 + length; i++) {
        xor ^= at(b, i);
      }
      if (xor != at(b, 6 + length)) {
        return new Heard(7 + length, Optional.empty(), "");
      }
      var plain = new ByteArrayOutputStream();
      for (int i = 6; i < 6 + length; i++) {
        if (b[i] != 0) {
          plain.write(b[i]);
        }
      }
      return new Heard(7 + length, Optional.of(at(b, 2)), new String(plain.toByteArray(), GBK));
    }
  },
  /** address FE length sequence 86 3C 00 05 00 text 00 crc(2, XMODEM); length of all. */
  YINDAHUIZHI {
    @Override
    Heard hear(byte[] b) {
      if (b.length > 1 && at(b, 1) != 0xFE || b.length > 4 && at(b, 4) != 0x86) {
        return Heard.NOISE;
      }
      if (b.length < 3 || b.length < at(b, 2)) {
        return Heard.MORE;
      }
      int length = at(b, 2);
      if (length < 12) {
        return Heard.NOISE;
      }
      int crc = 0;
      for (int i = 0; i < length - 2; i++) {
        crc ^= at(b, i) << 8;
        for (int bit = 0; bit < 8; bit++) {
          crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
        }
        crc &= 0xFFFF;
      }
      return crc == (at(b, length - 2) << 8 | at(b, length - 1))
          ? new Heard(length, Optional.of(at(b, 0)), text(b, 9, length - 3))
          : new Heard(length, Optional.empty(), "");
    }
  };

  /**
   * What was heard.
   *
   * @param length bytes used; 0 = more are needed, negative = the first byte is noise
   * @param address of the strip, empty when the check field was wrong
   * @param text for it
   */
  record Heard(int length, Optional<Integer> address, String text) {
    static final Heard MORE = new Heard(0, Optional.empty(), "");
    static final Heard NOISE = new Heard(-1, Optional.empty(), "");
  }

  private static final int LONGEST = 300;
  private static final Charset GBK = Charset.forName("GBK");

  /** Looks at what was heard since the last frame; never empty. */
  abstract Heard hear(byte[] bytes);

  private static int at(byte[] b, int index) {
    return b[index] & 0xFF;
  }

  private static boolean starts(byte[] b, int first) {
    return at(b, 0) == first;
  }

  private static String text(byte[] b, int from, int to) {
    return new String(Arrays.copyOfRange(b, from, to), GBK);
  }
}
