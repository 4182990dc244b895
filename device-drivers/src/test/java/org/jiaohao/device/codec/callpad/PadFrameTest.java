package org.jiaohao.device.codec.callpad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VerifiedAgainst(driver = "call-bus", source = "a public hall program")
class PadFrameTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "01,0C,FF 68 03 03 68 03 01 0C 10 16", "01,0D,FF 68 03 03 68 03 01 0D 11 16",
    "01,0B,FF 68 03 03 68 03 01 0B 0F 16", "01,0E,FF 68 03 03 68 03 01 0E 12 16",
    "01,060F,FF 68 04 04 68 03 01 06 0F 19 16", "01,000F,FF 68 04 04 68 03 01 00 0F 13 16",
    "01,030F,FF 68 04 04 68 03 01 03 0F 16 16", "01,12,FF 68 03 03 68 03 01 12 16 16",
    "01,13,FF 68 03 03 68 03 01 13 17 16", "02,05,FF 68 03 03 68 03 02 05 0A 16",
    "11,00,FF 68 03 03 68 03 11 00 14 16", "01,00,FF 68 03 03 68 03 01 00 04 16",
    "11,01,FF 68 03 03 68 03 11 01 15 16", "01,01,FF 68 03 03 68 03 01 01 05 16"
  })
  void frames(String command, String data, String bytes) {
    var frame = new PadFrame(3, Integer.parseInt(command, 16), hex(data));
    assertThat(frame.encode()).isEqualTo(hex(bytes));
    byte[] line = hex(bytes);
    List<PadFrame> back = new PadFrameDecoder().take(line, line.length);
    assertThat(back).hasSize(1);
    assertThat(back.getFirst().encode()).isEqualTo(line);
  }

  @Test
  void toThePad() {
    assertThat(PadFrame.show(3, "", "001").encode())
        .isEqualTo(hex("FF 68 08 08 68 03 02 0A 0A 0A 00 00 01 24 16"));
    assertThat(PadFrame.show(3, "12", "").encode())
        .isEqualTo(hex("FF 68 08 08 68 03 02 00 01 02 0A 0A 0A 26 16"));
    assertThat(PadFrame.show(3, "7", "1234").data()).isEqualTo(hex("000007020304"));
    assertThat(PadFrame.beep(3).encode()).isEqualTo(hex("FF 68 02 02 68 03 03 06 16"));
    assertThat(PadFrame.startRating(3).encode()).isEqualTo(hex("FF 68 03 03 68 03 01 0B 0F 16"));
    assertThat(PadFrame.ratingTaken(3, 1).encode()).isEqualTo(hex("FF 68 03 03 68 03 01 01 05 16"));
  }

  @Test
  void lostAndDoubledWakingBytesNoiseAndCollisionsAreSurvived() {
    byte[] good = hex("68 04 04 68 03 01 03 0F 16 16");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(good);
    bytes.writeBytes(hex("FF FF"));
    bytes.writeBytes(good);
    bytes.writeBytes(hex("68 03 00 16"));
    byte[] wrong = good.clone();
    wrong[8] ^= 1;
    bytes.writeBytes(wrong);
    bytes.writeBytes(good);
    var decoder = new PadFrameDecoder();
    assertThat(decoder.take(bytes.toByteArray(), bytes.size())).hasSize(3);
    assertThat(decoder.skipped()).isEqualTo(4 + wrong.length);
    for (int n = 0; n < good.length; n++) {
      assertThat(new PadFrameDecoder().take(good, n)).isEmpty();
    }
  }
}
