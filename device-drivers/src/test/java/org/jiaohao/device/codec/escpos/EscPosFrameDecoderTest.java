package org.jiaohao.device.codec.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscPosFrameDecoderTest {
  private static List<EscPosAnswer> decode(EscPosFrameDecoder decoder, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return decoder.take(bytes, bytes.length);
  }

  @Test
  void answersOfEveryKindAreTakenApart() {
    assertThat(
            decode(
                new EscPosFrameDecoder(),
                "12 10 00 00 0F 37 22 30 30 30 31 00 1E 5F 54 4D 00 00 13 11 72"))
        .containsExactly(
            new EscPosAnswer.RealTime(0x12),
            new EscPosAnswer.Automatic(0x10, 0, 0, 0x0f),
            new EscPosAnswer.Block(0x37, "\"0001"),
            new EscPosAnswer.RealTime(0x1e),
            new EscPosAnswer.Block(0x5f, "TM"),
            new EscPosAnswer.Ordered(0),
            new EscPosAnswer.RealTime(0x72));
  }

  @Test
  void aProcessIdIsRecognisedAndNoOther() {
    var block = new EscPosAnswer.Block(0x37, "\"0042");
    assertThat(block.answers("0042")).isTrue();
    assertThat(block.answers("0041")).isFalse();
    assertThat(new EscPosAnswer.Block(0x5f, "\"0042").answers("0042")).isFalse();
  }

  @Test
  void anAutomaticStatusThatBreaksOffIsSkipped() {
    var decoder = new EscPosFrameDecoder();
    assertThat(decode(decoder, "10 00 12")).containsExactly(new EscPosAnswer.RealTime(0x12));
    assertThat(decoder.skipped()).isEqualTo(1);
  }

  @Test
  void anAutomaticStatusInTheMiddleOfABlockLosesNeither() {
    for (int at = 1; at < 7; at++) {
      var hex = new StringBuilder("37223030303100");
      hex.insert(2 * at, "18000C0F");
      var decoder = new EscPosFrameDecoder();
      assertThat(decode(decoder, hex + "12"))
          .as(hex.toString())
          .containsExactly(
              new EscPosAnswer.Automatic(0x18, 0, 0x0c, 0x0f),
              new EscPosAnswer.Block(0x37, "\"0001"),
              new EscPosAnswer.RealTime(0x12));
      assertThat(decoder.skipped()).isZero();
    }
  }

  @Test
  void anEndlessBlockIsDroppedAndTheNextAnswerFound() {
    var decoder = new EscPosFrameDecoder();
    byte[] block = new byte[2000];
    Arrays.fill(block, (byte) 'x');
    block[0] = 0x5f;
    decoder.take(block, block.length);
    decoder.reset();
    assertThat(decode(decoder, "12")).containsExactly(new EscPosAnswer.RealTime(0x12));
  }

  @Test
  void tenThousandRandomStringsNeitherThrowNorHang() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var decoder = new EscPosFrameDecoder();
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      decoder.take(noise, noise.length);
    }
    decoder.reset();
    assertThat(decode(decoder, "37 22 30 30 30 39 00"))
        .as("seed " + seed)
        .containsExactly(new EscPosAnswer.Block(0x37, "\"0009"));
  }
}
