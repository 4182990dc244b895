package org.jiaohao.emulator.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The card with dynamic areas, told by frames of the maker's own program of 2020-02-10. */
class BoardCardTest {
  private static final String PING =
      "FE FF 00 80 F0 00 FE FF 00 00 00 00 05 00 00 00 01 A2 00 00 00 C6 86 5A";
  private static final String DELETE_6E =
      "01 00 00 80 F0 00 74 01 00 00 00 00 07 00 00 00 01 A7 01 02 00 01 00 29 96 5A";
  private static final String DELETE_ALL_6E =
      "01 00 00 80 F0 00 74 01 00 00 00 00 06 00 00 00 01 A7 01 01 00 FF E8 6D 5A";
  private static final String ACK_6E =
      "00 80 01 00 F0 00 74 01 00 00 00 00 09 00 00 00 00 A0 00 00 00 00 00 00 00 A3 3B 5A";
  private static final String A1_5E =
      "01 00 00 80 F0 00 54 01 00 00 00 00 72 00 00 00 01 A7 00 6D 00 69 00 00 00 00 00 3C"
          + "00 01 00 00 01 00 00 00 00 10 00 00 00 00 20 00 10 00 00 01 00 4D 00 00 00 00 02 00"
          + "0A EE 02 01 20 00 00 00 00 00 FF FF FF FF FF FF FF FF FF FF FF FF FF F3 8F FF FF F3"
          + "EF FF FF F3 EF FF FF ED EF FF FF ED EF FF FF ED EF FF FF E1 EF FF FF DE EF FF FF DE"
          + "83 FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF FF 78 E7 5A";
  private static final String A1_6E =
      "01 00 00 80 F0 00 74 01 00 00 00 00 8A 00 00 00 01 A7 00 85 00 01 00 3F 00 00 00 00"
          + "00 3C 00 01 00 00 01 00 00 00 00 10 00 00 00 00 20 00 10 00 00 00 65 00 00 00 00 00"
          + "00 00 01 00 1A 00 00 00 00 02 01 0A 90 01 01 20 00 00 00 00 00 00 00 00 00 00 00 00"
          + "00 00 40 00 00 00 FF FF FF FF FF FF FF FF FF FF FF FF FF 8F F3 FF FF EF F3 FF FF EF"
          + "F3 FF FF EF ED FF FF EF ED FF FF EF ED FF FF EF E1 FF FF EF DE FF FF 83 DE FF FF FF"
          + "FF FF FF FF FF FF FF FF FF FF FF FF FF FF FA 99 5A";
  private static final String POWER_OFF_5E =
      "01 00 00 80 05 00 54 01 01 00 AC 04 00 90 96 7E 00 00 00 00 00 00 06 00 A9 04 AB"
          + "01 A2 05 01 00 00 5A";
  private static final String PING_5E =
      "FE FF 00 80 05 00 FE FF 01 00 2A 04 00 90 96 7E 00 00 00 00 00 00 05 00 1E 78 B1"
          + "01 A2 00 00 00 5A";
  private static final String PING_6E =
      "FE FF 00 80 07 00 FE FF 00 00 22 6E 90 01 96 52 00 00 00 00 00 00 05 00 1E 78 00 FD"
          + "01 A2 00 00 00 5A";

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final Faults faults = new Faults();
  private BoardCard card = card(DynamicModel.BX_6E1, 1);

  private BoardCard card(DynamicModel model, int colors) {
    var options = DynamicOptions.of("none", model).withSize(64, 16).withColors(colors);
    return new BoardCard(
        options, faults, new AnswerFaults(faults), answers::writeBytes, picture -> {});
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  private void send(String frame) {
    raw(hex("A5".repeat(8) + frame));
  }

  private void raw(byte[] bytes) {
    for (byte b : bytes) {
      card.receive(b);
    }
    card.advance(0);
  }

  private void seconds(double seconds) {
    card.advance((long) (seconds * 1e9));
  }

  private static String withCrc(String content) {
    byte[] bytes = hex(content);
    int crc = CardFrames.crc(bytes, bytes.length);
    byte[] wire = CardFrames.wire(hex(content + "%02X%02X".formatted(crc & 0xFF, crc >> 8)));
    return HexFormat.of().formatHex(wire).substring(16);
  }

  private static String general(int version, String type, String body) {
    byte[] data = hex(body);
    int crc = CardFrames.crc(data, data.length);
    String head =
        "01 00 00 80 %02X 00 %s 00 00 01 00 %s 96 00 00 00 00 00 00 00 %02X 00 %02X %02X"
                .formatted(
                    version,
                    type,
                    version == 5 ? "00 90" : "90 01",
                    data.length,
                    crc & 0xFF,
                    crc >> 8)
            + (version == 5 ? "" : "00");
    int xor = 0;
    for (byte b : hex(head)) {
      xor ^= b & 0xFF;
    }
    byte[] wire = CardFrames.wire(hex(head + "%02X".formatted(xor) + body));
    return HexFormat.of().formatHex(wire).substring(16);
  }

  /** Group, command and error of the only answer. */
  private String answer(int header) {
    List<byte[]> contents = new ArrayList<>();
    CardFrames frames = new CardFrames(contents::add);
    for (byte b : answers.toByteArray()) {
      frames.accept(b & 0xFF);
    }
    answers.reset();
    if (contents.isEmpty()) {
      return "none";
    }
    assertThat(contents).hasSize(1);
    byte[] content = contents.getFirst();
    return "%02X%02X %02X".formatted(content[header + 1], content[header + 2], content[header + 5]);
  }

  private String shape() {
    var shape = new StringBuilder();
    SignPicture picture = card.picture();
    for (int y = 3; y < 12; y++) {
      for (int x = 8; x < 24; x++) {
        shape.append(picture.lamp(x, y) == LedColor.DARK ? ' ' : '#');
      }
      shape.append('\n');
    }
    return shape.toString();
  }

  private static final String A1 =
      """
          ##   ###    |
          ##     #    |
          ##     #    |
         #  #    #    |
         #  #    #    |
         #  #    #    |
         ####    #    |
        #    #   #    |
        #    # #####  |
      """
          .replace("|", "");

  @Test
  void showsThePictureOfTheMakersProgram() {
    send(A1_6E);
    assertThat(HexFormat.of().formatHex(answers.toByteArray()))
        .isEqualTo(HexFormat.of().formatHex(hex("A5".repeat(8) + ACK_6E)));
    assertThat(shape()).isEqualToIgnoringWhitespace(A1);
    String sixth = shape();
    assertThat(card.picture().lit()).isEqualTo(35);

    card = card(DynamicModel.BX_5E1, 1);
    send(A1_5E);
    assertThat(shape()).isEqualTo(sixth);
    assertThat(card.picture().lamp(12, 3)).isEqualTo(LedColor.RED);
  }

  @Test
  void deletesAreas() {
    send(A1_6E);
    send(DELETE_6E);
    assertThat(card.memory().areas()).isEmpty();
    send(A1_6E);
    send(DELETE_ALL_6E);
    assertThat(card.picture().lit()).isZero();
    assertThat(card.counters(0).badFrames()).isZero();
  }

  @Test
  void answersTheWildcard() {
    send(PING);
    assertThat(answer(16)).isEqualTo("A000 00");
    send(PING_5E);
    assertThat(answer(27)).isEqualTo("A280 00");
    send(PING_6E);
    assertThat(answer(28)).isEqualTo("A280 00");
  }

  @Test
  void switchesItsLampsAndSetsItsClockAndBrightness() {
    card = card(DynamicModel.BX_5E1, 1);
    send(A1_5E);
    send(POWER_OFF_5E);
    assertThat(card.picture().lit()).isZero();
    send(general(5, "54 01", "01 A2 05 01 00 01"));
    assertThat(card.picture().lit()).isPositive();
    send(general(5, "54 01", "01 A2 02 08 00 26 20 11 23 09 34 57 01"));
    assertThat(card.time()).isEqualTo(LocalDateTime.of(2026, 11, 23, 9, 34, 57));
    send(general(5, "54 01", "01 A2 07 31 00 00" + " 07".repeat(48)));
    assertThat(card.brightness()).isEqualTo(7);
    assertThat(card.counters(0).badFrames()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "74 01, 01 A3 06 00 00, A001 01",
    "74 01, 01 A7 77 00 00, A001 02",
    "54 01, 01 A2 00 00 00, A001 11",
    "74 01, 01 A7 00 00 00, A001 12",
    "74 01, 02 A2 00 00 00, none",
  })
  void refusesWhatItCannotDo(String type, String body, String expected) {
    send(
        withCrc(
            "01 00 00 80 F0 00 %s 00 00 00 00 %02X 00 00 00 %s"
                .formatted(type, hex(body).length, body)));
    assertThat(answer(16)).isEqualTo(expected);
  }

  @Test
  void refusesWrongChecks() {
    send(A1_6E.replace("FA 99", "FA 98"));
    assertThat(answer(16)).isEqualTo("A001 05");
    send(PING_6E.replace("00 FD", "00 FC"));
    assertThat(answer(28)).isEqualTo("A001 05");
    send(PING_6E.replace("1E 78", "1E 79"));
    assertThat(answer(28)).isEqualTo("A001 05");
    send(withCrc("01 00 00 80 F0 00 74 01 00 00 00 00 06 00 00 00 01 A2 00 00 00"));
    assertThat(answer(16)).isEqualTo("none");
    assertThat(card.counters(0).badFrames()).isEqualTo(4);
    assertThat(card.memory().areas()).isEmpty();
  }

  @Test
  void refusesAreasBeyondTheScreenAndBeyondItsMemory() {
    card =
        new BoardCard(
            DynamicOptions.of("none", DynamicModel.BX_6E1).withSize(24, 16).withColors(1),
            faults,
            new AnswerFaults(faults),
            answers::writeBytes,
            picture -> {});
    send(A1_6E);
    assertThat(answer(16)).isEqualTo("A001 12");
  }

  @Test
  void countsWritesToItsFlash() {
    send(general(7, "74 01", "01 A1 02 00 00"));
    send(general(7, "74 01", "01 A1 03 00 00"));
    assertThat(card.counters(0).flashWrites()).isEqualTo(2);
  }

  @Test
  void forgetsItsAreasWithoutPowerAndBoots() {
    send(A1_6E);
    assertThat(answer(16)).isEqualTo("A000 00");
    card.powerOff();
    card.powerOn();
    send(PING);
    assertThat(answer(16)).isEqualTo("none");
    seconds(5.1);
    send(PING);
    assertThat(answer(16)).isEqualTo("A000 00");
    assertThat(card.memory().areas()).isEmpty();
  }

  @Test
  void otherCardsAndBroadcasts() {
    send(withCrc("02 00 00 80 F0 00 74 01 00 00 00 00 05 00 00 00 01 A2 00 00 00"));
    assertThat(answer(16)).isEqualTo("none");
    assertThat(card.counters(0).notForMe()).isEqualTo(1);
    send(withCrc("FF FF 00 80 F0 00 74 01 00 00 00 00 06 00 00 00 01 A7 01 01 00 FF"));
    assertThat(answer(16)).isEqualTo("none");
    assertThat(card.counters(0).frames()).isEqualTo(1);
  }

  @Test
  void busyAndWrongCheckOnCommand() {
    faults.apply("busy", new Parameters(Map.of("count", "1")));
    send(PING);
    assertThat(answer(16)).isEqualTo("A001 03");
    faults.apply("wrong-check", new Parameters(Map.of("count", "1")));
    send(PING);
    assertThat(answers.toByteArray()).hasSizeGreaterThan(30);
    assertThat(HexFormat.of().formatHex(answers.toByteArray())).doesNotContain("a33b5a");
  }

  /** One area of 8 by 2 lamps on a full-colour card, with pages of one effect. */
  private static String colours(int effect, int stay, String... pages) {
    var parameters = new StringBuilder();
    var pictures = new StringBuilder();
    for (int i = 0; i < pages.length; i++) {
      parameters.append(
          "1A 00 00 00 00 %02X 00 00 %02X 00 01 08 00 00 00 00 00 00 00 00 00 00 %02X 00 00 00 30 00 00 00"
              .formatted(effect, stay, i * 48));
      pictures.append(pages[i].repeat(16));
    }
    String area =
        "00 00 00 00 01 00 00 01 00 00 00 00 10 00 00 00 00 08 00 02 00 00 00 65 00 00 00 00 00 00"
            + " 00 %02X 00 ".formatted(pages.length)
            + parameters;
    String payload = "01 00 %02X 00 00 00 ".formatted(hex(area).length) + area + pictures;
    int length = hex(payload).length;
    return withCrc(
        "01 00 00 80 F0 00 66 02 00 00 00 00 %02X %02X 00 00 01 A7 00 %02X %02X "
                .formatted((length + 5) & 0xFF, length + 5 >> 8, length & 0xFF, length >> 8)
            + payload);
  }

  @Test
  void turnsPages() {
    card = card(DynamicModel.BX_6Q2, 2);
    send(colours(1, 50, "FF 00 00", "00 00 00"));
    assertThat(answer(16)).isEqualTo("A000 00");
    assertThat(card.picture().lamp(0, 0)).isEqualTo(LedColor.RED);
    seconds(0.6);
    assertThat(card.picture().lit()).isZero();
    seconds(0.5);
    assertThat(card.picture().lit()).isEqualTo(16);
  }

  @Test
  void movesPagesToTheLeftOneBehindTheOther() {
    card = card(DynamicModel.BX_6Q2, 2);
    send(colours(4, 0, "00 FF 00", "00 00 FF"));
    assertThat(card.picture().lit()).isZero();
    seconds(0.0041);
    assertThat(card.picture().lamp(7, 0)).isEqualTo(LedColor.GREEN);
    assertThat(card.picture().lit()).isEqualTo(2);
    seconds(0.004 * 10);
    assertThat(card.picture().lamp(4, 0)).isEqualTo(LedColor.GREEN);
    assertThat(card.picture().lamp(5, 0)).isEqualTo(LedColor.BLUE);
    seconds(0.004 * 16);
    assertThat(card.picture().lamp(4, 0)).isEqualTo(LedColor.GREEN);
  }

  @Test
  void movesPagesUp() {
    card = card(DynamicModel.BX_6Q2, 2);
    send(colours(6, 0, "FF FF FF", "FF FF 00"));
    seconds(0.0121);
    assertThat(card.picture().lamp(0, 0)).isEqualTo(LedColor.WHITE);
    assertThat(card.picture().lamp(0, 1)).isEqualTo(LedColor.YELLOW);
  }

  @ParameterizedTest
  @EnumSource(DynamicModel.class)
  void randomBytesNeitherThrowNorStop(DynamicModel model) {
    card = card(model, 2);
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(120)];
      random.nextBytes(noise);
      raw(noise);
      if (noise.length > 8) {
        String type = "%02X %02X".formatted(model.type & 0xFF, model.type >> 8);
        send(
            withCrc(
                "01 00 00 80 F0 00 %s 00 00 00 00 %02X 00 00 00 01 A7 00 00 00 %s"
                    .formatted(type, noise.length + 5, HexFormat.of().formatHex(noise))));
      }
    }
    answers.reset();
    send(PING);
    assertThat(answer(16)).isEqualTo("A000 00");
  }
}
