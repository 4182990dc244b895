package org.jiaohao.device.codec.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.codec.barcode.ScanText.Expect;
import org.junit.jupiter.api.Test;

class TextFrameDecoderTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private static List<String> take(TextFrameDecoder decoder, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return texts(decoder.take(bytes, bytes.length));
  }

  private static List<String> texts(List<TextFrameDecoder.Code> codes) {
    return codes.stream().map(c -> new String(c.data(), StandardCharsets.UTF_8)).toList();
  }

  @Test
  void aSuffixEndsACodeAndEmptyOnesAreNone() {
    var decoder = new TextFrameDecoder();
    assertThat(take(decoder, "A001\r\nB0")).containsExactly("A001");
    assertThat(take(decoder, "02\r\r\n")).containsExactly("B002");
    assertThat(decoder.skipped()).isZero();
  }

  @Test
  void withoutSuffixAPauseEndsIt() {
    var decoder = new TextFrameDecoder(new byte[0], -1, List.of());
    assertThat(take(decoder, "A0")).isEmpty();
    assertThat(take(decoder, "01")).isEmpty();
    assertThat(texts(decoder.pause())).containsExactly("A001");
    assertThat(decoder.pause()).isEmpty();
  }

  /** Twenty bytes each 90 ms: what follows the first pause once came as a good code. */
  @Test
  void afterAPauseInsideACodeAllOfItIsDroppedUpToItsEnd() {
    var decoder = new TextFrameDecoder();
    for (String part : List.of("A027 2026-11-26 09:2", "0 B hall, window 3 2", "026")) {
      assertThat(take(decoder, part)).isEmpty();
      assertThat(decoder.pause()).isEmpty();
      assertThat(decoder.pause()).isEmpty();
    }
    assertThat(take(decoder, "-11-26 09:30\r\nA001\r\n")).containsExactly("A001");
    assertThat(decoder.skipped()).isEqualTo(1);
  }

  @Test
  void aPauseAnywhereInsideNeverTellsAPart() {
    String code = "A027-2026";
    for (int at = 1; at < code.length(); at++) {
      var decoder = new TextFrameDecoder();
      assertThat(take(decoder, "A001\r" + code.substring(0, at))).containsExactly("A001");
      assertThat(decoder.pause()).isEmpty();
      assertThat(take(decoder, code.substring(at) + "\rA002\r")).containsExactly("A002");
      assertThat(decoder.skipped()).isEqualTo(1);
    }
  }

  @Test
  void aPauseBeforeTheSuffixOrBetweenCodesDropsWhatHasNoEndOnly() {
    var decoder = new TextFrameDecoder();
    take(decoder, "A001\r");
    decoder.pause();
    assertThat(take(decoder, "\nA002\r")).containsExactly("A002");
    decoder.pause();
    assertThat(decoder.skipped()).isZero();
    take(decoder, "LOST");
    decoder.pause();
    assertThat(take(decoder, "\rA003\r")).containsExactly("A003");
    assertThat(decoder.skipped()).isEqualTo(1);
  }

  @Test
  void aPrefixBeginsANewCodeWhateverWasLost() {
    var decoder = new TextFrameDecoder(new byte[] {3}, 2, List.of());
    take(decoder, "\u0002LOST");
    decoder.pause();
    assertThat(take(decoder, "REST\u0002A001\u0003\u0002A0")).containsExactly("A001");
    decoder.pause();
    assertThat(take(decoder, "02\u0003")).isEmpty();
    assertThat(decoder.skipped()).isEqualTo(2);
  }

  @Test
  void aCodeOfMoreThanEightKilobytesIsDroppedToItsEndAlsoAfterAPause() {
    var decoder = new TextFrameDecoder();
    take(decoder, "x".repeat(9000));
    decoder.pause();
    assertThat(take(decoder, "rest\rA001\r")).containsExactly("A001");
    assertThat(decoder.skipped()).isEqualTo(1);
  }

  @Test
  void betweenStxAndEtx() {
    var decoder = new TextFrameDecoder(new byte[] {3}, 2, List.of());
    assertThat(take(decoder, "xx\u0002A001\u0003y\u0002B\u0003")).containsExactly("A001", "B");
    assertThat(decoder.skipped()).isEqualTo(3);
  }

  @Test
  void anAnswerBeforeTheCodeIsTakenOut() {
    byte[] reply = HexFormat.of().parseHex("02000001003331");
    var decoder =
        new TextFrameDecoder(
            new byte[] {'\r'}, -1, List.of(new ReplyPattern("02 00 00 01 00 33 31")));
    decoder.take(reply, reply.length);
    assertThat(take(decoder, "A001\r")).containsExactly("A001");
  }

  @Test
  void moreThanEightKilobytesAreDroppedWhole() {
    var decoder = new TextFrameDecoder();
    assertThat(take(decoder, "x".repeat(9000) + "\rA001\r")).containsExactly("A001");
    assertThat(decoder.skipped()).isEqualTo(1);
  }

  @Test
  void charactersOfACode() {
    assertThat(ScanText.of("A001\t".getBytes(StandardCharsets.UTF_8), Expect.AUTO))
        .isEqualTo(new ScanText("A001\t", "US-ASCII"));
    assertThat(ScanText.of("\uFEFF延津县".getBytes(StandardCharsets.UTF_8), Expect.AUTO))
        .isEqualTo(new ScanText("延津县", "UTF-8"));
    assertThat(ScanText.of("延津县".getBytes(GB18030), Expect.AUTO))
        .isEqualTo(new ScanText("延津县", "GB18030"));
    assertThat(ScanText.of("𠮷".getBytes(GB18030), Expect.AUTO))
        .isEqualTo(new ScanText("𠮷", "GB18030"));
    assertThat(ScanText.of(new byte[] {(byte) 0xff, (byte) 0xff}, Expect.AUTO))
        .isEqualTo(new ScanText("ffff", "hex"));
    assertThat(ScanText.of("李\ue863".getBytes(StandardCharsets.UTF_8), Expect.AUTO).text())
        .isEqualTo("李䶮");
    byte[] privateInGbk = {(byte) 0xfe, 0x51, (byte) 0xfe, (byte) 0x9f};
    assertThat(ScanText.of(privateInGbk, Expect.GB18030).text()).isEqualTo("𠂇䶮");
    // 统 in GB18030 is also a right character in UTF-8: only the setting tells.
    byte[] ambiguous = "统".getBytes(GB18030);
    assertThat(ScanText.of(ambiguous, Expect.AUTO).encoding()).isEqualTo("UTF-8");
    assertThat(ScanText.of(ambiguous, Expect.GB18030)).isEqualTo(new ScanText("统", "GB18030"));
  }
}
