package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.TicketPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
  private static final Path PROFILES = Path.of("src/main/resources/org/jiaohao/device/profiles");

  private static DeviceConfig config(String driver, String address, String profile) {
    return new DeviceConfig("ticket-printer", driver, address, profile, Map.of());
  }

  @Test
  void everyProfileFileIsListedAndCanBeUsed() throws Exception {
    try (Stream<Path> families = Files.list(PROFILES)) {
      for (Path family : families.toList()) {
        try (Stream<Path> files = Files.list(family)) {
          assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".yaml")))
              .containsExactlyInAnyOrderElementsOf(
                  Profiles.names(family.getFileName().toString()).stream()
                      .map(n -> n + ".yaml")
                      .toList());
        }
      }
    }
    for (String name : Profiles.names("escpos")) {
      try (var printer =
          Drivers.create(TicketPrinter.class, config("escpos", "tcp://127.0.0.1:9", name))) {
        assertThat(printer.columns()).isIn(32, 48);
        assertThat(printer.status().state()).isEqualTo(DeviceState.CLOSED);
      }
    }
  }

  @Test
  void aProfileOfOnesOwnIsAFile(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("own.yaml");
    String text = Files.readString(PROFILES.resolve("escpos/generic-80mm.yaml"));
    Files.writeString(own, text.replace("columns: 48", "columns: 42"));
    try (var printer =
        Drivers.create(TicketPrinter.class, config("escpos", "tcp://127.0.0.1:9", "file:" + own))) {
      assertThat(printer.columns()).isEqualTo(42);
    }

    Files.writeString(own, text.replace("columns: 48", "columns: many"));
    assertThatThrownBy(
            () ->
                Drivers.create(
                    TicketPrinter.class, config("escpos", "tcp://127.0.0.1:9", "file:" + own)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("columns");
  }

  @Test
  void whatIsUnknownIsRefusedWithWhatThereIs() {
    assertThatThrownBy(
            () -> Drivers.create(TicketPrinter.class, config("laser", "tcp://127.0.0.1:9", null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("可用")
        .hasMessageContaining("there are: escpos");
    assertThatThrownBy(() -> Drivers.create(Sign.class, config("neon", "tcp://127.0.0.1:9", null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("onbon-k");
    assertThatThrownBy(
            () ->
                Drivers.create(TicketPrinter.class, config("escpos", "tcp://127.0.0.1:9", "best")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("generic-80mm")
        .hasMessageContaining("型号");
    assertThatThrownBy(() -> Drivers.create(TicketPrinter.class, config("escpos", "COM1", null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("serial:/dev/ttyUSB0");
  }

  @Test
  void whatIsWrongInAProfileNamesTheDeviceAndWhatToWrite(@TempDir Path folder) throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "columns: [48\n");
    for (String profile :
        List.of("generic80mm", "file:" + broken, "file:" + folder, "file:/no/x")) {
      assertThatThrownBy(
              () ->
                  Drivers.create(
                      TicketPrinter.class, config("escpos", "tcp://127.0.0.1:9", profile)))
          .as(profile)
          .isInstanceOfSatisfying(
              ConfigurationException.class,
              e -> {
                String device = config("escpos", "x", null).name();
                assertThat(e.messageZh()).startsWith("设备 " + device + "：").contains(profile);
                assertThat(e.messageEn()).startsWith("device " + device + ": ").contains(profile);
              });
    }
  }
}
