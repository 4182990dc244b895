package org.jiaohao.device.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.tool.DeviceTest.Finding;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.jiaohao.emulator.lcus.LcusKind;
import org.jiaohao.emulator.openpad.Board;
import org.jiaohao.emulator.openpad.OpenPadKind;
import org.junit.jupiter.api.Test;

/** What the technician reads after a test; printers are tested in FileTransportIT. */
class DeviceTestIT {
  private static final String TCP = "tcp:127.0.0.1:0";

  private static Device open(String driver, EmulatedDevice emulator) {
    Device device =
        Drivers.create(
            new DeviceConfig("device-1", driver, emulator.address().toString(), null, Map.of()));
    device.open();
    return device;
  }

  @Test
  void lampsAreLitOneAfterTheOther() throws Exception {
    try (var board = LcusKind.start(TCP, 0, 4);
        Device lamps = open("lcus-lights", board)) {
      Finding finding = DeviceTest.run(lamps);
      assertThat(finding.good()).isTrue();
      assertThat(finding.zh()).startsWith("4 盏灯");
    }
  }

  @Test
  void aScannerScansOnePageAndKeepsNothing() throws Exception {
    try (var emulator = NetworkScanner.start(TCP);
        Device scanner = open("escl", emulator)) {
      Finding finding = DeviceTest.run(scanner);
      assertThat(finding.en()).contains("scanned 1 page").contains("nothing is kept");
      assertThat(finding.good()).isTrue();
    }
  }

  @Test
  void aPadShowsANumberAndTellsItsKey() throws Exception {
    try (var board = OpenPadKind.start(TCP, 0);
        Device pad = open("open-pad", board)) {
      var presser =
          Thread.ofVirtual()
              .start(
                  () -> {
                    await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> board.read(Board::beeps) == 1);
                    board.fault("press", Map.of("key", "pause"));
                  });
      Finding finding = DeviceTest.run(pad);
      presser.join();
      assertThat(finding.good()).isTrue();
      assertThat(finding.zh()).contains("PAUSE");
      assertThat(board.read(Board::display)).startsWith("A888");
    }
  }

  @Test
  void aMissingDeviceSaysWhatToDo() throws Exception {
    var config = new DeviceConfig("lamps", "lcus-lights", "serial:/dev/ttyNO1", null, Map.of());
    try (Device lamps = Drivers.create(config)) {
      lamps.open();
      Finding finding = DeviceTest.run(lamps);
      assertThat(finding.good()).isFalse();
      assertThat(finding.zh()).contains("/dev/ttyNO1");
    }
  }
}
