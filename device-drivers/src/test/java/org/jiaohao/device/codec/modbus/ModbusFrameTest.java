package org.jiaohao.device.codec.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames by the rules of Modbus over serial line 1.02; those of the displays of their maker. */
@VerifiedAgainst(driver = "modbus-lights", source = "public examples of Modbus frames")
@VerifiedAgainst(driver = "modbus-digits", source = "public examples of Modbus frames")
class ModbusFrameTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static BitSet bits(long mask) {
    return BitSet.valueOf(new long[] {mask});
  }

  private static List<ModbusAnswer> decode(String bytes) {
    byte[] line = hex(bytes);
    return new ModbusFrameDecoder().take(line, line.length);
  }

  static Stream<Arguments> requests() {
    byte[] text = "A001  ".getBytes(StandardCharsets.US_ASCII);
    return Stream.of(
        Arguments.of(ModbusRequest.readCoils(1, 0, 8), "01 01 00 00 00 08 3D CC"),
        Arguments.of(ModbusRequest.readInputs(1, 0, 4), "01 02 00 00 00 04 79 C9"),
        Arguments.of(ModbusRequest.readHoldingRegisters(1, 0, 2), "01 03 00 00 00 02 C4 0B"),
        Arguments.of(ModbusRequest.readInputRegisters(1, 0, 2), "01 04 00 00 00 02 71 CB"),
        Arguments.of(ModbusRequest.writeCoil(1, 0, true), "01 05 00 00 FF 00 8C 3A"),
        Arguments.of(ModbusRequest.writeCoil(1, 0, false), "01 05 00 00 00 00 CD CA"),
        Arguments.of(
            ModbusRequest.writeCoils(1, 0, 4, bits(0b1111)), "01 0F 00 00 00 04 01 0F 7E 92"),
        Arguments.of(
            ModbusRequest.writeCoils(1, 0, 4, bits(0b0101)), "01 0F 00 00 00 04 01 05 FE 95"),
        Arguments.of(ModbusRequest.writeRegister(1, 1, 10), "01 06 00 01 00 0A 58 0D"),
        Arguments.of(
            ModbusRequest.writeRegisters(1, 0, hex("00 01 00 02")),
            "01 10 00 00 00 02 04 00 01 00 02 23 AE"),
        Arguments.of(
            ModbusRequest.writeRegisters(1, 0x70, text),
            "01 10 00 70 00 03 06 41 30 30 31 20 20 ED 69"),
        Arguments.of(ModbusRequest.writeRegister(1, 0, 1), "01 06 00 00 00 01 48 0A"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsOnTheLine(ModbusRequest request, String bytes) {
    assertThat(request.encode()).isEqualTo(hex(bytes));
  }

  @Test
  void theCheckFieldHasTheKnownValue() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(Crc16.of(digits, 0, digits.length)).isEqualTo(0x4B37);
  }

  @Test
  void answers() {
    ModbusAnswer coils = decode("01 01 01 0F 11 8C").getFirst();
    assertThat(coils.bits()).isEqualTo(bits(0b1111));
    assertThat(coils.answers(ModbusRequest.readCoils(1, 0, 4))).isTrue();
    assertThat(coils.answers(ModbusRequest.readInputs(1, 0, 4))).isFalse();
    assertThat(coils.answers(ModbusRequest.readCoils(1, 0, 9))).isFalse();
    assertThat(decode("01 02 01 05 61 8B").getFirst().bits()).isEqualTo(bits(0b0101));

    ModbusAnswer written = decode("01 0F 00 00 00 04 54 08").getFirst();
    assertThat(written.answers(ModbusRequest.writeCoils(1, 0, 4, bits(5)))).isTrue();
    assertThat(written.answers(ModbusRequest.writeCoils(1, 0, 8, bits(5)))).isFalse();
    assertThat(decode("01 10 00 00 00 02 41 C8").getFirst().data()).isEqualTo(hex("00 00 00 02"));
    assertThat(decode("01 05 00 00 FF 00 8C 3A")).hasSize(1);

    ModbusAnswer refused = decode("01 81 02 C1 91").getFirst();
    assertThat(refused.exception()).isEqualTo(2);
    assertThat(refused.answers(ModbusRequest.readCoils(1, 0, 8))).isTrue();
    assertThat(refused.answers(ModbusRequest.readCoils(2, 0, 8))).isFalse();
    assertThat(refused.answers(ModbusRequest.readInputs(1, 0, 8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 01 01 0F 11 8C",
        "01 02 01 05 61 8B",
        "01 0F 00 00 00 04 54 08",
        "01 10 00 00 00 02 41 C8",
        "01 81 02 C1 91"
      })
  void whatIsCutSpoiledOrSurroundedByNoise(String bytes) {
    byte[] good = hex(bytes);
    for (int n = 0; n < good.length; n++) {
      assertThat(new ModbusFrameDecoder().take(good, n)).as("cut after %d", n).isEmpty();
      byte[] spoiled = good.clone();
      spoiled[n] ^= 0x40;
      assertThat(new ModbusFrameDecoder().take(spoiled, good.length)).as("spoiled %d", n).isEmpty();
    }
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(hex("AA 55 FF"));
    joined.writeBytes(good);
    joined.writeBytes(good);
    var decoder = new ModbusFrameDecoder();
    assertThat(decoder.take(joined.toByteArray(), joined.size())).hasSize(2);
    assertThat(decoder.skipped()).isEqualTo(3);
  }

  @Test
  void onlyTheAnswerThatIsExpectedIsTaken() {
    byte[] late = hex("01 01 01 0F 11 8C");
    byte[] right = hex("01 02 01 05 61 8B");
    var decoder = new ModbusFrameDecoder();
    decoder.expect(ModbusRequest.readInputs(1, 0, 4));
    assertThat(decoder.take(late, late.length)).isEmpty();
    assertThat(decoder.take(right, right.length)).hasSize(1);
    decoder.expect(ModbusRequest.readInputs(2, 0, 4));
    assertThat(decoder.take(right, right.length)).isEmpty();
    decoder.expect(ModbusRequest.readInputs(1, 0, 9));
    assertThat(decoder.take(right, right.length)).isEmpty();
    byte[] echo = ModbusRequest.readInputs(1, 0, 4).encode();
    decoder.expect(ModbusRequest.readInputs(1, 0, 4));
    assertThat(decoder.take(echo, echo.length)).as("our own request, heard again").isEmpty();
    assertThat(decoder.take(right, right.length)).hasSize(1);
  }

  @Test
  void unknownFunctionsAndWrongCountsAreNoFrames() {
    for (byte[] body : List.of(hex("01 2B 01 00"), hex("01 01 00"), hex("01 81 00"))) {
      byte[] frame = Arrays.copyOf(body, body.length + 2);
      int crc = Crc16.of(body, 0, body.length);
      frame[body.length] = (byte) crc;
      frame[body.length + 1] = (byte) (crc >> 8);
      assertThat(new ModbusFrameDecoder().take(frame, frame.length)).isEmpty();
    }
  }
}
