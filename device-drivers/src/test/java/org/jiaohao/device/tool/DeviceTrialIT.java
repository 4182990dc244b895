package org.jiaohao.device.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.jiaohao.emulator.barcode.BarcodeKind;
import org.jiaohao.emulator.barcode.Reader;
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
  void aScannerWhosePagesCannotBeUsedIsNotCalledGood() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("formats", Map.of("list", "application/octet-stream"));
      try (Device scanner = open("escl", emulator)) {
        Finding finding = DeviceTrial.run(scanner);
        assertThat(finding.good()).as(finding.en()).isFalse();
      }
      emulator.fault(
          "formats", Map.of("list", "application/octet-stream,application/pdf,image/jpeg"));
      try (Device scanner = open("escl", emulator)) {
        Finding finding = DeviceTrial.run(scanner);
        assertThat(finding.good()).as(finding.en()).isTrue();
      }
    }
  }

  @Test
  void theCertificateOfADeviceIsShownAndAnotherOneAcceptedOnWord() throws Exception {
    try (var emulator = NetworkScanner.start("tls:127.0.0.1:0")) {
      var config =
          new DeviceConfig(
              "scanner",
              "escl",
              emulator.address(),
              null,
              Map.of("certificates", folder.resolve("certificates").toString()));
      assertThat(tool(config, "test", "scanner")).isZero();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains(emulator.fingerprint(), "证书");
      emulator.fault("new-certificate");
      said.reset();
      assertThat(tool(config, "test", "scanner")).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8))
          .contains(emulator.fingerprint(), "devices trust scanner", "CERTIFICATE");
      assertThat(tool(config, "trust", "scanner")).isZero();
      assertThat(tool(config, "test", "scanner")).isZero();
      emulator.fault("unplug");
      assertThat(tool(config, "trust", "scanner")).isEqualTo(1);
    }
  }

  @Test
  void aCameraTakesAPictureAndWithoutTheDocumentToolsItStaysAsItIs() throws Exception {
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
      Path jpg = folder.resolve("sheet.jpg");
      assertThat(tool(config, "capture", "desk-camera", jpg.toString())).isZero();
      assertThat(ImageIO.read(jpg.toFile()).getWidth()).isEqualTo(1024);
      Path pdf = folder.resolve("sheet.pdf");
      assertThat(tool(config, "capture", "desk-camera", pdf.toString())).isEqualTo(2);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("未包含文档组件", "-Pdocuments");
      assertThat(pdf).doesNotExist();
      assertThat(tool(config, "capture", "desk-camera", "sheet.doc")).isEqualTo(2);
      assertThat(tool(config, "capture", "other", pdf.toString())).isEqualTo(2);
    }
  }

  @Test
  void anOfficePrinterPrintsAPage() throws Exception {
    try (var emulator = OfficePrinter.start(TCP);
        Device printer = open("ipp", emulator)) {
      Finding finding = DeviceTrial.run(printer);
      assertThat(finding.good()).as(finding.zh()).isTrue();
      assertThat(emulator.printed()).hasSize(1);
    }
  }

  /** Like a sign that never answers: the person in front of it looks at the paper. */
  @Test
  void anOfficePrinterThatTellsOfNoJobIsGoodWhenItTookThePage() throws Exception {
    try (var emulator = OfficePrinter.start(TCP)) {
      var config =
          new DeviceConfig("p", "ipp", emulator.address().toString(), "silent-end", Map.of());
      assertThat(tool(config, "test", "p")).isZero();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("请看纸", "look at the paper");
      emulator.fault("mum");
      try (Device printer = open("ipp", emulator)) {
        assertThat(DeviceTrial.run(printer).good()).isTrue();
      }
      emulator.fault("http", Map.of("status", "500"));
      try (Device printer = open("ipp", emulator)) {
        assertThat(DeviceTrial.run(printer, Duration.ofSeconds(2)).good()).isFalse();
      }
    }
  }

  private int tool(DeviceConfig config, String... words) throws Exception {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new DeviceTool(List.of(config), new DeviceScan(), out).run(List.of(words));
  }

  @Test
  void aPadShowsANumberWhileItIsTestedAndTellsItsKey() throws Exception {
    try (var board = OpenPadKind.start(TCP, 0);
        Device pad = open("open-pad", board)) {
      var display = new CompletableFuture<String>();
      Thread.ofVirtual()
          .start(
              () -> {
                await().atMost(Duration.ofSeconds(10)).until(() -> board.read(Board::beeps) == 1);
                display.complete(board.read(Board::display));
                board.fault("press", Map.of("key", "pause"));
              });
      Finding finding = DeviceTrial.run(pad);
      assertThat(finding.good()).isTrue();
      assertThat(finding.zh()).contains("PAUSE");
      assertThat(display.get(1, TimeUnit.SECONDS)).startsWith("A888");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> !board.read(Board::display).contains("A888"));
    }
  }

  @Test
  void threeTestsOfAReaderLeaveNoListenerAndItsLampDark() throws Exception {
    try (var emulator = BarcodeKind.start(TCP, Reader.Make.HONEYWELL, true)) {
      String address = emulator.address().toString();
      var config = new DeviceConfig("scanner", "barcode", address, "honeywell", Map.of());
      try (BarcodeScanner reader = Quick.device(BarcodeScanner.class, config)) {
        var open = new AtomicInteger();
        BarcodeScanner counted = counting(BarcodeScanner.class, reader, open);
        reader.open();
        for (int i = 1; i <= 3; i++) {
          String text = "A00" + i;
          emulator.fault("scan", Map.of("text", text));
          assertThat(DeviceTrial.run(counted).zh()).contains(text);
          assertThat(open).as("open registrations").hasValue(0);
          await().atMost(Duration.ofSeconds(5)).until(() -> !emulator.read(Reader::looks));
        }
      }
    }
  }

  @Test
  void aReaderStopsLookingWhenTheProgramEndsAndLooksAgainAfterAPowerCut() throws Exception {
    try (var emulator = BarcodeKind.start(TCP, Reader.Make.HONEYWELL, true)) {
      String address = emulator.address().toString();
      var config = new DeviceConfig("scanner", "barcode", address, "honeywell", Map.of());
      try (BarcodeScanner reader = Quick.device(BarcodeScanner.class, config)) {
        reader.open();
        Registration one = reader.trigger();
        Registration two = reader.trigger();
        await().atMost(Duration.ofSeconds(15)).until(() -> emulator.read(Reader::looks));
        emulator.fault("power-cycle");
        await().atMost(Duration.ofSeconds(15)).until(() -> emulator.read(Reader::looks));
        one.close();
        one.close();
        assertThat(emulator.read(Reader::looks)).as("the other is open").isTrue();
        assertThat(two).isNotNull();
      }
      await().atMost(Duration.ofSeconds(15)).until(() -> !emulator.read(Reader::looks));
    }
  }

  /** The device, counting the registrations that are open. */
  private static <D> D counting(Class<D> kind, D device, AtomicInteger open) {
    Object counted =
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (proxy, method, arguments) -> {
              Object result = method.invoke(device, arguments);
              if (result instanceof Registration registration) {
                open.incrementAndGet();
                return (Registration)
                    () -> {
                      open.decrementAndGet();
                      registration.close();
                    };
              }
              return result;
            });
    return kind.cast(counted);
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
