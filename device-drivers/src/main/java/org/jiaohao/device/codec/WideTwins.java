package org.jiaohao.device.codec;

/**
 * Signs of money and others that fonts of GB 2312 and GBK have in their full-width form only: ¥ is
 * drawn as ￥.
 */
public final class WideTwins {
  private static final String NARROW = "¢£¥¦¬¯";
  private static final String WIDE = "￠￡￥￤￢￣";

  private WideTwins() {}

  /** The full-width form of a character, or the character itself where there is none. */
  public static int of(int codePoint) {
    int at = NARROW.indexOf(codePoint);
    return at < 0 ? codePoint : WIDE.charAt(at);
  }
}
