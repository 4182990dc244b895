package org.jiaohao.device.driver.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Block;
import org.jiaohao.device.api.PrintDocument.Picture;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.driver.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentBytesTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final int PROOF = 11;

  private static byte[] bytes(String profile, Block... blocks) {
    return DocumentBytes.of(new PrintDocument(List.of(blocks)), PrinterProfile.load(profile)).all();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A ticket as in N05, with a line of its own for a name. */
  private static Block[] ticket(String service) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Text("延津县政务服务中心", Align.CENTER, 1, true));
    blocks.add(new Text("A001", Align.CENTER, 4, true));
    blocks.add(Text.of("业务：" + service));
    blocks.add(Text.of("等候：您前面还有 5 人"));
    blocks.add(Text.of("区域：B区 4–6号窗口"));
    blocks.add(Text.of("取号：2026-11-23 09:12:05"));
    blocks.add(new Qr("http://10.0.0.1:8080/t/gzdv2yfgw4vae26jgzdv2y", 8));
    blocks.add(Text.of("请留意叫号和显示屏，过号请到导办台"));
    blocks.add(Text.of("当日有效            投诉：0373-0000199"));
    return blocks.toArray(Block[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic-80mm", "epson-tm-80mm", "clone-80mm", "generic-58mm"})
  void aStandardTicketIsShort(String profile) {
    assertThat(bytes(profile, ticket("个体工商户设立登记")).length + PROOF).isLessThanOrEqualTo(800);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic-80mm", "epson-tm-80mm", "clone-80mm"})
  void twoRareCharactersCostLittle(String profile) {
    assertThat(bytes(profile, ticket("李䶮、王㛃的居住证")).length + PROOF).isLessThanOrEqualTo(2048);
  }

  @Test
  void aTicketWithAnImageOfItsQrCodeFitsTheBufferOfAClone() {
    int size = bytes("clone-58mm", ticket("个体工商户设立登记")).length;
    assertThat(size).isLessThan(4096);
  }

  @Test
  void textIsGb18030AndStateIsSentOnce() {
    byte[] expected =
        HexFormat.of()
            .parseHex(
                "1b401c26"
                    + hex("请A001".getBytes(GB18030))
                    + "0a1b61011b4501"
                    + hex("窗口".getBytes(GB18030))
                    + "0a"
                    + hex("三".getBytes(GB18030))
                    + "0a1d564200");
    assertThat(
            bytes(
                "generic-80mm",
                Text.of("请A001"),
                new Text("窗口", Align.CENTER, 1, true),
                new Text("三", Align.CENTER, 1, true)))
        .isEqualTo(expected);
  }

  @Test
  void aUserGlyphIsDefinedOnceAndUsedByItsCode() {
    String job = hex(bytes("epson-tm-80mm", Text.of("李䶮"), Text.of("䶮")));
    assertThat(job.split("1c32fea1", -1)).hasSize(2);
    assertThat(job.split("fea10a", -1)).hasSize(3);
  }

  @Test
  void moreUserGlyphsThanThePrinterHoldsGoAsImages() {
    Block[] lines =
        IntStream.range(0, 100)
            .mapToObj(i -> (Block) Text.of(Character.toString(0x20000 + i)))
            .toArray(Block[]::new);
    String job = hex(bytes("epson-tm-80mm", lines));
    assertThat(job.split("1c32fe", -1)).hasSize(95);
    assertThat(job.split("1d763000", -1)).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({"generic-80mm,48", "generic-58mm,32"})
  void noLineIsLongerThanThePaper(String profile, int columns) {
    String long1 = "关于进一步优化政务服务提升行政效能推动 Government Service 事项（含、兼营）办理的通知，请知悉。";
    for (String line : PrinterText.wrap(long1, columns)) {
      assertThat(PrinterText.columns(line)).isLessThanOrEqualTo(columns);
      assertThat("，。、）".indexOf(line.charAt(0))).as(line).isNegative();
    }
    assertThat(String.join("", PrinterText.wrap(long1, columns)).replace(" ", ""))
        .isEqualTo(long1.replace(" ", ""));
  }

  @Test
  void whatNoFontHasBecomesAMark() {
    assertThat(bytes("generic-80mm", Text.of("葛\uDB40\uDD00伟\uFE0F\u200D")))
        .as("variation selectors and joiners leave no trace")
        .isEqualTo(bytes("generic-80mm", Text.of("葛伟")));
    assertThat(hex(bytes("generic-80mm", Text.of("😀")))).contains(hex("※".getBytes(GB18030)));
  }

  /** Real-time commands inside pictures would be carried out by many printers. */
  @ParameterizedTest
  @ValueSource(strings = {"clone-58mm", "clone-80mm", "generic-80mm"})
  void noPictureHoldsARealTimeCommand(String profile) {
    Pattern realTime = Pattern.compile("^(?:..)*?10(?:04|05|14)");
    for (int from = 0x3400; from < 0x4DB0; from += 16) {
      String rare = new String(IntStream.range(from, from + 16).toArray(), 0, 16);
      String job = hex(bytes(profile, Text.of(rare), new Qr("http://a/" + from, 3)));
      assertThat(realTime.matcher(job).find()).as(rare).isFalse();
    }
  }

  @Test
  void aLogoComesDotForDotInBandsAndAsWideAsThePaper() {
    var rows = new byte[125 * 100]; // 1,000 × 100 dots on paper of 576
    new Random(4).nextBytes(rows);
    byte[] job = bytes("generic-80mm", new Picture(1000, rows));
    int band = (DocumentBytes.LONGEST_COMMAND - 8) / 72; // rows in a command
    int at = hex(job).indexOf("1d7630") / 2;
    for (int y = 0; y < 100; y++) {
      if (y % band == 0) {
        assertThat(hex(job).substring(2 * at, 2 * at + 12)).isEqualTo("1d7630004800");
        at += 8;
      }
      for (int x = 0; x < 72; x++, at++) {
        int sent = job[at] & 0xFF;
        int wanted = rows[y * 125 + x] & 0xFF;
        assertThat(sent == wanted || sent == 0x18 && wanted == 0x10).isTrue();
      }
    }
    assertThat(Pattern.compile("^(?:..)*?10(?:04|05|14)").matcher(hex(job)).find()).isFalse();
  }

  @Test
  void anImageBecomesBlackDots() {
    var image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
    var g = image.createGraphics();
    g.setColor(Color.DARK_GRAY);
    g.fillRect(0, 0, 20, 20);
    g.dispose();
    Picture picture = Picture.of(image, 16);
    assertThat(picture.rows()).hasSize(2 * 8);
    assertThat(hex(picture.rows())).isEqualTo("ff00".repeat(8));
    assertThatThrownBy(() -> new Picture(16, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noCommandIsLongerThanTheZerosThatEndIt() {
    byte[] job = bytes("clone-58mm", new Text("王㛃李䶮陈𬭊", Align.LEFT, 3, false));
    int longest = 0;
    String hex = hex(job);
    for (int at = hex.indexOf("1d7630"); at >= 0; at = hex.indexOf("1d7630", at + 6)) {
      if (at % 2 == 0) {
        int i = at / 2;
        int size = (job[i + 4] & 0xFF | (job[i + 5] & 0xFF) << 8) * (job[i + 6] & 0xFF);
        longest = Math.max(longest, size);
      }
    }
    assertThat(longest).isBetween(1000, DocumentBytes.LONGEST_COMMAND);
  }

  @Test
  void aQrCodeNeverExceedsThePaper() {
    String job = hex(bytes("generic-58mm", new Qr("http://10.0.0.1:8080/t/" + "x".repeat(80), 16)));
    assertThat(job).contains("1d286b0300314307"); // 41 modules and a margin on 384 dots
  }

  /** Correction in GS ( k fn 169, dots of a module in fn 167; the paper is 384 or 576 dots wide. */
  @ParameterizedTest
  @CsvSource({
    "generic-80mm,16,8,33,08", // symbols of up to 64 modules: always the strongest correction
    "generic-80mm,80,8,33,08",
    "generic-58mm,16,8,33,08", // version 5
    "generic-58mm,30,8,32,08", // version 5 holds it with Q only
    "generic-58mm,60,8,31,08", // and with M only
    "generic-58mm,80,8,31,07" // M, smaller
  })
  void theCorrectionIsTheStrongestThatLeavesTheModulesTheirSize(
      String profile, int length, int wanted, String correction, String dots) {
    Qr qr = new Qr("http://10.0.0.1:8080/t/" + "x".repeat(length), wanted);
    assertThat(hex(bytes(profile, qr))).contains("1d286b03003145" + correction, "3143" + dots);
  }

  /** Seven dots would make four times the bytes of six, which the printer doubles. */
  @Test
  void anImageOfAQrCodeIsDoubledByThePrinter() {
    Qr qr = new Qr("http://10.0.0.1:8080/t/" + "x".repeat(80), 8);
    assertThat(hex(bytes("clone-58mm", qr))).contains("1d763003").doesNotContain("1d763000");
    assertThat(bytes("clone-58mm", qr)).hasSizeLessThan(4096);
  }

  @Test
  void aQrCodeTakesAsciiOnly() {
    assertThatThrownBy(() -> bytes("generic-80mm", new Qr("政务", 4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownProfilesAreRefusedInBothLanguages() {
    assertThatThrownBy(() -> PrinterProfile.load("nothing"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("型号")
        .hasMessageContaining("profile");
  }
}
