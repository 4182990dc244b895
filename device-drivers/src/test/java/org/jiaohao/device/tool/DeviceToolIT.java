package org.jiaohao.device.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.emulator.barcode.BarcodeKind;
import org.jiaohao.emulator.barcode.Reader;
import org.jiaohao.emulator.callpad.CallPadKind;
import org.jiaohao.emulator.callpad.Pad;
import org.jiaohao.emulator.escpos.Dialect;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.idcard.SamKind;
import org.jiaohao.emulator.line.BusModel;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.emulator.template.Maker;
import org.jiaohao.emulator.template.TemplateKind;
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
  void aPasswordThatStandsInAnAddressIsNotShown() throws Exception {
    var config = config("scanner", "escl", "http://clerk:secret@10.0.0.9/eSCL");
    assertThat(run(config, "list")).isZero();
    assertThat(run(config, "test", "other")).isEqualTo(2);
    assertThat(run(config, "test", "scanner")).isEqualTo(2);
    assertThat(said()).contains("10.0.0.9/eSCL").doesNotContain("secret");
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void aPrinterPrintsItsPage() throws Exception {
    try (var printer = EscPosPrinterEmulator.start(EscPosOptions.of("tcp:127.0.0.1:0"))) {
      var config = config("ticket-printer", "escpos", printer.address());
      assertThat(run(config, "test", "ticket-printer")).isZero();
      var page = printer.tickets().getFirst();
      assertThat(page.text()).contains("设备测试", "ticket-printer").doesNotContain("?");
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
  void whatNeverAnswersIsSentAndGood() throws Exception {
    try (var strip = TemplateKind.start("tcp:127.0.0.1:0", 0, Maker.PINGANLIHE, 1, 1, 128)) {
      var config = config("strip-1", "template", strip.address());
      assertThat(run(config, "test", "strip-1")).as(said()).isZero();
      assertThat(said()).contains("已发送（此屏不应答）", "Sent (this sign never answers)");
      await() // nothing says when it has arrived
          .until(() -> strip.read(bus -> bus.devices().getFirst().text()).contains("测试A001号"));
    }
    try (var printer =
        EscPosPrinterEmulator.start(
            EscPosOptions.of("tcp:127.0.0.1:0").withDialect(Dialect.ONE_WAY))) {
      var config =
          new DeviceConfig(
              "printer", "escpos", printer.address().toString(), "one-way-80mm", Map.of());
      assertThat(run(config, "test", "printer")).as(said()).isZero();
      assertThat(said()).contains("已发送（此打印机不应答）", "Sent (this printer never answers)");
    }
    assertThat(run(config("strip-1", "template", "tcp://127.0.0.1:9"), "test", "strip-1"))
        .isNotZero();
  }

  @Test
  void readersAndPadsSayWhatTheySaw() throws Exception {
    try (var scanner = BarcodeKind.start("tcp:127.0.0.1:0", Reader.Make.HONEYWELL, true)) {
      scanner.fault("scan", Map.of("text", "A001"));
      var config =
          new DeviceConfig(
              "scanner", "barcode", scanner.address().toString(), "honeywell", Map.of());
      assertThat(run(config, "test", "scanner")).isZero();
      assertThat(said()).contains("Read: A001");
    }
    try (var reader = SamKind.start("tcp:127.0.0.1:0", 0)) {
      reader.fault("put", Map.of());
      assertThat(run(config("id", "id-sam", reader.address()), "test", "id")).isZero();
      assertThat(said()).contains("RESIDENT", "1024").doesNotContain("测试甲", "4107");
    }
    try (var pad = CallPadKind.start("tcp:127.0.0.1:0", 0, 1, 1)) {
      var pressing = Thread.ofVirtual().unstarted(() -> press(pad));
      pressing.start();
      assertThat(run(config("pad", "call-bus", pad.address()), "test", "pad")).isZero();
      pressing.join();
      assertThat(said()).contains("Key: CALL");
    }
  }

  /** As soon as the pad shows the test, somebody presses its key. */
  private static void press(EmulatedModel<BusModel<Pad>> pad) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> pad.read(bus -> bus.devices().getFirst().display().equals("008888")));
    pad.fault("press", Map.of("keys", "0C"));
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
