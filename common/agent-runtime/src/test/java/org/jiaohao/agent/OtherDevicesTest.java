package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.device.api.DeviceConfig;
import org.junit.jupiter.api.Test;

class OtherDevicesTest {
  private final Map<String, DeviceReport> reports = new ConcurrentHashMap<>();
  private final Map<String, Function<Object, Reply>> commands = new HashMap<>();

  @SuppressWarnings("unchecked")
  private HallLink link() {
    return (HallLink)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HallLink.class},
            (self, method, arguments) -> {
              if (method.getName().equals("report")) {
                DeviceReport report = (DeviceReport) arguments[0];
                reports.put(report.device(), report);
              } else {
                commands.put((String) arguments[0], (Function<Object, Reply>) arguments[2]);
              }
              return null;
            });
  }

  private static DeviceConfig config(String name, String driver) {
    return new DeviceConfig(name, driver, "serial:/dev/ttyNO" + name, null, Map.of());
  }

  @Test
  void whatTheAgentDoesNotUseIsWatchedAndCanBeTested() {
    HallLink link = link();
    var settings =
        new AgentSettings(
            URI.create("http://127.0.0.1:1"),
            "yj-c00",
            "kiosk-1",
            "KIOSK",
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
            settings, "ticket-printer", new DeviceReports(link, Clock.systemUTC()), bench);
    try (others) {
      assertThat(reports.keySet()).containsExactlyInAnyOrder("id-reader", "qr-reader");
      assertThat(reports.get("id-reader").state()).isEqualTo("NO_HARDWARE");
      assertThat(reports.get("qr-reader").code()).isEqualTo("CONFIGURATION");
      assertThat(reports.get("qr-reader").messageZh()).contains("no-such");
      Reply tested = commands.get("test-device").apply(new TestDevice("id-reader"));
      assertThat(tested.outcome()).isEqualTo("UNCERTAIN");
      assertThat(tested.messageZh()).contains("/dev/ttyNOid-reader");
      assertThat(commands.get("test-device").apply(new TestDevice("ticket-printer")).outcome())
          .as("the agent offers its own itself")
          .isEqualTo("REFUSED");
    }
    assertThat(reports.get("id-reader").state()).isEqualTo("CLOSED");
  }
}
