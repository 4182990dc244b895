package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.device.api.DeviceConfig;
import org.junit.jupiter.api.Test;

class OtherDevicesTest {
  private final LinkProbe hall = new LinkProbe();

  private static DeviceConfig config(String name, String driver) {
    return new DeviceConfig(name, driver, "serial:/dev/ttyNO" + name, null, Map.of());
  }

  @Test
  void whatTheAgentDoesNotUseIsWatchedAndCanBeTested() {
    HallLink link = hall.link();
    var settings =
        new AgentSettings(
            URI.create("http://127.0.0.1:1"),
            "yj-c00",
            "kiosk-1",
            AgentDescription.Kind.KIOSK,
            Path.of("data"),
            null,
            null,
            List.of(
                config("ticket-printer", "escpos"),
                config("id-reader", "id-sam"),
                config("qr-reader", "no-such")));
    var bench = new DeviceBench(link, settings, List::of);
    var others =
        new OtherDevices(
            settings,
            "ticket-printer",
            new DeviceReports(
                link, Clock.systemUTC(), new MeasuredHallTime(Clock.systemUTC(), System::nanoTime)),
            bench);
    try (others) {
      assertThat(hall.lastReports())
          .extracting(DeviceReport::device)
          .containsExactlyInAnyOrder("id-reader", "qr-reader");
      assertThat(last("id-reader").state()).isEqualTo(DeviceReport.State.NO_HARDWARE);
      assertThat(last("qr-reader").code()).isEqualTo("CONFIGURATION");
      assertThat(last("qr-reader").messageZh()).contains("no-such");
      Reply tested = hall.command("test-device", new TestDevice("id-reader"));
      assertThat(tested.outcome()).isEqualTo(Reply.Outcome.UNCERTAIN);
      assertThat(tested.messageZh()).contains("/dev/ttyNOid-reader");
      assertThat(hall.command("test-device", new TestDevice("ticket-printer")).outcome())
          .as("the agent offers its own itself")
          .isEqualTo(Reply.Outcome.REFUSED);
    }
    await().until(() -> last("id-reader").state() == DeviceReport.State.CLOSED);
  }

  private DeviceReport last(String device) {
    return hall.lastReports().stream()
        .filter(report -> report.device().equals(device))
        .findFirst()
        .orElseThrow();
  }
}
