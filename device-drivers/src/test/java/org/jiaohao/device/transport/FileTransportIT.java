package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.tool.DeviceTrial;
import org.jiaohao.device.transport.TransportException.Reason;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device files: a terminal and a pipe stand for what no test machine has plugged in. */
class FileTransportIT {
  @TempDir Path folder;

  @Test
  void aPrinterBehindADeviceFilePrints() throws Exception {
    String pty = "pty:" + folder.resolve("lp0");
    try (var emulator = EscPosPrinterEmulator.start(EscPosOptions.of(pty).withSpeed(0));
        var printer =
            Drivers.create(
                TicketPrinter.class,
                new DeviceConfig(
                    "ticket-printer", "escpos", "file:" + folder.resolve("lp0"), null, Map.of()))) {
      printer.open();
      assertThat(DeviceTrial.run(printer).good()).isTrue();
      assertThat(emulator.tickets().getFirst().text()).contains("设备测试");
    }
  }

  @Test
  void theEndOfAPipeIsAnUnpluggedDevice() throws Exception {
    Path pipe = folder.resolve("reader");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    ByteChannel channel = Transport.of(Address.parse("file:" + pipe)).open();
    var writer = new ProcessBuilder("sh", "-c", "printf A001 > " + pipe).start();
    assertThat(writer.waitFor(5, TimeUnit.SECONDS)).isTrue();
    byte[] buffer = new byte[10];
    int n = channel.read(buffer, Duration.ofSeconds(5));
    assertThat(new String(buffer, 0, n, StandardCharsets.US_ASCII)).isEqualTo("A001");
    channel.close();
  }

  @Test
  void aMissingFileIsNotThere() {
    assertThatThrownBy(() -> Transport.of(Address.parse("file:/dev/usb/lp77")).open())
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE));
  }
}
