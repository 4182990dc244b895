package org.jiaohao.device.codec.idcard;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaohao.characters.MiddleDot;
import org.jiaohao.characters.OldCodes;

/** The text of a card: 256 bytes, UTF-16 with the low byte first, fields filled with spaces. */
public final class IdRecord {
  /** Length in bytes. */
  public static final int LENGTH = 256;

  private static final int KIND_AT = 248;

  /** Layouts by the letter at byte 248: none = resident, J, I and Y. */
  private static final Map<Character, String> LAYOUTS =
      Map.of(
          ' ',
          "NAME 0 30 SEX 30 2 ETHNIC_GROUP 32 4 BIRTH 36 16 ADDRESS 52 70 NUMBER 122 36"
              + " AUTHORITY 158 30 VALID_FROM 188 16 VALID_TO 204 16",
          'J',
          "NAME 0 30 SEX 30 2 BIRTH 36 16 ADDRESS 52 70 NUMBER 122 36 AUTHORITY 158 30"
              + " VALID_FROM 188 16 VALID_TO 204 16 PASS_NUMBER 220 18",
          'I',
          "LATIN_NAME 0 120 SEX 120 2 NUMBER 122 30 NATIONALITY 152 6 NAME 158 30"
              + " VALID_FROM 188 16 VALID_TO 204 16 BIRTH 220 16",
          'Y',
          "NAME 0 30 SEX 30 2 BIRTH 36 16 LATIN_NAME 52 70 NUMBER 122 36 VALID_FROM 188 16"
              + " VALID_TO 204 16 LATIN_NAME 220 22 NATIONALITY 242 6");

  private IdRecord() {}

  /** Letter of the layout: space, J, I or Y; another letter when the kind is not known. */
  public static char kind(byte[] record) {
    return (char) (record[KIND_AT] & 0xff | (record[KIND_AT + 1] & 0xff) << 8);
  }

  /**
   * The values of a record by their names in {@code IdCard.Field}, without the spaces that fill
   * them, in today's code points and with the one dot of names; empty when the kind is not known.
   *
   * @param record {@link #LENGTH} bytes
   */
  public static Map<String, char[]> values(byte[] record) {
    Map<String, char[]> values = new LinkedHashMap<>();
    String layout = LAYOUTS.get(kind(record));
    if (layout == null) {
      return values;
    }
    String[] parts = layout.split(" ");
    for (int i = 0; i < parts.length; i += 3) {
      int at = Integer.parseInt(parts[i + 1]);
      char[] value = text(record, at, Integer.parseInt(parts[i + 2]));
      values.merge(parts[i], value, IdRecord::joined);
    }
    values.computeIfPresent("NAME", (member, name) -> MiddleDot.inName(name));
    return values;
  }

  private static char[] text(byte[] record, int at, int bytes) {
    int length = bytes / 2;
    while (length > 0 && letter(record, at + 2 * length - 2) == ' ') {
      length--;
    }
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = letter(record, at + 2 * i);
    }
    return OldCodes.today(text);
  }

  private static char letter(byte[] record, int at) {
    return (char) (record[at] & 0xff | (record[at + 1] & 0xff) << 8);
  }

  private static char[] joined(char[] first, char[] second) {
    char[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    Arrays.fill(first, '\0');
    Arrays.fill(second, '\0');
    return both;
  }
}
