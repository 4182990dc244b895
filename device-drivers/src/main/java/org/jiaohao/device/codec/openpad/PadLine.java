package org.jiaohao.device.codec.openpad;

import java.nio.charset.StandardCharsets;

/**
 * A line of the open pad: ASCII characters, {@code *}, the XOR of all characters before it as two
 * hex digits, line feed. From the pad: {@code K key}, {@code R rating}, {@code H id firmware} every
 * five seconds; to it: {@code T ticket waiting}, {@code E 1} to ask for a rating, {@code B} to
 * sound.
 *
 * @param text what stands before the star
 */
public record PadLine(String text) {
  static final int LONGEST = 64;

  /** The called ticket ({@code -} for none) and how many wait. */
  public static PadLine show(String ticket, int waiting) {
    String word = ticket.replaceAll("[^A-Za-z0-9]", "");
    return new PadLine("T " + (word.isEmpty() ? "-" : word) + " " + waiting);
  }

  /** Asks the citizen for a rating. */
  public static PadLine askForRating() {
    return new PadLine("E 1");
  }

  /** A short sound. */
  public static PadLine beep() {
    return new PadLine("B");
  }

  /** The first word, which says what the line is. */
  public String kind() {
    return word(0);
  }

  /** The word behind it, or nothing. */
  public String argument() {
    return word(1);
  }

  private String word(int index) {
    String[] words = text.split(" ");
    return words.length > index ? words[index] : "";
  }

  /** The bytes on the line. */
  public byte[] encode() {
    String line = "%s*%02X\n".formatted(text, check(text));
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  static int check(String text) {
    int check = 0;
    for (int i = 0; i < text.length(); i++) {
      check ^= text.charAt(i);
    }
    return check & 0xFF;
  }
}
