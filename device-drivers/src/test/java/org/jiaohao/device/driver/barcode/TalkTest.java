package org.jiaohao.device.driver.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jiaohao.device.codec.barcode.SsiPacket;
import org.jiaohao.device.driver.Profiles;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to readers and made of what they say, without any line. */
@VerifiedAgainst(driver = "barcode", source = "makers' manuals")
class TalkTest {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<Talk.Code> codes = new ArrayList<>();

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] take(Talk talk, byte[] bytes) {
    return talk.take(bytes, bytes.length, codes::add);
  }

  private void pauses(Talk talk, Duration time) {
    for (long i = 0; i <= time.dividedBy(PAUSE); i++) {
      talk.pause(codes::add);
    }
  }

  private List<String> texts() {
    return codes.stream().map(c -> new String(c.data(), StandardCharsets.US_ASCII)).toList();
  }

  static List<String> profiles() {
    return Profiles.names("barcode");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void everyProfileIsWhole(String profile) {
    assertThat(BarcodeProfile.load(profile).decoder()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "generic-cr,'',''",
    "honeywell,16 54 0D,16 55 0D",
    "newland,7E 01 30 30 30 30 23 53 43 4E 54 52 47 31 3B 03,"
        + "7E 01 30 30 30 30 23 53 43 4E 54 52 47 30 3B 03",
    "newland-old,01 54 04,''",
    "gm65,7E 00 08 01 00 02 01 AB CD,''",
    "datalogic,45,44",
    "datalogic-powerscan,54,58"
  })
  void triggersOfTheMakes(String profile, String on, String off) {
    Talk talk = new TextTalk(BarcodeProfile.load(profile));
    assertThat(talk.trigger(true)).isEqualTo(hex(on));
    assertThat(talk.trigger(false)).isEqualTo(hex(off));
  }

  @ParameterizedTest
  @CsvSource({
    "gm65,02 00 00 01 00 33 31",
    "newland,02 01 30 30 30 30 23 53 43 4E 54 52 47 31 06 3B 03",
    "newland,02 01 30 30 30 30 23 53 43 4E 54 52 47 30 06 3B 03",
    "newland,02 01 30 30 30 30 23 53 43 4E 54 52 47 31 05 3B 03"
  })
  void answersAreNoPartOfTheCodeBehindThem(String profile, String answer) {
    Talk talk = new TextTalk(BarcodeProfile.load(profile));
    take(talk, hex(answer));
    take(talk, ascii("A001\r"));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isZero();
  }

  /** A refusal, for example: without suffix, and long before the code. */
  @Test
  void anAnswerThatIsNotKnownCostsNoCode() {
    Talk talk = new TextTalk(BarcodeProfile.load("gm65"));
    talk.trigger(true);
    take(talk, hex("02 00 03 01 00 33 31"));
    talk.pause(codes::add);
    take(talk, ascii("A001\r"));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isEqualTo(1);
    talk.trigger(false); // sends nothing: no answer can come
    take(talk, ascii("A0"));
    talk.pause(codes::add);
    take(talk, ascii("02\rA003\r"));
    assertThat(texts()).containsExactly("A001", "A003");
    assertThat(talk.dropped()).isEqualTo(2);
  }

  @Test
  void theAimIdentifierIsTakenOff() {
    Talk talk = new TextTalk(BarcodeProfile.load("generic-cr").withAim(true));
    take(talk, ascii("]Q1A001\r]X\rB002\r"));
    assertThat(texts()).containsExactly("A001", "]X", "B002");
    assertThat(codes).extracting(Talk.Code::symbology).containsExactly("]Q1", "", "");
    codes.clear();
    take(new TextTalk(BarcodeProfile.load("generic-cr")), ascii("]Q1A001\r"));
    assertThat(texts()).containsExactly("]Q1A001");
  }

  private static byte[] part(int status, String text) {
    var data = new ByteArrayOutputStream();
    data.write(0x1c);
    data.writeBytes(ascii(text));
    return new SsiPacket(SsiPacket.DECODE_DATA, false, status, data.toByteArray()).encode();
  }

  @Test
  void ssiAcknowledgesEachPartAndTellsTheWhole() {
    var talk = new SsiTalk(PAUSE);
    byte[] ack = hex("04 D0 04 00 FF 28");
    assertThat(take(talk, part(SsiPacket.MORE, "A0"))).isEqualTo(ack);
    assertThat(take(talk, part(SsiPacket.MORE | SsiPacket.SENT_AGAIN, "A0"))).isEqualTo(ack);
    assertThat(codes).isEmpty();
    assertThat(take(talk, part(0, "01"))).isEqualTo(ack);
    assertThat(texts()).containsExactly("A001");
    assertThat(codes.getFirst().symbology()).isEqualTo("]Q1");
  }

  @Test
  void ssiHalfACodeIsNotGluedToTheNextOne() {
    var talk = new SsiTalk(PAUSE);
    take(talk, part(SsiPacket.MORE, "HALF"));
    pauses(talk, Duration.ofSeconds(2)); // the reader may still send the rest
    assertThat(talk.dropped()).isZero();
    pauses(talk, Duration.ofSeconds(2));
    take(talk, part(0, "A001"));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isEqualTo(1);
  }

  @Test
  void ssiCodesOfMoreThanEightKilobytesAreDroppedWhole() {
    var talk = new SsiTalk(PAUSE);
    for (int i = 0; i < 50; i++) {
      take(talk, part(SsiPacket.MORE, "%03d".formatted(i) + "x".repeat(200)));
    }
    take(talk, part(0, "end"));
    take(talk, part(0, "A001"));
    take(talk, part(0, ""));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isEqualTo(1);
  }

  @Test
  void ssiAsksForABrokenPacketAgain() {
    var talk = new SsiTalk(PAUSE);
    byte[] broken = part(0, "A001");
    broken[6] ^= 1;
    assertThat(take(talk, broken)).isEmpty();
    assertThat(talk.pause(codes::add)).isEqualTo(hex("05 D1 04 00 01 FF 25"));
    take(talk, part(SsiPacket.SENT_AGAIN, "A001"));
    assertThat(texts()).containsExactly("A001");
  }

  @Test
  void ssiAPacketThatWasSentAgainBeforeAnyOtherMayBeAKnownOne() {
    var talk = new SsiTalk(PAUSE);
    take(talk, part(SsiPacket.SENT_AGAIN, "A001"));
    take(talk, part(0, "A001"));
    assertThat(texts()).containsExactly("A001", "A001");
    assertThat(codes).extracting(Talk.Code::again).containsExactly(true, false);
  }

  @Test
  void ssiCommandsWithoutAnswerAreSentThreeTimes() {
    var talk = new SsiTalk(PAUSE);
    byte[] start = hex("04 E4 04 00 FF 14");
    assertThat(talk.trigger(true)).isEqualTo(start);
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] bytes = talk.pause(codes::add);
      if (bytes.length > 0) {
        sent.add(bytes);
      }
    }
    assertThat(sent).hasSize(2).allSatisfy(bytes -> assertThat(bytes).isEqualTo(start));
  }

  @Test
  void ssiCommandsThatAreAnsweredAreNotRepeated() {
    var talk = new SsiTalk(PAUSE);
    assertThat(talk.trigger(false)).isEqualTo(hex("04 E5 04 00 FF 13"));
    assertThat(take(talk, hex("05 D1 00 00 01 FF 29"))).isEqualTo(hex("04 E5 04 00 FF 13"));
    take(talk, hex("04 D0 00 00 FF 2C"));
    for (int i = 0; i < 100; i++) {
      assertThat(talk.pause(codes::add)).isEmpty();
    }
    talk.trigger(true);
    assertThat(take(talk, hex("05 D1 00 00 06 FF 24"))).isEmpty(); // denied: not now
    assertThat(talk.pause(codes::add)).isEmpty();
  }
}
