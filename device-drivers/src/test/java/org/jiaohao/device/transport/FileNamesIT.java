package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DocumentCamera;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.emulator.camera.OverheadCamera;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.keypad.KeypadKind;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.emulator.replay.ReplayKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File names in addresses, profiles, dumps and recordings are text, whatever stands in them. */
class FileNamesIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path temporary;
  private Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"my hall 大厅", "a+b%20c", "what? & why=1"})
  void aPrinterPrintsWithAProfileAndADump(String name) throws Exception {
    folder = Files.createDirectory(temporary.resolve(name));
    Path profile = file("my printer.yaml");
    try (var shipped =
        TicketPrinter.class.getResourceAsStream(
            "/org/jiaohao/device/profiles/escpos/generic-80mm.yaml")) {
      Files.copy(shipped, profile);
    }
    Path dump = file("traffic of today.dump");
    var options = EscPosOptions.of("pty:" + file("ticket printer.tty")).withSpeed(0);
    try (var emulator = EscPosPrinterEmulator.start(options);
        var printer =
            Drivers.create(
                TicketPrinter.class,
                new DeviceConfig(
                    "printer",
                    "escpos",
                    emulator.address() + "?baud=115200&parity=none",
                    "file:" + profile,
                    Map.of("dump", dump.toString())))) {
      printer.open();
      await().atMost(SOON).until(() -> printer.status().usable());
      var document = new PrintDocument(List.of(Text.of("A001")));
      assertThat(printer.print(document, () -> {}, SOON))
          .isInstanceOf(PrintOutcome.Confirmed.class);
    }
    assertThat(dump).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"my hall 大厅", "a+b%20c"})
  void aRecordingIsPlayedAgain(String name) throws Exception {
    folder = Files.createDirectory(temporary.resolve(name));
    Path dump = file("session 1.dump");
    try (var card = OnbonSignEmulator.start(OnbonOptions.of("pty:" + file("strip 1.tty")));
        Sign sign = sign(card.address(), Map.of("dump", dump.toString()))) {
      CompletableFuture<ShowOutcome> shown =
          begin(sign); // first, as below: a question may come between
      sign.open();
      assertThat(shown.get(20, TimeUnit.SECONDS)).isEqualTo(ShowOutcome.SHOWN);
    }
    try (var replay = ReplayKind.start("pty:" + file("again.tty"), 0, dump);
        Sign sign = sign(replay.address(), Map.of())) {
      CompletableFuture<ShowOutcome> shown = begin(sign);
      sign.open();
      assertThat(shown.get(20, TimeUnit.SECONDS)).isEqualTo(ShowOutcome.SHOWN);
    }
  }

  private static Sign sign(String address, Map<String, String> options) {
    return Quick.device(Sign.class, new DeviceConfig("strip-1", "onbon-k", address, null, options));
  }

  private static CompletableFuture<ShowOutcome> begin(Sign sign) {
    var shown = new CompletableFuture<ShowOutcome>();
    sign.show(
        SignContent.of("请A001号", SignContent.Color.RED, SignContent.Motion.STATIC, 0),
        shown::complete);
    return shown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"my hall 大厅", "a+b%20c"})
  void aKeypadAndACameraAreFound(String name) throws Exception {
    folder = Files.createDirectory(temporary.resolve(name));
    try (var emulator = KeypadKind.start("pty:" + file("event 0"));
        var pad =
            Quick.device(
                CallPad.class,
                new DeviceConfig("pad", "keypad", "input:" + file("event 0"), null, Map.of()))) {
      assertThat(emulator.address()).isEqualTo("serial:" + file("event 0"));
      pad.open();
      await().atMost(SOON).until(() -> pad.status().usable());
    }
    try (var emulator = OverheadCamera.start("file:" + file("video 0"));
        var camera =
            Quick.device(
                DocumentCamera.class,
                new DeviceConfig(
                    "camera",
                    "camera",
                    emulator.address(),
                    "file:" + emulator.profile(),
                    Map.of()))) {
      camera.open();
      await().atMost(SOON).until(() -> camera.status().usable());
      assertThat(camera.take(SOON)).isInstanceOf(DocumentCamera.Outcome.Taken.class);
    }
  }
}
