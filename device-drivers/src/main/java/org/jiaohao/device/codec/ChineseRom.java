package org.jiaohao.device.codec;

import java.nio.charset.Charset;

/**
 * Chinese characters that the font of a device is trusted with. Codes are exactly those of GB18030,
 * never of the charsets named GB2312 or GBK (N20).
 */
public enum ChineseRom {
  /** GB 2312: 6,763 Han characters and symbols. */
  GB2312,
  /** GBK: 21,003 Han characters and symbols, without codes whose shape changed in GB 18030. */
  GBK;

  private static final Charset GB18030 = Charset.forName("GB18030");

  /** The code of a character: one or two bytes where the device's font has it, else null. */
  public byte[] code(int codePoint) {
    byte[] code = Character.toString(codePoint).getBytes(GB18030);
    if (code.length == 1) {
      return codePoint >= 0x20 && codePoint < 0x7f ? code : null;
    }
    return code.length == 2 && has(code[0] & 0xff, code[1] & 0xff) ? code : null;
  }

  private boolean has(int lead, int trail) {
    if (doubtful(lead, trail)) {
      return false;
    }
    boolean gb2312 =
        trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7));
    return gb2312 || (this == GBK && gbk(lead, trail));
  }

  private static boolean gbk(int lead, int trail) {
    boolean han = (lead >= 0x81 && lead <= 0xa0) || (lead >= 0xaa && trail <= 0xa0);
    boolean symbols = lead >= 0xa8 && lead <= 0xa9 && trail <= 0xa0;
    return han || symbols;
  }

  /** Codes whose shape changed between editions of GB 18030. */
  private static boolean doubtful(int lead, int trail) {
    return (lead == 0xfe && trail >= 0x50)
        || (lead == 0xa6 && trail >= 0xd9 && trail <= 0xf3)
        || (lead == 0xa8 && (trail == 0xbc || trail == 0xbf))
        || (lead == 0xa9 && trail >= 0x89 && trail <= 0x95);
  }
}
