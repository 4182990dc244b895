package org.jiaohao.device.codec.huidu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;

@VerifiedAgainst(driver = "huidu", source = "third-party SDK ports")
class HuiduPacketTest {
  private final HuiduFrameDecoder decoder = new HuiduFrameDecoder();

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private List<HuiduPacket> take(byte[] bytes) {
    return decoder.take(bytes, bytes.length);
  }

  @Test
  void theVersionIsAskedAsTheMakersLibraryDoes() {
    assertThat(HuiduPacket.version().encode()).isEqualTo(hex("08 00 01 20 07 00 00 01"));
  }

  @Test
  void aShortDocumentIsOnePacketWithItsLengthAndOffset() {
    List<HuiduPacket> parts = HuiduPacket.xml(HuiduPacket.XML, "<a/>");
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().encode())
        .isEqualTo(hex("10 00 03 20 04 00 00 00 00 00 00 00 3C 61 2F 3E"));
  }

  @Test
  void aLongDocumentIsSplitAndJoined() {
    String document = "叫".repeat(9000);
    var joiner = new HuiduFrameDecoder.Joiner();
    String joined = null;
    List<HuiduPacket> parts = HuiduPacket.xml(HuiduPacket.XML_ANSWER, document);
    assertThat(parts).hasSize(4);
    for (HuiduPacket part : parts) {
      assertThat(part.payload().length).isLessThanOrEqualTo(HuiduPacket.LONGEST);
      joined = joiner.take(part);
    }
    assertThat(joined).isEqualTo(document);
    assertThat(joiner.take(parts.get(2))).as("a part out of turn").isNull();
  }

  @Test
  void everyTruncationWaits() {
    byte[] whole = HuiduPacket.version().encode();
    for (int n = 0; n < whole.length; n++) {
      assertThat(new HuiduFrameDecoder().take(whole, n)).isEmpty();
    }
    assertThat(take(whole)).hasSize(1);
  }

  @Test
  void twoJoinedAreTwoAndNoiseBeforeIsCounted() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(hex("FF FF FF"));
    bytes.writeBytes(HuiduPacket.version().encode());
    bytes.writeBytes(HuiduPacket.version().encode());
    assertThat(take(bytes.toByteArray())).hasSize(2);
    assertThat(decoder.skipped()).isEqualTo(3);
  }

  @Test
  void unknownCommandsAndImpossibleLengthsAreSkipped() {
    assertThat(take(hex("08 00 01 30 07 00 00 01"))).isEmpty();
    assertThat(take(hex("03 00 01 20"))).isEmpty();
    byte[] junk = new byte[100_000];
    Arrays.fill(junk, (byte) 0x77);
    assertThat(take(junk)).isEmpty();
    assertThat(take(HuiduPacket.version().encode())).hasSize(1);
  }
}
