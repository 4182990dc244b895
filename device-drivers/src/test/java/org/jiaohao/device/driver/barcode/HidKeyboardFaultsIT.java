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
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.emulator.barcode.BarcodeKind;
import org.jiaohao.emulator.barcode.Reader;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pseudo-terminal, opened as a device file, stands for the keyboard's; it cannot be grabbed. */
class HidKeyboardFaultsIT extends ReaderFaultSuite {
  @TempDir Path devices;

  @Override
  protected String driver() {
    return "hid-keyboard";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return BarcodeKind.start(listen, Reader.Make.KEYBOARD, false);
  }

  @Override
  protected String deviceFile() {
    return "input";
  }

  /** Key events have neither address nor check field. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-address", "wrong-check");
  }

  @Test
  void everyCharacterOfTheKeyboardAndNoGuessedOnes() throws Exception {
    List<String> texts = new CopyOnWriteArrayList<>();
    List<String> rows = // a terminal holds 4 KB, the events of 20 characters
        List.of(
            "\u001d\t !\"#$%&'()*+,-./",
            "0123456789:;<=>?@",
            "ABCDEFGHIJKLM",
            "NOPQRSTUVWXYZ[\\]^_`",
            "abcdefghijklmnopqr",
            "stuvwxyz{|}~");
    try (var emulator =
            BarcodeKind.start("pty:" + devices.resolve("event0"), Reader.Make.KEYBOARD, false);
        var reader =
            Quick.device(
                BarcodeScanner.class,
                new DeviceConfig("reader", "hid-keyboard", address(emulator), null, Map.of()))) {
      reader.onScan(scan -> texts.add(scan.text()));
      reader.open();
      await().atMost(Duration.ofSeconds(5)).until(() -> reader.status().usable());
      for (String row : rows) {
        emulator.fault("scan", Map.of("text", row));
        await().atMost(Duration.ofSeconds(5)).until(() -> texts.contains(row));
      }
      assertThat(texts).isEqualTo(rows);
      emulator.fault("scan", Map.of("text", "A1排队"));
      emulator.fault("scan", Map.of("text", "A001"));
      await().atMost(Duration.ofSeconds(5)).until(() -> texts.size() > rows.size());
      assertThat(texts).hasSize(rows.size() + 1).endsWith("A001");
    }
  }
}
