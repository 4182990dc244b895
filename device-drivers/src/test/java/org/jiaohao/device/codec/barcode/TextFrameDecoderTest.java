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

  @Test
  void aFragmentIsNotGluedToTheNextCode() {
    var decoder = new TextFrameDecoder();
    take(decoder, "LOST");
    assertThat(decoder.pause()).isEmpty();
    assertThat(take(decoder, "A001\r")).containsExactly("A001");
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
    // 统 in GB18030 is also a right character in UTF-8: only the setting tells.
    byte[] ambiguous = "统".getBytes(GB18030);
    assertThat(ScanText.of(ambiguous, Expect.AUTO).encoding()).isEqualTo("UTF-8");
    assertThat(ScanText.of(ambiguous, Expect.GB18030)).isEqualTo(new ScanText("统", "GB18030"));
  }
}
