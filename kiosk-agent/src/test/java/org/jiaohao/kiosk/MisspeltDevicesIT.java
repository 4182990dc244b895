package org.jiaohao.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Somebody mistyped the settings of devices; the kiosk serves citizens all the same. */
class MisspeltDevicesIT {
  @TempDir Path folder;

  @Test
  @Proves("R030")
  void eachIsReportedAndTheTicketIsShownOnTheScreen() throws Exception {
    try (FakeHallServer server = new FakeHallServer();
        KioskProcess kiosk =
            new KioskProcess(
                folder,
                server.address(),
                "--jiaohao.devices.ticket-printer.driver=escpos",
                "--jiaohao.devices.ticket-printer.address=serial:/dev/ttyUSB9",
                "--jiaohao.devices.ticket-printer.profile=generic-88mm",
                "--jiaohao.devices.id-reader.driver=id-samm",
                "--jiaohao.devices.id-reader.address=serial:/dev/ttyUSB8",
                "--jiaohao.devices.scanner.driver=barcode",
                "--jiaohao.devices.scanner.address=seriell:/dev/ttyUSB7",
                "--jiaohao.devices.forgotten.driver=barcode")) {
      kiosk.start().ready();
      JsonNode status = kiosk.status();
      assertThat(status.get("state").asString()).isEqualTo("DEGRADED");
      Map<String, String> devices = new HashMap<>();
      for (JsonNode device : status.get("devices")) {
        assertThat(device.get("state").asString()).isEqualTo("FAILURE");
        assertThat(device.get("messageEn").asString()).isNotBlank();
        devices.put(device.get("device").asString(), device.get("messageZh").asString());
      }
      assertThat(devices).containsOnlyKeys("ticket-printer", "id-reader", "scanner", "forgotten");
      assertThat(devices.get("ticket-printer")).contains("generic-88mm", "generic-80mm");
      assertThat(devices.get("id-reader")).contains("id-samm", "id-sam");
      assertThat(devices.get("scanner")).contains("seriell", "serial");
      assertThat(devices.get("forgotten")).contains("jiaohao.devices.forgotten.address");

      assertThat(kiosk.page("/")).contains("本机暂时不能打印号票");
      assertThat(kiosk.draw("tap-0001", 20).get("state").asString()).isEqualTo("ON_SCREEN");
      assertThat(kiosk.page("/jobs/tap-0001")).contains("A001", "class=\"qr\"");
    }
  }
}
