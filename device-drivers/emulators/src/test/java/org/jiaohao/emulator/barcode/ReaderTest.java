package org.jiaohao.emulator.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of the makers' manuals to the emulated readers. */
class ReaderTest {
  private final Faults faults = new Faults();
  private final ByteArrayOutputStream host = new ByteArrayOutputStream();

  private Reader reader(Reader.Make make, boolean triggered) {
    return new Reader(make, triggered, faults, new AnswerFaults(faults), host::writeBytes);
  }

  private String say(Reader reader, String hex) {
    host.reset();
    for (byte b : HexFormat.of().parseHex(hex.replace(" ", ""))) {
      reader.receive(b);
    }
    return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(host.toByteArray());
  }

  private String scanned(String text) {
    host.reset();
    faults.apply("scan", new Parameters(Map.of("text", text)));
    return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(host.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "7E 00 08 01 00 02 01 AB CD,02 00 00 01 00 33 31",
    "7E 00 08 01 00 02 01 02 DA,02 00 00 01 00 33 31",
    "7E 00 08 02 00 2A 39 01 A7 EA,02 00 00 01 00 33 31",
    "7E 00 09 01 00 00 00 DE C8,02 00 00 01 00 33 31"
  })
  void commandsOfGm65(String command, String answer) {
    assertThat(say(reader(Reader.Make.GM65, true), command)).isEqualTo(answer);
  }

  @Test
  void gm65ReadsZonesAndRefusesWhatItDoesNotKnow() {
    Reader reader = reader(Reader.Make.GM65, true);
    String read = "7E 00 07 01 00 2A 02 D8 0F";
    assertThat(say(reader, read)).startsWith("02 00 00 02 39 01 ").hasSize(8 * 3 - 1);
    assertThat(say(reader, "7E 00 08 02 00 2A 9C 00 AB CD")).isEqualTo("02 00 00 01 00 33 31");
    assertThat(say(reader, read)).startsWith("02 00 00 02 9C 00 ");
    reader.powerOff(); // nothing was saved
    reader.powerOn();
    assertThat(say(reader, read)).startsWith("02 00 00 02 39 01 ");
    assertThat(say(reader, "7E 00 08 01 00 02 01 02 DB")).startsWith("02 00 01 ");
    assertThat(say(reader, "7E 00 0F 01 00 02 01 AB CD")).startsWith("02 00 03 ");
    assertThat(reader.looks()).isFalse();
  }

  @Test
  void newlandRepeatsTheCommandsWithMarks() {
    Reader reader = reader(Reader.Make.NEWLAND, true);
    assertThat(say(reader, "7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03"))
        .isEqualTo("02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03");
    assertThat(reader.looks()).isTrue();
    assertThat(say(reader, "7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03"))
        .isEqualTo("02 01 30 30 30 30 23 53 43 4E 54 52 47 30 06 3B 03");
    assertThat(reader.looks()).isFalse();
    assertThat(say(reader, "7E 01 30 30 30 30 40 58 58 58 58 58 58 31 3B 03"))
        .isEqualTo("02 01 30 30 30 30 40 58 58 58 58 58 58 31 05 3B 03");
  }

  @Test
  void oldNewlandCommandsNeedSetUp() {
    Reader reader = reader(Reader.Make.NEWLAND_OLD, true);
    String code = "23 39 39 39 30 30 30 33 30 3B";
    assertThat(say(reader, code)).isEmpty();
    assertThat(say(reader, "24 24 24 24")).isEqualTo("40 40 40 40");
    assertThat(say(reader, code)).isEqualTo("21 39 39 39 30 30 30 33 30 3B");
    assertThat(say(reader, "23 31 3B")).isEqualTo("3F 31 3B");
    assertThat(say(reader, "25 25 25 25")).isEqualTo("5E 5E 5E 5E");
    assertThat(say(reader, code)).isEmpty();
    say(reader, "24 24 24 24");
    reader.advance(5_000_000_000L);
    assertThat(say(reader, code)).isEmpty();
    say(reader, "01 54 04");
    assertThat(reader.looks()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HONEYWELL,16 54 0D,16 55 0D",
    "DATALOGIC,45,44",
    "POWERSCAN,54,58",
    "SSI,04 E4 04 00 FF 14,04 E5 04 00 FF 13"
  })
  void triggersOfOthers(Reader.Make make, String on, String off) {
    Reader reader = reader(make, true);
    say(reader, on);
    assertThat(reader.looks()).isTrue();
    say(reader, off);
    assertThat(reader.looks()).isFalse();
  }

  @Test
  void ssiSendsAgainUntilAcknowledged() {
    Reader reader = reader(Reader.Make.SSI, false);
    // type 1C is a QR code
    assertThat(scanned("测试")).isEqualTo("0B F3 00 00 1C E6 B5 8B E8 AF 95 FA 94");
    assertThat(say(reader, "05 D1 04 00 01 FF 25")).startsWith("0B F3 00 01 1C");
    host.reset();
    reader.advance(600_000_000L);
    assertThat(host.toByteArray()).startsWith(0x0B, 0xF3, 0, 1);
    assertThat(say(reader, "04 D0 04 00 FF 28")).isEmpty();
    host.reset();
    reader.advance(600_000_000L);
    assertThat(host.size()).isZero();
    assertThat(reader.acknowledged()).isEqualTo(1);
  }

  @Test
  void aKeyIsPressedAndReleasedWithItsShift() {
    reader(Reader.Make.KEYBOARD, false);
    scanned("A");
    // Shift, A, Enter: each down and up, each followed by SYN
    assertThat(host.size()).isEqualTo(6 * 2 * 24);
    byte[] bytes = host.toByteArray();
    assertThat(bytes[16]).isEqualTo((byte) 1);
    assertThat(bytes[18]).isEqualTo((byte) 42);
    assertThat(bytes[20]).isEqualTo((byte) 1);
    assertThat(bytes[2 * 24 + 18]).isEqualTo((byte) 30);
    assertThat(bytes[8 * 24 + 18]).isEqualTo((byte) 28);
  }

  @ParameterizedTest
  @CsvSource({"HID_A,62,61", "HID_B,64,63"})
  void reportsSayWhetherMoreComes(Reader.Make make, int size, int flag) {
    reader(make, false);
    scanned("x".repeat(57));
    byte[] bytes = host.toByteArray();
    assertThat(bytes).hasSize(2 * size).startsWith(2, 56, ']', 'Q', '1', 'x');
    assertThat(bytes[flag]).isEqualTo((byte) 1);
    assertThat(bytes[size + 1]).isEqualTo((byte) 1);
    assertThat(bytes[size + flag]).isZero();
  }
}
