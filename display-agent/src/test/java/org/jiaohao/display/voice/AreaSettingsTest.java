package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.device.api.DeviceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaSettingsTest {
  private final Map<String, String> common = new HashMap<>();

  private AreaSettings read(String driver, String address, Map<String, String> options)
      throws Exception {
    return AreaSettings.read(
        new DeviceConfig("voice-a", driver, address, null, options), common::get);
  }

  private static TicketCalled call(String window, String area) {
    return new TicketCalled("A001", window, area, "a", 1);
  }

  @Test
  void theOptionsOfADeviceWinOverTheCommonSettings() throws Exception {
    common.put("engine", "clips");
    common.put("fallback", "espeak, system");
    common.put("clips", "/clips");
    common.put("volume", "80");
    common.put("one", "yao");
    AreaSettings plain = read("voice", "audio:default", Map.of());
    assertThat(plain.engines()).containsExactly("clips", "espeak", "system");
    assertThat(plain.clips()).isEqualTo(Path.of("/clips"));
    assertThat(plain.hours().at(LocalTime.NOON)).isEqualTo(80);
    assertThat(plain.one()).isEqualTo('幺');
    assertThat(plain.sound()).isEqualTo("default");
    AreaSettings own =
        read("voice", "wav:/out", Map.of("engine", "system", "fallback", "none", "volume", "30"));
    assertThat(own.engines()).containsExactly("system");
    assertThat(own.hours().at(LocalTime.NOON)).isEqualTo(30);
    assertThat(own.file()).isEqualTo(Path.of("/out"));
    assertThat(read("espeak-ng", "wav:/out", Map.of()).engines())
        .containsExactly("espeak", "system");
    assertThat(read("none", "wav:/out", Map.of()).engines()).isEmpty();
    AreaSettings silent = read("voice", "audio:default", Map.of("silent", "true"));
    assertThat(silent.hours().at(LocalTime.NOON)).isZero();
  }

  @Test
  void windowsBelongToAnArea() throws Exception {
    AreaSettings all = read("voice", "audio:default", Map.of());
    assertThat(all.takes(call("3", null))).isTrue();
    AreaSettings some =
        read("voice", "audio:default", Map.of("area", "B区,绿色通道", "windows", "1-3, 12,咨询台,b22"));
    assertThat(some.takes(call("3", "A区"))).isTrue();
    assertThat(some.takes(call("12", null))).isTrue();
    assertThat(some.takes(call("咨询台", null))).isTrue();
    assertThat(some.takes(call("B22", null))).isTrue();
    assertThat(some.takes(call("4", "B区-社会事务"))).isTrue();
    assertThat(some.takes(call("4", "B区"))).isTrue();
    assertThat(some.takes(call("4", "BB区"))).isFalse();
    assertThat(some.takes(call("4", null))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "engine,cloud",
    "fallback,'espeak,azure'",
    "volume,loud",
    "mute,always",
    "silent,yes",
    "one,1",
    "say-area,perhaps",
    "windows,8-1",
    "volum,80"
  })
  void whatIsWrongIsNamedInBothLanguages(String name, String value) {
    AreaSettings.BadSettings bad =
        catchThrowableOfType(
            AreaSettings.BadSettings.class,
            () -> read("voice", "audio:default", Map.of(name, value)));
    assertThat(bad.trouble().en()).contains("voice-a", "but should be like");
    assertThat(bad.trouble().zh()).contains("voice-a", "配置不正确");
  }

  @ParameterizedTest
  @CsvSource({"festival,audio:default", "voice,tcp://x", "voice,"})
  void driverAndAddressAreChecked(String driver, String address) {
    assertThat(
            catchThrowableOfType(
                AreaSettings.BadSettings.class, () -> read(driver, address, Map.of())))
        .isNotNull();
  }
}
