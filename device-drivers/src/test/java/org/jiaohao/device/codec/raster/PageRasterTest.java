package org.jiaohao.device.codec.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaohao.device.codec.raster.PageRaster.Form;
import org.jiaohao.device.codec.raster.PageRaster.Page;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;

/** The documents that libcups 2.4.2 writes for the same pixels. */
@VerifiedAgainst(driver = "ipp", source = "rasters written by libcups 2.4")
class PageRasterTest {
  private static final String A4 = "iso_a4_210x297mm";
  private static final List<String> GREY =
      List.of("ffffffffffff", "ffffffffffff", "000102020203", "101020304050");
  private static final String GREY_ROWS = "0105ff" + "00ff00010202000300" + "0110fd20304050";
  private static final String W = "ffffff";
  private static final String R = "ff0000";
  private static final String K = "000000";
  private static final List<String> COLOUR =
      List.of(W.repeat(6), W.repeat(6), K + R + W.repeat(3) + K, R + R + K + W + R + K);
  private static final String COLOUR_ROWS =
      "0105" + W + "00ff" + K + R + "02" + W + "00" + K + "0001" + R + "fd" + K + W + R + K;

  private static byte[] document(Form form, boolean colour, List<String> rows) {
    var raster = new PageRaster(form);
    raster.begin(new Page(6, 4, 300, colour, A4));
    rows.forEach(row -> raster.row(HexFormat.of().parseHex(row)));
    return raster.bytes();
  }

  @Test
  void urfIsByteForByteWhatCupsWrites() {
    String head = "554e49524153540000000001";
    String size = "00000006000000040000012c0000000000000000";
    assertThat(HexFormat.of().formatHex(document(Form.URF, true, COLOUR)))
        .isEqualTo(head + "180101000000000000000000" + size + COLOUR_ROWS);
    assertThat(HexFormat.of().formatHex(document(Form.URF, false, GREY)))
        .isEqualTo(head + "080001000000000000000000" + size + GREY_ROWS);
  }

  /** Section 4.3.2: what is not told here is 0, and so it is in ours. */
  @Test
  void theHeadOfAPwgPageHasEachFieldInItsPlace() {
    byte[] document = document(Form.PWG, true, COLOUR);
    assertThat(new String(document, 0, 13, StandardCharsets.US_ASCII)).isEqualTo("RaS2PwgRaster");
    byte[] head = Arrays.copyOfRange(document, 4, 4 + 1796);
    assertThat(numbers(head))
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry(276, 300),
                    Map.entry(280, 300),
                    Map.entry(352, 1),
                    Map.entry(356, 1),
                    Map.entry(372, 6),
                    Map.entry(376, 4),
                    Map.entry(384, 8),
                    Map.entry(388, 24),
                    Map.entry(392, 18),
                    Map.entry(400, 19),
                    Map.entry(420, 3),
                    Map.entry(452, 1),
                    Map.entry(456, 1),
                    Map.entry(460, 1),
                    Map.entry(480, 0xFFFFFF))));
    assertThat(new String(head, 1732, 64, StandardCharsets.US_ASCII).replace("\0", ""))
        .isEqualTo(A4);
    assertThat(HexFormat.of().formatHex(document, 1800, document.length)).isEqualTo(COLOUR_ROWS);
  }

  /** The numbers of a head that are not 0, by place, without its texts. */
  private static Map<Integer, Integer> numbers(byte[] head) {
    Map<Integer, Integer> numbers = new TreeMap<>();
    var ints = java.nio.ByteBuffer.wrap(head);
    for (int at = 12; at < 1732; at += 4) {
      if (ints.getInt(at) != 0) {
        numbers.put(at, ints.getInt(at));
      }
    }
    return numbers;
  }

  @Test
  void greyIsOneByteAPixel() {
    byte[] document = document(Form.PWG, false, GREY);
    assertThat(numbers(Arrays.copyOfRange(document, 4, 1800)))
        .containsEntry(388, 8)
        .containsEntry(392, 6)
        .containsEntry(400, 18)
        .containsEntry(420, 1);
    assertThat(HexFormat.of().formatHex(document, 1800, document.length)).isEqualTo(GREY_ROWS);
  }

  @Test
  void rowsThatAreMissingOrTooManyAreRefused() {
    var raster = new PageRaster(Form.PWG);
    raster.begin(new Page(2, 1, 300, true, ""));
    assertThatThrownBy(raster::bytes).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> raster.row(new byte[5])).isInstanceOf(IllegalArgumentException.class);
    raster.row(new byte[6]);
    assertThatThrownBy(() -> raster.row(new byte[6])).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Page(0, 1, 300, true, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
