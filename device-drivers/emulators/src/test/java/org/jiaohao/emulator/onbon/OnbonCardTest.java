package org.jiaohao.emulator.onbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.emulator.onbon.GoldenFrames.CALL;
import static org.jiaohao.emulator.onbon.GoldenFrames.CLEAR;
import static org.jiaohao.emulator.onbon.GoldenFrames.CLOCK;
import static org.jiaohao.emulator.onbon.GoldenFrames.DELETE;
import static org.jiaohao.emulator.onbon.GoldenFrames.OFF;
import static org.jiaohao.emulator.onbon.GoldenFrames.ON;
import static org.jiaohao.emulator.onbon.GoldenFrames.OTHER_ENCODER;
import static org.jiaohao.emulator.onbon.GoldenFrames.PAUSED;
import static org.jiaohao.emulator.onbon.GoldenFrames.PING;
import static org.jiaohao.emulator.onbon.GoldenFrames.STATUS;
import static org.jiaohao.emulator.onbon.GoldenFrames.VOICE;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.jiaohao.emulator.render.Rom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnbonCardTest extends OnbonCardFixture {
  @Test
  void crcIsArc() {
    assertThat(CardFrames.crc("123456789".getBytes(), 9)).isEqualTo(0xBB3D);
  }

  @ParameterizedTest
  @ValueSource(strings = {PING, STATUS, CLEAR, ON, OFF, CLOCK, CALL, VOICE, OTHER_ENCODER})
  void acknowledgesTheMakersFrames(String frame) {
    send(frame);

    assertThat(answer(1)).isEqualTo("A000 00");
    assertThat(card.counters(0).badFrames()).isZero();
  }

  @Test
  void showsACall() {
    send(CALL);

    assertThat(card.memory().text()).isEqualTo("请A001号到3号窗口");
    assertThat(card.memory().areas().getFirst().text().color()).isEqualTo(LedColor.RED);
    assertThat(card.picture().lit()).isBetween(100, 900);
    assertThat(card.memory().history()).hasSize(1);
  }

  @Test
  void hearsTheVoice() {
    send(VOICE);

    assertThat(card.memory().text()).isEqualTo("请A001号");
    assertThat(card.memory().spoken())
        .containsExactly(
            new OnbonSignEmulator.Spoken(
                Instant.parse("2026-11-23T01:12:05Z"), "请A001号到3号窗口", 0, 1, 8, 5));
  }

  @Test
  void setsItsClock() {
    send(CLOCK);

    assertThat(card.time()).isEqualTo(LocalDateTime.of(2026, 10, 15, 9, 30, 45));
  }

  @ParameterizedTest
  @CsvSource({
    "暂停服务, D4 DD CD A3 B7 FE CE F1, 2C 00, 23 00, 08, C0 DC",
    "人力资源, C8 CB C1 A6 01 D7 CA D4 B4, 2C 00, 23 00, 08, EF D5",
    "Z001, 5B 02 30 30 31, 28 00, 1F 00, 04, 13 22",
    "Z[ア, 5B 02 5B 01 A6 02 A2, 28 00, 1F 00, 04, 4D C3"
  })
  void unescapes(String text, String bytes, String length, String area, String count, String crc) {
    card = card(OnbonOptions.of("none").withAddress(3));

    send(
        "03 00 00 80 00 00 00 00 00 00 FE 02 %s A3 06 01 00 00 00 01 %s 00 00 80 00 00 60 80 10 00"
                .formatted(length, area)
            + "00 00 00 05 00 00 00 00 02 01 02 00 00 08 %s 00 00 00 %s %s 5A"
                .formatted(count, bytes, crc));

    assertThat(answer(3)).isEqualTo("A000 00");
    assertThat(card.memory().text()).isEqualTo(text);
  }

  @Test
  void deletesAnAreaAndClears() {
    card = card(OnbonOptions.of("none").withAddress(3));
    send(PAUSED);
    assertThat(card.memory().text()).isEqualTo("暂停服务");

    send(DELETE);

    assertThat(card.memory().areas()).isEmpty();
    card = card(OnbonOptions.of("none"));
    send(CALL);
    send(CLEAR);
    assertThat(card.memory().areas()).isEmpty();
    assertThat(card.picture().lit()).isZero();
  }

  @Test
  void switchesItsLamps() {
    send(CALL);
    send(OFF);
    assertThat(card.picture().lit()).isZero();

    send(ON);

    assertThat(card.picture().lit()).isPositive();
  }

  @Test
  void ignoresOtherCardsAndAnswersNoBroadcast() {
    send(PAUSED);
    assertThat(answer(1)).isEqualTo("none");
    assertThat(card.counters(0).notForMe()).isEqualTo(1);

    send(withCrc("FF FF 00 80 00 00 00 00 00 00 FE 02 05 00 A3 10 01 00 00"));

    assertThat(answer(1)).isEqualTo("none");
    assertThat(card.counters(0).frames()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "FE 02 05 00 A9 00 01 00 00, A001 01",
    "FE 02 05 00 A3 77 01 00 00, A001 02",
    "64 02 05 00 A2 00 01 00 00, A001 11",
    "FE 02 05 00 A3 06 01 00 00, A001 12",
    "FE 02 06 00 A3 00 01 00 00 07, A001 12",
    "FE 02 06 00 A2 03 01 00 00 07, A001 12",
    "FE 02 05 00 A2 00 02 00 00, none",
    "51 02 05 00 A2 00 01 00 00, A000 00"
  })
  void refusesWhatItCannotDo(String tail, String expected) {
    send(withCrc("01 00 00 80 00 00 00 00 00 00" + tail));

    assertThat(answer(1)).isEqualTo(expected);
  }

  @Test
  void refusesAWrongCheckAndDropsWrongLengths() {
    send(PING.replace("68 F8", "68 F9"));
    assertThat(answer(1)).isEqualTo("A001 05");

    send(withCrc("01 00 00 80 00 00 00 00 00 00 FE 02 06 00 A2 00 01 00 00"));
    assertThat(answer(1)).isEqualTo("none");
    assertThat(card.counters(0).badFrames()).isEqualTo(2);
  }

  @Test
  void findsFramesInNoise() {
    raw(hex("00 5A 13 A5 01 02 A6 07"));
    send(PING + "5A" + "A5" + PING);

    byte[] wire = answers.toByteArray();
    assertThat(wire.length).isEqualTo(2 * 30);
  }

  @Test
  void dropsFramesBeyondItsBuffer() {
    byte[] tooLong = new byte[2000];
    tooLong[0] = (byte) 0xA5;

    raw(tooLong);
    send(PING);

    assertThat(answer(1)).isEqualTo("A000 00");
    assertThat(card.counters(0).badFrames()).isEqualTo(1);
  }

  @Test
  void showsNothingItsFontLacks() {
    card = card(OnbonOptions.of("none").withRom(Rom.GB2312));
    String text = HexFormat.of().formatHex("喆".getBytes(Charset.forName("GBK")));

    send(area("60 80", 1, 1, 0, 8, text));

    assertThat(card.memory().text()).isEqualTo("\uFFFD\uFFFD");
  }

  /** A frame with one area of 16 rows. */
  private static String area(
      String width, int singleLine, int effect, int runMode, int stay, String text) {
    int length = hex(text).length;
    String area =
        "00 00 80 00 00 %s 10 00 00 00 %02X 01 00 00 00 00 %02X 02 %02X 00 00 %02X %02X 00 00 00"
                .formatted(width, runMode, singleLine, effect, stay, length)
            + text;
    int areaLength = hex(area).length;
    return withCrc(
        "01 00 00 80 00 00 00 00 00 00 FE 02 %02X 00 A3 06 01 00 00 00 01 %02X 00"
                .formatted(areaLength + 9, areaLength)
            + area);
  }

  @Test
  void scrollsToTheLeft() {
    send(area("60 80", 1, 3, 0, 0, "41"));
    assertThat(card.picture().lit()).isZero();

    seconds(0.004 * 20);
    int[] first = firstAndCount(card.picture());
    seconds(0.004 * 10);

    assertThat(firstAndCount(card.picture())[0]).isEqualTo(first[0] - 10);
    seconds(0.004 * 74);
    assertThat(card.picture().lit()).isZero();
  }

  private static int[] firstAndCount(SignPicture picture) {
    for (int x = 0; x < picture.width(); x++) {
      for (int y = 0; y < picture.height(); y++) {
        if (picture.lamp(x, y) != LedColor.DARK) {
          return new int[] {x, picture.lit()};
        }
      }
    }
    return new int[] {-1, 0};
  }

  @Test
  void turnsPagesWhenTheTextIsTooLong() {
    send(area("10 80", 1, 1, 0, 2, "D4 DD 41"));
    int han = card.picture().lit();

    seconds(1.5);

    assertThat(card.picture().lit()).isPositive().isLessThan(han);
    seconds(1);
    assertThat(card.picture().lit()).isEqualTo(han);
  }

  @Test
  void runModesEnd() {
    send(area("60 80", 1, 1, 2, 2, "41"));
    assertThat(card.picture().lit()).isPositive();

    seconds(1.5);

    assertThat(card.picture().lit()).isZero();
  }

  @Test
  void coloursEachCharacter() {
    send(area("60 80", 1, 1, 0, 8, "5C 43 32 41 5C 43 33 42"));

    assertThat(card.memory().text()).isEqualTo("AB");
    assertThat(card.memory().areas().getFirst().text().letters())
        .extracting(SignText.Letter::color)
        .containsExactly(LedColor.GREEN, LedColor.YELLOW);
    card = card(OnbonOptions.of("none").withRedOnly());
    send(area("60 80", 1, 1, 0, 8, "5C 43 32 41"));
    assertThat(card.memory().areas().getFirst().text().color()).isEqualTo(LedColor.RED);
  }

  @Test
  void forgetsEverythingWithoutPower() {
    send(CALL);
    assertThat(answer(1)).isEqualTo("A000 00");

    card.powerOff();
    card.powerOn();

    assertThat(card.memory().areas()).isEmpty();
    send(STATUS);
    assertThat(answer(1)).isEqualTo("A000 00");
  }

  @Test
  void countsWritesToFlash() {
    send(withCrc("01 00 00 80 00 00 00 00 00 00 FE 02 05 00 A1 05 01 00 00"));

    assertThat(card.counters(0).flashWrites()).isEqualTo(1);
  }
}
