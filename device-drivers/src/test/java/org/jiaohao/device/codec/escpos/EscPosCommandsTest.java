package org.jiaohao.device.codec.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaohao.device.Dump;
import org.jiaohao.device.codec.escpos.EscPosCommands.Correction;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@VerifiedAgainst(driver = "escpos", source = "makers' manuals")
class EscPosCommandsTest {
  static Stream<Arguments> commands() {
    Map<String, byte[]> built =
        Map.ofEntries(
            Map.entry("initialize", EscPosCommands.initialize()),
            Map.entry("chinese-on", EscPosCommands.chineseOn()),
            Map.entry("centre", EscPosCommands.align(1)),
            Map.entry("size-4", EscPosCommands.size(4)),
            Map.entry("bold", EscPosCommands.bold(true)),
            Map.entry("feed-3", EscPosCommands.feed(3)),
            Map.entry("feed-6-dots", EscPosCommands.feedDots(6)),
            Map.entry("cut", EscPosCommands.cut()),
            Map.entry("status-4", EscPosCommands.status(4)),
            Map.entry("ordered-status", EscPosCommands.orderedStatus()),
            Map.entry("process-id", EscPosCommands.processId("0001")),
            Map.entry("qr", EscPosCommands.qr("https://example.cn/q/A001", Correction.M, 6)),
            Map.entry("raster", EscPosCommands.raster(2, hex("8001ff00"), false)),
            Map.entry("raster-doubled", EscPosCommands.raster(1, hex("aa"), true)),
            Map.entry("raster-real-time", EscPosCommands.raster(6, hex("100410051014"), false)));
    return built.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void areAsInTheManuals(String name, byte[] built) {
    assertThat(built).isEqualTo(Dump.read("escpos/" + name, '>'));
  }

  @Test
  void aUserGlyphIsSentColumnByColumn() {
    byte[] columns = new byte[72];
    columns[0] = (byte) 0x80;

    assertThat(EscPosCommands.defineGlyph(0xA1, columns)).startsWith(0x1C, 0x32, 0xFE, 0xA1, 0x80);
    assertThat(EscPosCommands.defineGlyph(0xA1, columns)).hasSize(4 + 72);
  }

  /** GS ( k fn 169: 48 to 51 are L, M, Q and H. */
  @ParameterizedTest
  @CsvSource({"L,30", "M,31", "Q,32", "H,33"})
  void theCorrectionOfAQrCodeHasItsCode(Correction correction, String code) {
    assertThat(HexFormat.of().formatHex(EscPosCommands.qr("A001", correction, 8)))
        .contains("1d286b03003145" + code);
  }

  @Test
  void aQrCodeThatIsTooLongIsRefused() {
    String text = "x".repeat(EscPosCommands.LONGEST_QR + 1);
    assertThatThrownBy(() -> EscPosCommands.qr(text, Correction.M, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
