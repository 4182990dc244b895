package org.jiaohao.device.driver.barcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HidTalkTest {
  private final List<Talk.Code> codes = new ArrayList<>();

  private static HidPosTalk talk(String name) {
    HidPosProfile profile = HidPosProfile.load(name);
    return new HidPosTalk(profile.layout().orElseThrow(), profile.suffixes());
  }

  private static byte[] report(int id, int size, int at, int flag, String data, boolean continued) {
    byte[] report = new byte[size];
    report[0] = (byte) id;
    report[1] = (byte) data.length();
    byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, report, at, bytes.length);
    if (at > 2) {
      report[2] = ']';
      report[3] = 'Q';
      report[4] = '1';
    }
    if (flag > 0) {
      report[flag] = (byte) (continued ? 1 : 0);
    }
    return report;
  }

  private void take(Talk talk, byte[] bytes) {
    assertThat(talk.take(bytes, bytes.length, codes::add)).isEmpty();
  }

  private List<String> texts() {
    return codes.stream().map(c -> new String(c.data(), StandardCharsets.US_ASCII)).toList();
  }

  @ParameterizedTest
  @CsvSource({"layout-a,62,61", "layout-b,64,63"})
  void continuedReportsAreJoined(String profile, int size, int flag) {
    HidPosTalk talk = talk(profile);
    take(talk, report(2, size, 5, flag, "a".repeat(56), true));
    take(talk, report(2, size, 5, flag, "b".repeat(56), true));
    assertThat(codes).isEmpty();
    take(talk, report(2, size, 5, flag, "c", false));
    take(talk, report(2, size, 5, flag, "d".repeat(56), false));
    assertThat(texts()).containsExactly("a".repeat(56) + "b".repeat(56) + "c", "d".repeat(56));
    assertThat(codes.getFirst().symbology()).isEqualTo("]Q1");
  }

  @Test
  void whatComesOfACodeAfterAPauseInsideItIsDroppedToItsEnd() {
    HidPosTalk talk = talk("layout-a");
    take(talk, report(2, 62, 5, 61, "a".repeat(56), true));
    talk.pause(codes::add);
    talk.pause(codes::add);
    take(talk, report(2, 62, 5, 61, "b".repeat(56), true));
    take(talk, report(2, 62, 5, 61, "-11-26 09:30", false));
    take(talk, report(2, 62, 5, 61, "A001", false));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isEqualTo(1);
  }

  @Test
  void aCodeOfAnotherKindIsNotTheRestOfALostOne() {
    HidPosTalk talk = talk("layout-a");
    take(talk, report(2, 62, 5, 61, "a".repeat(56), true));
    talk.pause(codes::add);
    byte[] other = report(2, 62, 5, 61, "6901234567892", false);
    other[3] = 'E';
    other[4] = '0';
    take(talk, other);
    assertThat(texts()).containsExactly("6901234567892");
    assertThat(talk.dropped()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"layout-a,2,62,5,61", "layout-b,2,64,5,63", "microscan,1,64,2,-1"})
  void theSuffixIsNoPartOfTheCode(String profile, int id, int size, int at, int flag) {
    HidPosTalk talk = talk(profile);
    int room = profile.equals("microscan") ? 62 : 56;
    take(talk, report(id, size, at, flag, "A027\r", false));
    take(talk, report(id, size, at, flag, "A\rB\r\n", false));
    take(talk, report(id, size, at, flag, "a".repeat(room), true));
    take(talk, report(id, size, at, flag, "\r", false));
    take(talk, report(id, size, at, flag, "\r\n", false));
    assertThat(texts()).containsExactly("A027", "A\rB", "a".repeat(room));
    assertThat(talk.dropped()).isZero();
  }

  @Test
  void aProfileOfOnesOwnSaysInWordsWhereACodeIs(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("own.yaml");
    String words =
        """
        layout: fixed
        report-id: none
        report-bytes: 16
        count-at: 3
        aim-at: 0
        data-at: 4
        data-bytes: 11
        continued-at: 15
        suffix: "09"
        pause-ms: 100
        """;
    Files.writeString(file, words);
    HidPosTalk talk = talk("file:" + file);
    take(talk, "]Q1\13A0123456789\1".getBytes(StandardCharsets.US_ASCII));
    take(talk, "]Q1\2B\t.........\0".getBytes(StandardCharsets.US_ASCII));
    assertThat(texts()).containsExactly("A0123456789B");
    assertThat(codes.getFirst().symbology()).isEqualTo("]Q1");

    Files.writeString(file, words.replace("data-bytes: 11", "data-bytes: 13"));
    assertThatThrownBy(() -> talk("file:" + file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("data-bytes")
        .hasMessageContaining("report-bytes");
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void profilesAreWrittenInWords(String name) {
    assertThat(HidPosProfile.load(name).suffixes()).containsExactly('\r', '\n');
    Profiles.Values values = Profiles.load("hid-pos", name);
    assertThatThrownBy(() -> values.text("descriptor")).isInstanceOf(ConfigurationException.class);
  }

  static List<String> profiles() {
    return Profiles.names("hid-pos");
  }

  @Test
  void codesOfMoreThanEightKilobytesAreDroppedWhole() {
    HidPosTalk talk = talk("layout-a");
    for (int i = 0; i < 150; i++) {
      take(talk, report(2, 62, 5, 61, "a".repeat(56), true));
    }
    take(talk, report(2, 62, 5, 61, "end", false));
    take(talk, report(2, 62, 5, 61, "A001", false));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isEqualTo(1);
  }

  @Test
  void withoutASignOfContinuationFullReportsAreJoinedUntilAShortOneOrAPause() {
    HidPosTalk talk = talk("microscan");
    take(talk, report(1, 64, 2, -1, "a".repeat(62), false));
    take(talk, report(1, 64, 2, -1, "b", false));
    assertThat(texts()).containsExactly("a".repeat(62) + "b");
    take(talk, report(1, 64, 2, -1, "c".repeat(62), false));
    assertThat(codes).hasSize(1);
    talk.pause(codes::add);
    assertThat(texts()).hasSize(2).endsWith("c".repeat(62));
    assertThat(talk.dropped()).isZero();
  }

  private static DeviceConfig config(String driver, String address, String profile) {
    return new DeviceConfig("reader", driver, address, profile, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"serial:/dev/ttyUSB0", "tcp://10.0.0.7:9100", "file:/dev/hidraw0"})
  void itsOwnDescriptorCanBeAskedOfAHidDeviceOnly(String address) {
    assertThatThrownBy(
            () ->
                new HidPosDriver().create(config("hid-pos", address, null), Lines.REAL, Pace.USUAL))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("hid:/dev/hidraw0");
  }

  private static byte[] keys(int... codesPressed) {
    var events = ByteBuffer.allocate(codesPressed.length * 24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < codesPressed.length; i++) {
      int key = codesPressed[i];
      events.putShort(i * 24 + 16, (short) 1).putShort(i * 24 + 18, (short) Math.abs(key));
      events.putInt(i * 24 + 20, key > 0 ? 1 : 0);
    }
    return events.array();
  }

  /** Alt and digits of the number pad, a pause, and letters that came as a good code. */
  @Test
  void theRestOfATypedCodeThatCannotBeReadIsDroppedAlsoAfterAPause() {
    var talk = new KeyboardTalk(BarcodeProfile.load("keyboard"));
    take(talk, keys(56, 79, -79, -56));
    talk.pause(codes::add);
    take(talk, keys(2, 3, 28));
    assertThat(codes).isEmpty();
    take(talk, keys(30, -30, 2, 28));
    assertThat(texts()).containsExactly("a1");
    assertThat(talk.dropped()).isEqualTo(1);
  }

  @Test
  void aReaderThatTypesSpeaksNoSsi() {
    var config = config("hid-keyboard", "input:/dev/input/event0", "ssi");
    assertThatThrownBy(() -> new HidKeyboardDriver().create(config, Lines.REAL, Pace.USUAL))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("keyboard-idle");
  }
}
