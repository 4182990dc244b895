package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.device.api.DeviceConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class AgentSettingsReaderTest {
  private static final Map<String, String> MINIMAL =
      Map.of(
          "jiaohao.server", "http://127.0.0.1:8080",
          "jiaohao.hall", "yj-c00",
          "jiaohao.agent.id", "kiosk-1",
          "jiaohao.agent.kind", "kiosk");

  @Test
  void readsAllSettingsWithDevicesInOrderOfName() {
    AgentSettings settings =
        AgentSettingsReader.read(
            environment(
                Map.ofEntries(
                    Map.entry("jiaohao.server", "https://10.0.0.1:8443/"),
                    Map.entry("jiaohao.data", "/var/lib/jiaohao"),
                    Map.entry("jiaohao.enrolment-code", " ABCD1234 "),
                    Map.entry("jiaohao.mqtt.uri", "ssl://10.0.0.1:8883"),
                    Map.entry("jiaohao.devices.strip-3.driver", "onbon-k"),
                    Map.entry("jiaohao.devices.strip-3.address", "tcp://10.0.0.31:5005"),
                    Map.entry("jiaohao.devices.strip-3.window", "3"),
                    Map.entry("jiaohao.devices.strip-3.font.size", "16"),
                    Map.entry("jiaohao.devices.printer.driver", "escpos"),
                    Map.entry("jiaohao.devices.printer.address", "serial:/dev/ttyUSB0?baud=19200"),
                    Map.entry("jiaohao.devices.printer.profile", "generic-80mm"))));

    assertThat(settings)
        .isEqualTo(
            new AgentSettings(
                URI.create("https://10.0.0.1:8443"),
                "yj-c00",
                "kiosk-1",
                AgentDescription.Kind.KIOSK,
                Path.of("/var/lib/jiaohao"),
                "ABCD1234",
                "ssl://10.0.0.1:8883",
                List.of(
                    new DeviceConfig(
                        "printer",
                        "escpos",
                        "serial:/dev/ttyUSB0?baud=19200",
                        "generic-80mm",
                        Map.of()),
                    new DeviceConfig(
                        "strip-3",
                        "onbon-k",
                        "tcp://10.0.0.31:5005",
                        null,
                        Map.of("window", "3", "font.size", "16")))));
  }

  @Test
  void needsOnlyServerHallAndId() {
    AgentSettings settings = AgentSettingsReader.read(environment(Map.of()));
    assertThat(settings.dataDir()).isAbsolute().endsWithRaw(Path.of("data", "kiosk-1"));
    assertThat(settings.enrolmentCode()).isNull();
    assertThat(settings.mqttUri()).isNull();
    assertThat(settings.devices()).isEmpty();
  }

  @Test
  void namesEverythingThatIsMissingAtOnceInBothLanguages() {
    MockEnvironment environment =
        new MockEnvironment()
            .withProperty("jiaohao.agent.kind", "KIOSK")
            .withProperty("jiaohao.devices.Ticket_Printer.driver", "escpos");

    assertThatThrownBy(() -> AgentSettingsReader.read(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("缺少设置 jiaohao.server")
        .hasMessageContaining("Setting jiaohao.server is missing")
        .hasMessageContaining("jiaohao.hall")
        .hasMessageContaining("jiaohao.agent.id")
        .hasMessageContaining("jiaohao.devices.Ticket_Printer");
  }

  @Test
  void aDeviceWithoutDriverOrAddressIsLeftToBeReported() {
    AgentSettings settings =
        AgentSettingsReader.read(environment(Map.of("jiaohao.devices.printer.profile", "x")));
    assertThat(settings.devices())
        .containsExactly(new DeviceConfig("printer", "", "", "x", Map.of()));
  }

  @Test
  void refusesWrongForms() {
    assertWrong("jiaohao.server", "10.0.0.1:8080");
    assertWrong("jiaohao.server", "http://bad host");
    assertWrong("jiaohao.server", "http://10.0.0.1:8080"); // a secret would go without TLS
    assertWrong("jiaohao.server", "http://hall.lan:8080");
    assertWrong("jiaohao.mqtt.uri", "tcp://10.0.0.1:1883");
    assertWrong("jiaohao.mqtt.uri", "mqtt://hall.lan:1883");
    assertWrong("jiaohao.mqtt.uri", "127.0.0.1:1883");
    assertWrong("jiaohao.hall", "YJ C00");
    assertWrong("jiaohao.agent.id", "kiosk/1");
    assertWrong("jiaohao.agent.kind", "printer");
  }

  @Test
  void aFailedStartTellsWhatToSet() {
    SettingsException failure = new SettingsException(List.of("缺少 / missing"));
    FailureAnalysis analysis = new SettingsFailureAnalyzer().analyze(failure);
    assertThat(analysis.getDescription()).isEqualTo("缺少 / missing");
    assertThat(analysis.getAction()).contains("jiaohao.server=", "重新启动", "start again");
  }

  private static void assertWrong(String key, String value) {
    assertThatThrownBy(() -> AgentSettingsReader.read(environment(Map.of(key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("设置 " + key)
        .hasMessageContaining("Setting " + key)
        .hasMessageContaining(value);
  }

  private static MockEnvironment environment(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(MINIMAL);
    all.putAll(values);
    MockEnvironment environment = new MockEnvironment();
    all.forEach(environment::setProperty);
    return environment;
  }
}
