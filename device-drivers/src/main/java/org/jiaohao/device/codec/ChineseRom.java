package org.jiaohao.device.codec;

import java.nio.charset.Charset;

/**
 * Chinese characters that the font of a device is trusted with. Codes are exactly those of GB18030,
 * never of the charsets named GB2312 or GBK (N20).
 */
public enum ChineseRom {
  /** GB 2312: 6,763 Han characters and 682 symbols. */
  GB2312,
  /** GBK 1.0: 20,902 Han characters and symbols, without codes whose shape changed later. */
  GBK;

  private static final Charset GB18030 = Charset.forName("GB18030");

  /** First and last code of each run of symbols in GB 2312-80, rows 2 to 9. */
  private static final int[][] GB2312_SYMBOLS = {
    {0xA1A1, 0xA1FE}, {0xA2B1, 0xA2E2}, {0xA2E5, 0xA2EE}, {0xA2F1, 0xA2FC}, {0xA3A1, 0xA3FE},
    {0xA4A1, 0xA4F3}, {0xA5A1, 0xA5F6}, {0xA6A1, 0xA6B8}, {0xA6C1, 0xA6D8}, {0xA7A1, 0xA7C1},
    {0xA7D1, 0xA7F1}, {0xA8A1, 0xA8BA}, {0xA8C5, 0xA8E9}, {0xA9A4, 0xA9EF}
  };

  /** What GBK 1.0 adds to the symbols; A6E0 to A6F5 and A8BC are left to pictures. */
  private static final int[][] GBK_SYMBOLS = {
    {0xA2A1, 0xA2AA}, {0xA8BB, 0xA8BB}, {0xA8BD, 0xA8BE}, {0xA8C0, 0xA8C0}, {0xA840, 0xA895},
    {0xA940, 0xA957}, {0xA959, 0xA95A}, {0xA95C, 0xA95C}, {0xA960, 0xA988}, {0xA996, 0xA996}
  };

  /** The code of a character: one or two bytes where the device's font has it, else null. */
  public byte[] code(int codePoint) {
    if (Character.getType(codePoint) == Character.PRIVATE_USE) {
      return null;
    }
    byte[] code = Character.toString(codePoint).getBytes(GB18030);
    if (code.length == 1) {
      return codePoint >= 0x20 && codePoint < 0x7f ? code : null;
    }
    return code.length == 2 && has((code[0] & 0xff) << 8 | code[1] & 0xff) ? code : null;
  }

  private boolean has(int code) {
    return gb2312(code) || this == GBK && gbk(code);
  }

  private static boolean gb2312(int code) {
    int trail = code & 0xff;
    if (trail < 0xA1 || trail > 0xFE) {
      return false;
    }
    boolean firstLevel = code >= 0xB0A1 && code <= 0xD7F9;
    boolean secondLevel = code >= 0xD8A1 && code <= 0xF7FE;
    return firstLevel || secondLevel || within(GB2312_SYMBOLS, code);
  }

  private static boolean gbk(int code) {
    int lead = code >> 8;
    int trail = code & 0xff;
    boolean third = lead >= 0x81 && lead <= 0xA0;
    boolean fourth = lead >= 0xAA && lead <= 0xFD && trail <= 0xA0;
    boolean tail = lead == 0xFE && trail <= 0x4F;
    return third || fourth || tail || within(GBK_SYMBOLS, code);
  }

  private static boolean within(int[][] runs, int code) {
    for (int[] run : runs) {
      if (code >= run[0] && code <= run[1]) {
        return true;
      }
    }
    return false;
  }
}
