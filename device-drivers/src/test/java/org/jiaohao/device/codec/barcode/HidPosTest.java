package org.jiaohao.device.codec.barcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.codec.barcode.HidPosLayout.Places;
import org.jiaohao.device.codec.barcode.ReportDescriptor.Field;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The descriptor of 62 byte reports is a reader's; the keyboard's is HID 1.11, appendix E.6. */
@VerifiedAgainst(
    driver = "hid-pos",
    source = "HID Point of Sale Usage Tables, a maker's report descriptor")
class HidPosTest {
  private static final byte[] READER =
      hex(
          "05 8C 09 02 A1 01 85 02 09 12 A1 02 15 00 26 FF 00 75 08 95 01 05 01 09 3B 81 02"
              + "95 03 05 8C 09 FB 09 FC 09 FD 81 02 95 38 09 FE 82 02 01"
              + "25 01 75 01 95 01 09 FF 81 02 75 07 81 03 C0 C0");
  private static final byte[] KEYBOARD =
      hex(
          "05 01 09 06 A1 01 05 07 19 E0 29 E7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01"
              + "95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01"
              + "95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 C0");

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** A report of 62 bytes: id, count, AIM identifier, data, continued. */
  private static byte[] report(String aim, byte[] data, boolean continued) {
    byte[] report = new byte[62];
    report[0] = 2;
    report[1] = (byte) data.length;
    for (int i = 0; i < aim.length(); i++) {
      report[2 + i] = (byte) aim.charAt(i);
    }
    System.arraycopy(data, 0, report, 5, data.length);
    report[61] = (byte) (continued ? 1 : 0);
    return report;
  }

  private static HidPosLayout layout(byte[] descriptor) {
    return HidPosLayout.of(new ReportDescriptor(descriptor)).orElseThrow();
  }

  @Test
  void fieldsOfTheReader() {
    var descriptor = new ReportDescriptor(READER);
    assertThat(descriptor.numbered()).isTrue();
    assertThat(descriptor.length(2)).isEqualTo(61);
    assertThat(descriptor.length(1)).isEqualTo(-1);
    assertThat(descriptor.reports())
        .isEqualTo(
            Map.of(
                2,
                List.of(
                    new Field(0x1003b, 0, 8, 1),
                    new Field(0x8c00fb, 8, 8, 1),
                    new Field(0x8c00fc, 16, 8, 1),
                    new Field(0x8c00fd, 24, 8, 1),
                    new Field(0x8c00fe, 32, 8, 56),
                    new Field(0x8c00ff, 480, 1, 1))));
  }

  @Test
  void aKeyboardIsNoReader() {
    var descriptor = new ReportDescriptor(KEYBOARD);
    assertThat(descriptor.numbered()).isFalse();
    assertThat(descriptor.length(0)).isEqualTo(8);
    assertThat(HidPosLayout.of(descriptor)).isEmpty();
    assertThat(HidPosLayout.of(new ReportDescriptor(new byte[0]))).isEmpty();
  }

  @Test
  void truncatedAndSpoiledDescriptorsNeverFail() {
    for (int n = 0; n < READER.length; n++) {
      for (int bit = 0; bit < 8; bit++) {
        HidPosLayout.of(new ReportDescriptor(Arrays.copyOf(READER, n)));
        byte[] spoiled = READER.clone();
        spoiled[n] ^= (byte) (1 << bit);
        HidPosLayout.of(new ReportDescriptor(spoiled))
            .ifPresent(layout -> new HidPosFrameDecoder(layout).take(new byte[4096], 4096));
      }
    }
    // 255 values of 32 bits in each of two fields: more than any report can hold
    var huge =
        new ReportDescriptor(hex("05 8C 85 02 75 20 95 FF 09 FE 81 02 09 3B 81 02 95 FF 81 02"));
    assertThat(huge.length(2)).isEqualTo(255 * 4);
  }

  @Test
  void longItemsPushAndWholeUsagesAreUnderstood() {
    byte[] wrapped =
        hex(
            "FE 02 10 AA BB 05 01 A4 05 07 B4 75 08 95 01 09 3B 81 02"
                + "95 04 0B FE 00 8C 00 82 02 01");
    HidPosLayout layout = layout(wrapped);
    List<HidPosReport> reports =
        new HidPosFrameDecoder(layout).take(new byte[] {2, 'A', '1', 0, 0}, 5);
    assertThat(reports).hasSize(1);
    assertThat(reports.getFirst().data()).containsExactly('A', '1');
    assertThat(reports.getFirst().symbology()).isEmpty();
    assertThat(reports.getFirst().told()).isFalse();
    assertThat(reports.getFirst().continued()).isFalse();
  }

  @Test
  void reportsAreReadWholeOnly() {
    byte[] wire = report("]Q1", new byte[] {'A', 0x1d, '1'}, true);
    for (int n = 0; n < wire.length; n++) {
      assertThat(new HidPosFrameDecoder(layout(READER)).take(wire, n)).isEmpty();
    }
    HidPosReport read = new HidPosFrameDecoder(layout(READER)).take(wire, wire.length).getFirst();
    assertThat(read.data()).containsExactly('A', 0x1d, '1');
    assertThat(read.symbology()).isEqualTo("]Q1");
    assertThat(read.continued()).isTrue();
    assertThat(read.told()).isTrue();
  }

  /** The words of a profile say the same as the maker's descriptor. */
  @Test
  void placesInWordsAreReadAsTheDescriptor() {
    var words = HidPosLayout.of(new Places(2, 62, 1, 2, 5, 56, 61));
    byte[] wire = report("]Q1", new byte[] {'A', 0x1d, '1'}, true);
    assertThat(new HidPosFrameDecoder(words).take(wire, wire.length))
        .usingRecursiveComparison()
        .isEqualTo(new HidPosFrameDecoder(layout(READER)).take(wire, wire.length));
    var decoder = new HidPosFrameDecoder(words);
    assertThat(decoder.take(new byte[] {1, 9, 8}, 3)).isEmpty();
    assertThat(decoder.skipped()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2,1024,1,2,5,56,61,true",
    "2,1025,1,2,5,56,61,false",
    "2,62,0,2,5,56,61,false",
    "-1,62,0,-1,5,56,-1,true",
    "2,62,62,2,5,56,61,false",
    "2,62,1,60,5,56,61,false",
    "2,62,1,2,5,58,61,false",
    "2,62,1,2,5,0,61,false",
    "2,62,1,2,0,56,61,false",
    "2,62,1,2,5,56,62,false"
  })
  void placesLieInsideTheReport(
      int id, int length, int count, int aim, int data, int most, int continued, boolean fit) {
    var places = new Places(id, length, count, aim, data, most, continued);
    assertThat(places.fit()).isEqualTo(fit);
    if (!fit) {
      assertThatThrownBy(() -> HidPosLayout.of(places))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void countsThatDoNotFitAndOtherReportsAreSkipped() {
    byte[] tooMany = report("]Q1", new byte[56], false);
    tooMany[1] = 57;
    var decoder = new HidPosFrameDecoder();
    assertThat(decoder.take(tooMany, tooMany.length)).isEmpty();
    decoder.pause();
    assertThat(decoder.skipped()).isEqualTo(tooMany.length);
    byte[] good = report("", new byte[] {'B'}, false);
    var noisy = new ArrayList<HidPosReport>(decoder.take(new byte[] {1, 9, 8}, 3));
    noisy.addAll(decoder.take(good, good.length));
    assertThat(noisy).hasSize(1);
    assertThat(noisy.getFirst().symbology()).isEmpty();
    assertThat(decoder.skipped()).isEqualTo(tooMany.length + 3);
  }

  @Test
  void reportsOfOtherUsesArePassedOver() {
    byte[] both = hex("05 01 85 07 75 08 95 02 09 30 81 02" + HexFormat.of().formatHex(READER));
    var decoder = new HidPosFrameDecoder(layout(both));
    assertThat(decoder.take(new byte[] {7, 2, 2}, 3)).isEmpty();
    byte[] good = report("]E0", new byte[] {'6', '9'}, false);
    assertThat(decoder.take(good, good.length)).hasSize(1);
    assertThat(decoder.skipped()).isZero();
  }
}
