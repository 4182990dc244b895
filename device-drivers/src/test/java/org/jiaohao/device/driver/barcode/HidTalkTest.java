package org.jiaohao.device.driver.barcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.ReportDescriptor;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Lines;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HidTalkTest {
  private final List<Talk.Code> codes = new ArrayList<>();

  private static HidPosTalk talk(String profile) {
    String descriptor = Profiles.load("hid-pos", profile).text("descriptor");
    byte[] bytes = HexFormat.of().parseHex(descriptor.replace(" ", ""));
    return new HidPosTalk(HidPosLayout.of(new ReportDescriptor(bytes)).orElseThrow());
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
  void aCodeWhoseRestDoesNotComeIsDropped() {
    HidPosTalk talk = talk("layout-a");
    take(talk, report(2, 62, 5, 61, "a".repeat(56), true));
    talk.pause(codes::add);
    take(talk, report(2, 62, 5, 61, "A001", false));
    assertThat(texts()).containsExactly("A001");
    assertThat(talk.dropped()).isEqualTo(1);
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

  @Test
  void aReaderThatTypesSpeaksNoSsi() {
    var config = config("hid-keyboard", "input:/dev/input/event0", "ssi");
    assertThatThrownBy(() -> new HidKeyboardDriver().create(config, Lines.REAL, Pace.USUAL))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("keyboard-idle");
  }
}
