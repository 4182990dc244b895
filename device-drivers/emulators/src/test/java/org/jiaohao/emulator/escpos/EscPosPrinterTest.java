package org.jiaohao.emulator.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.render.Png;
import org.jiaohao.emulator.render.Rom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscPosPrinterTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final Bench bench = Bench.fast();

  private String print(byte[] text) {
    bench.send("1B 40 1C 26").send(text).send("0A 1D 56 42 00");
    return bench.printer.tickets().getLast().text();
  }

  @Test
  void printsTheReferenceTicket() throws Exception {
    bench.send(Jobs.REFERENCE);

    assertThat(bench.answer()).isEqualTo(Jobs.PROCESS_ID);
    assertThat(bench.printer.tickets()).hasSize(1);
    PrintedTicket ticket = bench.printer.tickets().getFirst();
    assertThat(ticket.n()).isEqualTo(1);
    assertThat(ticket.text().strip()).isEqualTo("政务服务中心\nA001\n请留意叫号");
    assertThat(ticket.qr()).containsExactly(Jobs.QR);
    assertThat(ticket.bytes()).isEqualTo(Jobs.REFERENCE.length - 11);
    var image = ImageIO.read(new ByteArrayInputStream(Png.paper(ticket.paper())));
    var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
    assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(Jobs.QR);
    assertThat(bench.printer.unknownCommands()).isEmpty();
  }

  @Test
  void cutsTheSameWhereverTheBytesAreSplit() {
    for (byte b : Jobs.REFERENCE) {
      bench.send(b);
    }

    assertThat(bench.answer()).isEqualTo(Jobs.PROCESS_ID);
    assertThat(bench.printer.tickets().getFirst().qr()).containsExactly(Jobs.QR);
  }

  @ParameterizedTest
  @CsvSource({
    "GB2312, 政务·—A, 政务·—A",
    "GB2312, 喆, \uFFFD\uFFFD",
    "GBK, 喆乗, 喆乗",
    "GBK, 䶮, \uFFFD",
    "GB18030, 䶮𠀀, 䶮𠀀"
  })
  void printsWhatItsRomHas(Rom rom, String sent, String seen) {
    Bench other = new Bench(EscPosOptions.of("none").withoutDelay().withRom(rom));

    other.send(sent.getBytes(GB18030)).send("0A 1D 56 42 00");

    assertThat(other.printer.tickets().getFirst().text().strip()).isEqualTo(seen);
  }

  @Test
  void printsCodePage437WithChineseOff() {
    bench.send("1C 2E C9 CD BB 1B 74 01 C9 0A 1D 56 42 00");

    assertThat(bench.printer.tickets().getFirst().text().strip()).isEqualTo("╔═╗\uFFFD");
  }

  @Test
  void fourByteCodesOnAnOldRomDestroyTheLine() {
    String text = print("a\uD840\uDC00b".getBytes(GB18030)).strip();

    assertThat(text).startsWith("a\uFFFD2").endsWith("b").isNotEqualTo("a\uFFFDb");
  }

  @Test
  void wrapsAtTheEndOfTheLine() {
    String text = print("一".repeat(25).getBytes(GB18030));

    assertThat(text.lines().filter(line -> !line.isEmpty()).map(String::length))
        .containsExactly(24, 1);
  }

  @Test
  void scalesUpToEightTimes() {
    bench.send("1B 40 1D 21 77").send("A".getBytes(GB18030)).send("0A 1D 56 42 00");

    PrintedTicket ticket = bench.printer.tickets().getFirst();
    List<Integer> inked = inkedColumns(ticket);
    assertThat(ticket.rows()).isEqualTo(96 + 192);
    assertThat(inked.getLast()).isBetween(60, 95);
  }

  private static List<Integer> inkedColumns(PrintedTicket ticket) {
    return java.util.stream.IntStream.range(0, ticket.paper().width())
        .filter(
            x ->
                java.util.stream.IntStream.range(0, ticket.rows())
                    .anyMatch(y -> ticket.paper().get(x, y)))
        .boxed()
        .toList();
  }

  @Test
  void placesRightAndCentre() {
    bench.send("1B 40 1B 61 02").send("A\n".getBytes(GB18030)).send("1D 56 42 00");
    bench.send("1B 40 1B 61 01").send("A\n".getBytes(GB18030)).send("1D 56 42 00");

    assertThat(inkedColumns(bench.printer.tickets().get(0)).getFirst()).isBetween(564, 575);
    assertThat(inkedColumns(bench.printer.tickets().get(1)).getFirst()).isBetween(282, 293);
  }

  @Test
  void printsTheHostsOwnGlyphs() {
    byte[] glyph = new byte[72];
    java.util.Arrays.fill(glyph, (byte) 0xFF);
    bench.send("1B 40 1C 32 FE A1").send(glyph).send("FE A1 0A 1D 56 42 00");

    PrintedTicket ticket = bench.printer.tickets().getFirst();
    assertThat(ticket.text().strip()).isEqualTo("\uFFFD");
    assertThat(inkedColumns(ticket)).hasSize(24);
  }

  @Test
  void readsBackGlyphsOfTheProductsFont() {
    var shape = org.jiaohao.font.BitmapFont.size24().glyph('镕');
    byte[] glyph = new byte[72];
    for (int x = 0; x < 24; x++) {
      for (int y = 0; y < 24; y++) {
        if (shape.dot(x, y)) {
          glyph[x * 3 + y / 8] |= (byte) (0x80 >> (y % 8));
        }
      }
    }
    bench.send("1B 40 1C 32 FE A1").send(glyph).send("FE A1 0A 1D 56 42 00");

    assertThat(bench.printer.tickets().getFirst().text().strip()).isEqualTo("镕");
  }

  @Test
  void forgetsGlyphsAtInitialise() {
    bench.send("1C 32 FE A1").send(new byte[72]).send("1B 40 FE A1 0A 1D 56 42 00");

    assertThat(inkedColumns(bench.printer.tickets().getFirst())).isNotEmpty();
  }

  @Test
  void printsRasterImages() {
    bench.send("1B 40 1B 61 01 1D 76 30 00 02 00 03 00 FF FF 80 01 FF FF 41 0A 1D 56 42 00");

    PrintedTicket ticket = bench.printer.tickets().getFirst();
    assertThat(ticket.text().strip()).isEqualTo("A");
    assertThat(ticket.paper().get(280, 96)).isTrue();
    assertThat(ticket.paper().get(295, 96)).isTrue();
    assertThat(ticket.paper().get(279, 96)).isFalse();
    assertThat(ticket.paper().get(281, 97)).isFalse();
    assertThat(ticket.paper().get(280, 99)).isFalse();
  }

  @Test
  void printsStoredGraphicsAndColumnImages() {
    bench.send(
        "1D 28 4C 0C 00 30 70 30 01 01 31 08 00 02 00 FF FF 1D 28 4C 02 00 30 32"
            + "1B 2A 21 02 00 FF FF FF FF FF FF 0A 1D 56 42 00");

    PrintedTicket ticket = bench.printer.tickets().getFirst();
    assertThat(ticket.paper().get(7, 97)).isTrue();
    assertThat(ticket.paper().get(8, 97)).isFalse();
    assertThat(ticket.paper().get(1, 98 + 23)).isTrue();
    assertThat(ticket.paper().get(2, 98)).isFalse();
  }

  @Test
  void cutsBehindTheHead() {
    bench.send("41 0A 1D 56 00").send("42 0A 1D 56 42 00");

    assertThat(bench.printer.tickets())
        .extracting(PrintedTicket::text)
        .containsExactly("", "A\nB\n");
  }

  @Test
  void withoutQrItsParametersAreText() {
    Bench clone = new Bench(EscPosOptions.of("none").withoutDelay().withoutQr());

    clone.send(Jobs.REFERENCE);

    PrintedTicket ticket = clone.printer.tickets().getFirst();
    assertThat(ticket.qr()).isEmpty();
    assertThat(ticket.text()).contains("https://example.cn");
  }

  @Test
  void withoutProcessIdItSaysNothing() {
    Bench clone = new Bench(EscPosOptions.of("none").withoutDelay().withoutProcessId());

    clone.send(Jobs.REFERENCE);

    assertThat(clone.answer()).isEmpty();
    assertThat(clone.printer.tickets()).hasSize(1);
  }

  @Test
  void tellsWhoItIs() {
    bench.send("1D 49 42 1D 49 45 1D 49 02");

    assertThat(bench.answer()).isEqualTo(("_JIAOHAO\0_CHINA GBK\0" + (char) 3).getBytes(GB18030));
  }

  @Test
  void skipsWhatItDoesNotKnow() {
    bench.send("1B 01 41 1D FE 42 0A 1D 56 42 00");

    assertThat(bench.printer.tickets().getFirst().text().strip()).isEqualTo("AB");
    assertThat(bench.printer.unknownCommands()).containsExactly("1B 01", "1D FE");
  }

  @Test
  void takesItsTimeAndConfirmsAfterTheLastDot() {
    Bench slow = new Bench(EscPosOptions.of("none").withSpeed(100));

    slow.send(Jobs.REFERENCE).seconds(0.3);
    assertThat(slow.answer()).isEmpty();
    assertThat(slow.printer.tickets()).isEmpty();
    slow.seconds(2);

    assertThat(slow.answer()).isEqualTo(Jobs.PROCESS_ID);
    int rows = slow.printer.tickets().getFirst().rows() + 96;
    assertThat(rows / 8.0 / 100).isLessThan(2.0);
  }

  @Test
  void losesBytesBeyondItsBufferOnlyWhenToldSo() {
    EscPosOptions tiny = EscPosOptions.of("none").withSpeed(1).withBuffer(32, true);
    Bench clone = new Bench(tiny);

    clone.send("A".repeat(100).getBytes(GB18030)).send("0A".repeat(60));

    assertThat(clone.printer.dropped()).isPositive();
    Bench stalling = new Bench(EscPosOptions.of("none").withSpeed(1).withBuffer(32, false));
    stalling.send("0A".repeat(60));
    assertThat(stalling.printer.hasRoom()).isFalse();
    assertThat(stalling.printer.dropped()).isZero();
  }

  @Test
  void faultsCanWaitForRows() {
    bench.fault("paper-out", Map.of("after-rows", "120"));

    bench.send(Jobs.REFERENCE);

    assertThat(bench.answer()).isEmpty();
    assertThat(bench.printer.tickets()).isEmpty();
    assertThat(bench.printer.unfinished().rows()).isEqualTo(96 + 120);
    bench.fault("refill");
    bench.printer.advance(0);
    assertThat(bench.answer()).isEqualTo(Jobs.PROCESS_ID);
    assertThat(bench.printer.tickets().getFirst().qr()).containsExactly(Jobs.QR);
  }
}
