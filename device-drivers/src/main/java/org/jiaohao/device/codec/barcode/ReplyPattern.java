package org.jiaohao.device.codec.barcode;

/**
 * What a reader answers to a command on the line that also carries codes. Octets are given in hex,
 * {@code ??} stands for any.
 */
public final class ReplyPattern {
  private static final int ANY = -1;

  private final int[] octets;

  /**
   * Reads a pattern such as {@code 02 01 ?? 03}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public ReplyPattern(String hex) {
    String[] words = hex.strip().split(" +");
    octets = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      if (!words[i].matches("[0-9A-Fa-f]{2}|\\?\\?")) {
        throw new IllegalArgumentException(words[i]);
      }
      octets[i] = words[i].equals("??") ? ANY : Integer.parseInt(words[i], 16);
    }
  }

  boolean is(byte[] bytes, int count) {
    boolean same = count == octets.length;
    for (int i = 0; same && i < count; i++) {
      same = octets[i] == ANY || octets[i] == (bytes[i] & 0xff);
    }
    return same;
  }

  int length() {
    return octets.length;
  }
}
