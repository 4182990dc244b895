package org.jiaohao.device.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.jiaohao.emulator.camera.OverheadCamera;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.jiaohao.emulator.ipp.OfficePrinter;
import org.jiaohao.emulator.lcus.LcusKind;
import org.jiaohao.emulator.openpad.Board;
import org.jiaohao.emulator.openpad.OpenPadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the technician reads after a test; printers are tested in FileTransportIT. */
class DeviceTrialIT {
  private static final String TCP = "tcp:127.0.0.1:0";
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path folder;

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
      Finding finding = DeviceTrial.run(lamps);
      assertThat(finding.good()).isTrue();
      assertThat(finding.zh()).startsWith("4 盏灯");
    }
  }

  @Test
  void aScannerScansOnePageAndKeepsNothing() throws Exception {
    try (var emulator = NetworkScanner.start(TCP);
        Device scanner = open("escl", emulator)) {
      Finding finding = DeviceTrial.run(scanner);
      assertThat(finding.en()).contains("scanned 1 page").contains("nothing is kept");
      assertThat(finding.good()).isTrue();
    }
  }

  @Test
  void aCameraTakesAPictureAndTheSheetUnderItBecomesAPdfFile() throws Exception {
    try (var emulator = OverheadCamera.start("file:" + folder.resolve("video0"))) {
      var config =
          new DeviceConfig(
              "desk-camera",
              "camera",
              emulator.address().toString(),
              "file:" + emulator.profile(),
              Map.of());
      try (Device camera = Drivers.create(config)) {
        camera.open();
        assertThat(DeviceTrial.run(camera).en()).contains("1024 × 768 pixels");
      }
      Path pdf = folder.resolve("sheet.pdf");
      assertThat(tool(config, "capture", "desk-camera", pdf.toString())).isZero();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("sheet.pdf");
      try (PDDocument read = Loader.loadPDF(pdf.toFile())) {
        var image = new PDFRenderer(read).renderImage(0);
        assertThat(image.getHeight()).isGreaterThan(image.getWidth());
        int light = 0;
        for (int y = 0; y < image.getHeight(); y++) {
          light += (image.getRGB(image.getWidth() / 2, y) & 0xFF) > 150 ? 1 : 0;
        }
        assertThat(light).as("no desk above and below").isGreaterThan(image.getHeight() * 9 / 10);
      }
      assertThat(tool(config, "capture", "desk-camera", "sheet.doc")).isEqualTo(2);
      assertThat(tool(config, "capture", "other", pdf.toString())).isEqualTo(2);
    }
  }

  @Test
  void allPagesOfTheFeederBecomeOneFile() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("feed", Map.of("pages", "3"));
      Path pdf = folder.resolve("pages.pdf");
      var config =
          new DeviceConfig("scanner", "escl", emulator.address().toString(), null, Map.of());
      assertThat(tool(config, "capture", "scanner", pdf.toString(), "feeder")).isZero();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("第 1 页", "第 3 页");
      try (PDDocument read = Loader.loadPDF(pdf.toFile())) {
        assertThat(read.getNumberOfPages()).isEqualTo(3);
      }
      said.reset();
      assertThat(tool(config, "capture", "scanner", pdf.toString(), "feeder")).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("没有纸");
    }
  }

  private int tool(DeviceConfig config, String... words) throws Exception {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new DeviceTool(List.of(config), new DeviceScan(), out).run(List.of(words));
  }

  @Test
  void anOfficePrinterPrintsAPage() throws Exception {
    try (var emulator = OfficePrinter.start(TCP);
        Device printer = open("ipp", emulator)) {
      Finding finding = DeviceTrial.run(printer);
      assertThat(finding.good()).as(finding.zh()).isTrue();
      try (PDDocument read = Loader.loadPDF(emulator.printed().getFirst())) {
        assertThat(read.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f); // A4
      }
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
      Finding finding = DeviceTrial.run(pad);
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
      Finding finding = DeviceTrial.run(lamps);
      assertThat(finding.good()).isFalse();
      assertThat(finding.zh()).contains("/dev/ttyNO1");
    }
  }
}
