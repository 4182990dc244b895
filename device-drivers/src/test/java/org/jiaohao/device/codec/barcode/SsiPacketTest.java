package org.jiaohao.device.codec.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VerifiedAgainst(driver = "barcode", source = "published SSI implementations")
class SsiPacketTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "E4,04E40400FF14",
    "E5,04E50400FF13",
    "D0,04D00400FF28",
    "E9,04E90400FF0F",
    "EA,04EA0400FF0E",
    "D2,04D20400FF26",
    "A3,04A30400FF55"
  })
  void commandsOfTheComputer(String opcode, String bytes) {
    assertThat(SsiPacket.command(Integer.parseInt(opcode, 16)).encode()).isEqualTo(hex(bytes));
  }

  @Test
  void packetsWithData() {
    assertThat(SsiPacket.again().encode()).isEqualTo(hex("05D1040001FF25"));
    assertThat(new SsiPacket(0xe6, true, 0, new byte[] {1}).encode())
        .isEqualTo(hex("05E6040001FF10"));
    assertThat(new SsiPacket(0xc6, true, 8, hex("FFEE01")).encode())
        .isEqualTo(hex("07C60408FFEE01FD39"));
  }

  @Test
  void theReadersAnswers() {
    byte[] ack = hex("04D00000FF2C");
    assertThat(new SsiPacket(SsiPacket.ACK, false, 0, new byte[0]).encode()).isEqualTo(ack);
    assertThat(new SsiFrameDecoder().take(ack, ack.length))
        .singleElement()
        .satisfies(packet -> assertThat(packet.opcode()).isEqualTo(SsiPacket.ACK))
        .satisfies(packet -> assertThat(packet.fromHost()).isFalse());
    assertThat(SsiPacket.again().asksAgain()).isTrue();
    assertThat(new SsiPacket(SsiPacket.NAK, false, 0, new byte[] {6}).asksAgain()).isFalse();
  }

  @Test
  void codesOfTheReader() {
    byte[] code128 = hex("09F300000341303031FE2F");
    byte[] qr = hex("0BF300001CE6B58BE8AF95FA94");
    var both = new ByteArrayOutputStream();
    both.writeBytes(code128);
    both.writeBytes(qr);
    List<SsiPacket> packets = new SsiFrameDecoder().take(both.toByteArray(), both.size());
    assertThat(packets).hasSize(2);
    assertThat(packets.get(0).symbology()).isEqualTo("]C0");
    assertThat(new String(packets.get(0).data(), 1, 4, StandardCharsets.US_ASCII))
        .isEqualTo("A001");
    assertThat(packets.get(1).symbology()).isEqualTo("]Q1");
    assertThat(new String(packets.get(1).data(), 1, 6, StandardCharsets.UTF_8)).isEqualTo("测试");
    assertThat(packets.get(1).encode()).isEqualTo(qr);
  }

  @Test
  void truncatedWrongAndNoisyOnesAreSkipped() {
    byte[] good = hex("09F300000341303031FE2F");
    for (int n = 0; n < good.length; n++) {
      assertThat(new SsiFrameDecoder().take(good, n)).isEmpty();
    }
    byte[] wrong = good.clone();
    wrong[6] ^= 1;
    var decoder = new SsiFrameDecoder();
    assertThat(decoder.take(wrong, wrong.length)).isEmpty();
    decoder.pause();
    assertThat(decoder.take(good, good.length)).hasSize(1);
    assertThat(decoder.skipped()).isEqualTo(good.length);
  }
}
