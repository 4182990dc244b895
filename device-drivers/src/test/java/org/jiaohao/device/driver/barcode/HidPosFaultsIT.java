package org.jiaohao.device.driver.barcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.Quick;
import org.jiaohao.device.ReaderFaultSuite;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.BarcodeScanner.Scan;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.emulator.barcode.BarcodeKind;
import org.jiaohao.emulator.barcode.Reader;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pseudo-terminal, opened as a device file, stands for the reader's. */
class HidPosFaultsIT extends ReaderFaultSuite {
  @TempDir Path devices;

  @Override
  protected String driver() {
    return "hid-pos";
  }

  @Override
  protected String profile() {
    return "layout-a";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return BarcodeKind.start(listen, Reader.Make.HID_A, false);
  }

  @Override
  protected String deviceFile() {
    return "hid";
  }

  /** Reports have neither address nor check field. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-address", "wrong-check");
  }

  @ParameterizedTest
  @CsvSource({"HID_A,layout-a,]Q1", "HID_B,layout-b,]Q1", "HID_MICROSCAN,microscan,''"})
  void longCodesInBothCharacterSets(Reader.Make make, String profile, String symbology)
      throws Exception {
    List<Scan> scans = new CopyOnWriteArrayList<>();
    String text = "延津县政务服务中心𠮷".repeat(21);
    try (var emulator = BarcodeKind.start("pty:" + devices.resolve("hidraw0"), make, false);
        var reader =
            Quick.device(
                BarcodeScanner.class,
                new DeviceConfig("reader", "hid-pos", address(emulator), profile, Map.of()))) {
      reader.onScan(scans::add);
      reader.open();
      await().atMost(Duration.ofSeconds(5)).until(() -> reader.status().usable());
      emulator.fault("scan", Map.of("text", text, "times", "2"));
      await().atMost(Duration.ofSeconds(5)).until(() -> !scans.isEmpty());
      emulator.fault("scan", Map.of("text", text, "charset", "GB18030"));
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() > 1);
      assertThat(scans).extracting(Scan::text).containsExactly(text, text);
      assertThat(scans).extracting(Scan::encoding).containsExactly("UTF-8", "GB18030");
      assertThat(scans).extracting(Scan::symbology).containsExactly(symbology, symbology);
      reader.trigger(); // does nothing, and does no harm
      emulator.fault("scan", Map.of("text", "A001"));
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 3);
    }
  }
}
