package org.jiaohao.device.codec.barcode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jiaohao.device.codec.barcode.ReportDescriptor.Field;

/**
 * Where a reader in HID POS mode puts a code (HID Point of Sale Usage Tables 1.02, page 8C): the
 * report with the usage Decoded Data, in it how many bytes count, the AIM identifier and whether
 * the code goes on in the next report. Makers differ in all offsets, so they are taken from the
 * reader's own report descriptor, or from {@link Places} where that one is wrong.
 */
public final class HidPosLayout {
  private static final int BYTE_COUNT = 0x0001_003b;
  private static final int AIM_1 = 0x008c_00fb;
  private static final int AIM_2 = 0x008c_00fc;
  private static final int AIM_3 = 0x008c_00fd;
  private static final int DECODED_DATA = 0x008c_00fe;
  private static final int CONTINUED = 0x008c_00ff;
  static final int MOST_REPORT = 1024;

  /**
   * Places in a report as its maker's guide has them; bytes are counted from 0, and what a report
   * does not have is {@link #NONE}.
   *
   * @param id first byte of a report with a code, or none when reports are not numbered
   * @param length bytes of a report, with its id
   * @param count byte that says how many bytes of the code are in this report
   * @param aim first of the three bytes of the AIM identifier, or none
   * @param data first byte of the code
   * @param most most bytes of a code in one report
   * @param continued byte whose lowest bit says that the code goes on in the next report, or none
   */
  public record Places(int id, int length, int count, int aim, int data, int most, int continued) {
    /** What is not in the report. */
    public static final int NONE = -1;

    /** Whether everything lies inside the report, behind its id. */
    public boolean fit() {
      int first = id == NONE ? 0 : 1;
      return length <= MOST_REPORT
          && most > 0
          && count >= first
          && count < length
          && data >= first
          && data + most <= length
          && (aim == NONE || aim >= first && aim + 3 <= length)
          && (continued == NONE || continued >= first && continued < length);
    }

    private List<Field> fields() {
      int first = id == NONE ? 0 : 1;
      List<Field> fields = new ArrayList<>();
      fields.add(new Field(BYTE_COUNT, (count - first) * 8, 8, 1));
      fields.add(new Field(DECODED_DATA, (data - first) * 8, 8, most));
      for (int i = 0; aim != NONE && i < 3; i++) {
        fields.add(new Field(AIM_1 + i, (aim - first + i) * 8, 8, 1));
      }
      if (continued != NONE) {
        fields.add(new Field(CONTINUED, (continued - first) * 8, 1, 1));
      }
      return fields;
    }
  }

  private final boolean numbered;
  private final IntUnaryOperator lengths;
  private final int id;
  private final Field count;
  private final Field data;
  private final List<Optional<Field>> aim;
  private final Optional<Field> continued;

  private HidPosLayout(boolean numbered, IntUnaryOperator lengths, int id, List<Field> fields) {
    this.numbered = numbered;
    this.lengths = lengths;
    this.id = id;
    this.count = find(fields, BYTE_COUNT).orElseThrow();
    this.data = find(fields, DECODED_DATA).orElseThrow();
    this.aim = List.of(find(fields, AIM_1), find(fields, AIM_2), find(fields, AIM_3));
    this.continued = find(fields, CONTINUED);
  }

  /** The layout a descriptor tells, or empty when the device is no reader in HID POS mode. */
  public static Optional<HidPosLayout> of(ReportDescriptor descriptor) {
    return descriptor.reports().entrySet().stream()
        .filter(report -> complete(report.getValue()))
        .map(
            report ->
                new HidPosLayout(
                    descriptor.numbered(), descriptor::length, report.getKey(), report.getValue()))
        .findFirst();
  }

  /**
   * The layout a maker's guide tells.
   *
   * @throws IllegalArgumentException when the places do not {@link Places#fit}
   */
  public static HidPosLayout of(Places places) {
    if (!places.fit()) {
      throw new IllegalArgumentException(places.toString());
    }
    boolean numbered = places.id != Places.NONE;
    int id = numbered ? places.id : 0;
    int length = numbered ? places.length - 1 : places.length;
    return new HidPosLayout(numbered, each -> each == id ? length : -1, id, places.fields());
  }

  private static boolean complete(List<Field> fields) {
    return find(fields, DECODED_DATA).filter(f -> f.bits() == 8 && f.bit() % 8 == 0).isPresent()
        && find(fields, BYTE_COUNT).filter(f -> f.bits() <= 16).isPresent();
  }

  private static Optional<Field> find(List<Field> fields, int usage) {
    return fields.stream().filter(field -> field.usage() == usage).findFirst();
  }

  /** Bytes of the report a device has begun, id included, or -1 when no report begins so. */
  int length(int first) {
    int length = lengths.applyAsInt(numbered ? first : 0);
    return length < 0 || length > MOST_REPORT ? -1 : length + (numbered ? 1 : 0);
  }

  /** Whether a report that begins so carries a code; others are passed over. */
  boolean carriesCode(int first) {
    return !numbered || first == id;
  }

  /** Reads a report, or gives nothing when it counts more bytes than it has room for. */
  Optional<HidPosReport> read(byte[] report) {
    int from = numbered ? 1 : 0;
    int length = value(report, from, count);
    if (length > data.count()) {
      return Optional.empty();
    }
    int begin = from + data.bit() / 8;
    // A reader that has no bit for it fills each report but the last.
    boolean more =
        continued.map(bit -> value(report, from, bit) != 0).orElse(length == data.count());
    return Optional.of(
        new HidPosReport(
            Arrays.copyOfRange(report, begin, begin + length),
            symbology(report, from),
            more,
            continued.isPresent()));
  }

  private String symbology(byte[] report, int from) {
    byte[] identifier = new byte[aim.size()];
    for (int i = 0; i < identifier.length; i++) {
      identifier[i] =
          (byte) aim.get(i).map(field -> value(report, from, field)).orElse(0).intValue();
    }
    String text = new String(identifier, StandardCharsets.US_ASCII);
    return text.matches("][A-Za-z][0-9A-Za-z]") ? text : "";
  }

  private static int value(byte[] report, int from, Field field) {
    int value = 0;
    for (int i = 0; i < field.bits(); i++) {
      int bit = from * 8 + field.bit() + i;
      value |= (report[bit / 8] >> bit % 8 & 1) << i;
    }
    return value;
  }
}
