package org.jiaohao.device.codec.template;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A frame described by a line such as {@code AA {address} BB 51 54 {check} [01 00 99 {text} FF]}:
 * two hex digits are a byte, square brackets hold what the check field covers, and the words in
 * braces are filled in:
 *
 * <ul>
 *   <li>{@code {text}} the text in the sign's own encoding
 *   <li>{@code {number}} the last number in the text, as a binary value
 *   <li>{@code {address}} the sign's address
 *   <li>{@code {length}} a length
 *   <li>{@code {sequence}} counts frames from 1 to 255 and begins again
 *   <li>{@code {color}} 1 red, 2 green, 3 yellow
 *   <li>{@code {check}} the check field
 * </ul>
 */
public final class FrameTemplate {
  /** What a length counts. */
  public enum Counts {
    /** All bytes of the frame. */
    FRAME,
    /** The bytes of the text. */
    TEXT
  }

  /**
   * Form of the numbers in a frame.
   *
   * @param addressBytes bytes of the address, 1 or 2
   * @param lengthBytes bytes of the length, 1 or 2
   * @param counts what the length counts
   * @param numberBytes bytes of the number, 1 to 4
   * @param littleEndian whether numbers have their low byte first
   * @param check kind of the check field
   * @param checkLittleEndian whether the check field has its low byte first
   * @param checkAsHex whether the check field is written as upper-case hex digits
   */
  public record Form(
      int addressBytes,
      int lengthBytes,
      Counts counts,
      int numberBytes,
      boolean littleEndian,
      Check check,
      boolean checkLittleEndian,
      boolean checkAsHex) {}

  /**
   * What is filled in.
   *
   * @param address of the sign
   * @param text in the sign's encoding
   * @param number the last number in the text, 0 when there is none
   * @param sequence number of this frame
   * @param color 1 red, 2 green, 3 yellow
   */
  public record Values(int address, byte[] text, long number, int sequence, int color) {}

  private static final Set<String> WORDS =
      Set.of("{text}", "{number}", "{address}", "{length}", "{sequence}", "{color}", "{check}");

  private final List<String> parts;
  private final Form form;

  /**
   * Reads a description.
   *
   * @throws IllegalArgumentException when it is not understood; the message names the piece
   */
  public FrameTemplate(String description, Form form) {
    this.form = form;
    this.parts = List.of(split(description));
    for (String part : parts) {
      boolean known =
          part.matches("[0-9a-fA-F]{2}")
              || WORDS.contains(part)
              || part.equals("[")
              || part.equals("]");
      if (!known) {
        throw new IllegalArgumentException(part);
      }
    }
    boolean checked = parts.contains("{check}");
    if (checked != (form.check() != Check.NONE)
        || count("[") != (checked ? 1 : 0)
        || count("]") != (checked ? 1 : 0)
        || parts.indexOf("[") > parts.indexOf("]")) {
      throw new IllegalArgumentException("{check} [ ]");
    }
  }

  private static String[] split(String description) {
    return description
        .replace("[", " [ ")
        .replace("]", " ] ")
        .replace("{", " {")
        .replace("}", "} ")
        .strip()
        .split("\\s+");
  }

  private long count(String part) {
    return parts.stream().filter(part::equals).count();
  }

  /** Whether the frame carries a text, not only a number. */
  public boolean carriesText() {
    return parts.contains("{text}");
  }

  /** The bytes on the line. */
  public byte[] encode(Values values) {
    var out = new ByteArrayOutputStream();
    int from = 0;
    int to = 0;
    List<Integer> checkAt = new ArrayList<>();
    List<Integer> lengthAt = new ArrayList<>();
    for (String part : parts) {
      switch (part) {
        case "[" -> from = out.size();
        case "]" -> to = out.size();
        case "{text}" -> out.writeBytes(values.text());
        case "{number}" -> put(out, values.number(), form.numberBytes(), form.littleEndian());
        case "{address}" -> put(out, values.address(), form.addressBytes(), form.littleEndian());
        case "{sequence}" -> out.write(values.sequence());
        case "{color}" -> out.write(values.color());
        case "{length}" -> {
          lengthAt.add(out.size());
          put(out, 0, form.lengthBytes(), form.littleEndian());
        }
        case "{check}" -> {
          checkAt.add(out.size());
          out.writeBytes(new byte[checkBytes()]);
        }
        default -> out.write(Integer.parseInt(part, 16));
      }
    }
    byte[] frame = out.toByteArray();
    int length = form.counts() == Counts.FRAME ? frame.length : values.text().length;
    lengthAt.forEach(at -> overwrite(frame, at, number(length, form.lengthBytes())));
    byte[] check = check(form.check().of(frame, from, to));
    checkAt.forEach(at -> overwrite(frame, at, check));
    return frame;
  }

  private int checkBytes() {
    return form.check().bytes() * (form.checkAsHex() ? 2 : 1);
  }

  private byte[] check(int value) {
    if (form.checkAsHex()) {
      String digits = String.format(Locale.ROOT, "%0" + checkBytes() + "X", value);
      return digits.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
    var out = new ByteArrayOutputStream();
    put(out, value, form.check().bytes(), form.checkLittleEndian());
    return out.toByteArray();
  }

  private byte[] number(int value, int bytes) {
    var out = new ByteArrayOutputStream();
    put(out, value, bytes, form.littleEndian());
    return out.toByteArray();
  }

  private static void overwrite(byte[] frame, int at, byte[] with) {
    System.arraycopy(with, 0, frame, at, with.length);
  }

  private static void put(ByteArrayOutputStream out, long value, int bytes, boolean little) {
    for (int i = 0; i < bytes; i++) {
      int shift = little ? 8 * i : 8 * (bytes - 1 - i);
      out.write((int) (value >> shift));
    }
  }
}
