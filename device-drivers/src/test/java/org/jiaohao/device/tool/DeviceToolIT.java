package org.jiaohao.device.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.junit.jupiter.api.Test;

class DeviceToolIT {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private int run(DeviceConfig config, String... words) throws Exception {
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new DeviceTool(List.of(config), new DeviceScan(), out).run(List.of(words));
  }

  private String said() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static DeviceConfig config(String name, String driver, Object address) {
    return new DeviceConfig(name, driver, address.toString(), null, Map.of());
  }

  @Test
  void aPrinterPrintsItsPage() throws Exception {
    try (var printer = EscPosPrinterEmulator.start(EscPosOptions.of("tcp:127.0.0.1:0"))) {
      var config = config("ticket-printer", "escpos", printer.address());
      assertThat(run(config, "test", "ticket-printer")).isZero();
      var page = printer.tickets().getFirst();
      assertThat(page.text()).contains("设备测试", "ticket-printer", "喆玥").doesNotContain("?");
      assertThat(page.qr()).containsExactly("JIAOHAO-TEST");
      assertThat(said()).contains("打印机确认", "The printer confirms");

      printer.fault("paper-out");
      assertThat(run(config, "test", "ticket-printer")).isEqualTo(1);
      assertThat(said()).contains("纸", "paper");
    }
  }

  @Test
  void aSignShowsItsPattern() throws Exception {
    try (var sign = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"))) {
      assertThat(run(config("strip-1", "onbon-k", sign.address()), "test", "strip-1")).isZero();
      assertThat(sign.history()).anyMatch(shown -> shown.text().equals("测试A001号"));
    }
  }

  @Test
  void whatIsMissingOrWrongIsSaidInBothLanguages() throws Exception {
    assertThat(run(config("strip-1", "onbon-k", "tcp://127.0.0.1:9"), "test", "strip-1"))
        .isEqualTo(1);
    assertThat(said()).contains("检查电源", "tcp://127.0.0.1:9", "Check its power");
    assertThat(run(config("strip-1", "neon", "tcp://127.0.0.1:9"), "test", "strip-1")).isEqualTo(2);
    assertThat(said()).contains("没有驱动", "there are:");
    assertThat(run(config("strip-1", "neon", "x"), "test", "strip-2")).isEqualTo(2);
    assertThat(run(config("strip-1", "neon", "x"), "dance")).isEqualTo(2);
    assertThat(said()).contains("devices scan");
  }
}
