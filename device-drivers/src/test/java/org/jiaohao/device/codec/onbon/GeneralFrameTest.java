package org.jiaohao.device.codec.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;

/** Headers and bodies captured from the maker's program of 2020-02-10. */
@VerifiedAgainst(driver = "onbon-f0", source = "maker's own program")
class GeneralFrameTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] unwrapped(GeneralFrame frame) {
    var contents = new java.util.ArrayList<byte[]>();
    byte[] wire = frame.encode();
    new Link(2048).take(wire, wire.length, contents::add);
    assertThat(contents).hasSize(1);
    return contents.getFirst();
  }

  private static GeneralFrame to5e(int sequence, byte[] body) {
    return new GeneralFrame(5, 1, OnbonFrame.COMPUTER, 0x0154, 1, sequence, 0x7e, body);
  }

  @Test
  void pingOfTheFifthGeneration() {
    var frame =
        new GeneralFrame(
            5, 0xfffe, OnbonFrame.COMPUTER, 0xfffe, 1, 0x042a, 0x7e, GeneralCommands.ping());
    assertThat(unwrapped(frame))
        .isEqualTo(
            hex(
                "FE FF 00 80 05 00 FE FF 01 00 2A 04 00 90 96 7E 00 00 00 00 00 00 05 00 1E 78 B1"
                    + "01 A2 00 00 00"));
  }

  @Test
  void pingOfTheSixthGeneration() {
    var frame =
        new GeneralFrame(
            6, 0xfffe, OnbonFrame.COMPUTER, 0xfffe, 0, 0x6e22, 0x52, GeneralCommands.ping());
    assertThat(unwrapped(frame))
        .isEqualTo(
            hex(
                "FE FF 00 80 07 00 FE FF 00 00 22 6E 90 01 96 52 00 00 00 00 00 00 05 00 1E 78 00 FD"
                    + "01 A2 00 00 00"));
  }

  @Test
  void powerOff() {
    assertThat(unwrapped(to5e(0x04ac, GeneralCommands.power(false))))
        .isEqualTo(
            hex(
                "01 00 00 80 05 00 54 01 01 00 AC 04 00 90 96 7E 00 00 00 00 00 00 06 00 A9 04 AB"
                    + "01 A2 05 01 00 00"));
  }

  /** Length, CRC and body; the rest of these headers was not kept. */
  private static void ends(byte[] body, String lengthAndCrc, String expected) {
    byte[] frame = unwrapped(to5e(1, body));
    assertThat(Arrays.copyOfRange(frame, 22, 26)).isEqualTo(hex(lengthAndCrc));
    assertThat(Arrays.copyOfRange(frame, 27, frame.length)).isEqualTo(hex(expected));
  }

  @Test
  void settingsAreTheMakersBodies() {
    ends(GeneralCommands.power(true), "06 00 68 C4", "01 A2 05 01 00 01");
    ends(GeneralCommands.brightness(7), "36 00 7D F9", "01 A2 07 31 00 00" + " 07".repeat(48));
    ends(GeneralCommands.status(), "05 00 2E 7B", "01 A2 0F 00 00");
  }

  @Test
  void theClockIsTheMakersBodyButForTheWeekday() {
    // The maker's program called this Monday the first day; so does ISO 8601.
    ends(
        GeneralCommands.clock(LocalDateTime.of(2026, 11, 23, 9, 34, 57)),
        "0D 00 2A 01",
        "01 A2 02 08 00 26 20 11 23 09 34 57 01");
  }

  @Test
  void theBodyOfAnotherSettingHasTheMakersCheck() {
    byte[] lock = hex("01 A2 0D 02 00 00 01");
    byte[] frame = unwrapped(new GeneralFrame(6, 1, OnbonFrame.COMPUTER, 0x0174, 0, 9, 0x52, lock));
    assertThat(Arrays.copyOfRange(frame, 22, 27)).isEqualTo(hex("07 00 E4 3B 00"));
  }

  @Test
  void everyTruncationAndEveryWrongByteIsRefused() {
    byte[] good = to5e(7, GeneralCommands.power(true)).encode();
    for (int length = 9; length < good.length - 1; length++) {
      byte[] cut = Arrays.copyOf(good, length + 1);
      cut[length] = 0x5a;
      var decoder = new GeneralFrameDecoder();
      assertThat(decoder.take(cut, cut.length)).as("cut at " + length).isEmpty();
      assertThat(decoder.skipped()).isPositive();
    }
    for (int at = 8; at < good.length - 1; at++) {
      byte[] wrong = good.clone();
      wrong[at] ^= 1;
      assertThat(new GeneralFrameDecoder().take(wrong, wrong.length)).as("byte " + at).isEmpty();
    }
  }

  @Test
  void anAnswerIsRead() {
    var ack =
        new GeneralFrame(6, 0x8000, 1, 0x0174, 0, 5, 0, hex("00 A0 00 00 00 00 00 00 00")).encode();
    List<GeneralFrame> frames = new GeneralFrameDecoder().take(ack, ack.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().sequence()).isEqualTo(5);
    assertThat(frames.getFirst().encode()).isEqualTo(ack);
    assertThat(GeneralCommands.error(frames.getFirst().body())).isZero();
  }
}
