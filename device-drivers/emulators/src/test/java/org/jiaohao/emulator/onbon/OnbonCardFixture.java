package org.jiaohao.emulator.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;

/** An emulated card, what is sent to it and what it answers. */
abstract class OnbonCardFixture {
  final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  final Faults faults = new Faults();
  OnbonCard card = card(OnbonOptions.of("none"));

  OnbonCard card(OnbonOptions options) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T01:12:05Z"), ZoneOffset.UTC);
    return new OnbonCard(
        options, clock, faults, new AnswerFaults(faults), answers::writeBytes, picture -> {});
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  void send(String frame) {
    raw(hex("A5 A5 A5 A5 A5 A5 A5 A5" + frame));
  }

  void raw(byte[] bytes) {
    for (byte b : bytes) {
      card.receive(b);
    }
    card.advance(0);
  }

  void seconds(double seconds) {
    card.advance((long) (seconds * 1e9));
  }

  /** Group, command and error of the only answer, checked for address and CRC. */
  String answer(int address) {
    byte[] wire = answers.toByteArray();
    answers.reset();
    if (wire.length == 0) {
      return "none";
    }
    String text = HexFormat.of().withUpperCase().formatHex(wire);
    assertThat(text).startsWith("A5A5A5A5A5A5A5A5").endsWith("5A");
    byte[] content =
        hex(
            text.substring(16, text.length() - 2)
                .replaceAll("(?<=^(..){0,200})A601", "A6")
                .replaceAll("(?<=^(..){0,200})A602", "A5")
                .replaceAll("(?<=^(..){0,200})5B02", "5A")
                .replaceAll("(?<=^(..){0,200})5B01", "5B"));
    assertThat(content[0] & 0xFF | (content[1] & 0xFF) << 8).isEqualTo(0x8000);
    assertThat(content[2] & 0xFF).isEqualTo(address);
    int crc = CardFrames.crc(content, content.length - 2);
    assertThat(content[content.length - 2]).isEqualTo((byte) crc);
    assertThat(content[content.length - 1]).isEqualTo((byte) (crc >> 8));
    return "%02X%02X %02X".formatted(content[14], content[15], content[16]);
  }

  static String withCrc(String content) {
    int crc = CardFrames.crc(hex(content), hex(content).length);
    String wire =
        HexFormat.of()
            .formatHex(CardFrames.wire(hex(content + "%02X%02X".formatted(crc & 0xFF, crc >> 8))));
    return wire.substring(16);
  }
}
