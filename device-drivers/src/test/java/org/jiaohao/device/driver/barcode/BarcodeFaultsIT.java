package org.jiaohao.device.driver.barcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Base64;
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
import org.jiaohao.emulator.line.EmulatedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SSI has check fields and repeats; text has neither, so its noise cannot be told from a code. */
class BarcodeFaultsIT extends ReaderFaultSuite {
  private final List<Scan> scans = new CopyOnWriteArrayList<>();

  @Override
  protected String driver() {
    return "barcode";
  }

  @Override
  protected String profile() {
    return "ssi";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return BarcodeKind.start(listen, Reader.Make.SSI, false);
  }

  @Override
  protected String symbology() {
    return "]Q1";
  }

  /** Readers have no address. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-address");
  }

  private BarcodeScanner reader(EmulatedModel<Reader> emulator, String profile) {
    String address = emulator.address().toString();
    BarcodeScanner reader =
        Quick.device(
            BarcodeScanner.class,
            new DeviceConfig("scanner", "barcode", address, profile, Map.of()));
    reader.onScan(scans::add);
    reader.open();
    await().atMost(Duration.ofSeconds(5)).until(() -> reader.status().usable());
    return reader;
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT,generic-cr,false",
    "HONEYWELL,honeywell,true",
    "GM65,gm65,true",
    "NEWLAND,newland,true",
    "NEWLAND_OLD,newland-old,true",
    "DATALOGIC,datalogic,true",
    "POWERSCAN,datalogic-powerscan,true",
    "SSI,ssi,true"
  })
  void aCodeIsReadOnceAfterTheTrigger(Reader.Make make, String profile, boolean triggered)
      throws Exception {
    try (var emulator = BarcodeKind.start("tcp:127.0.0.1:0", make, triggered);
        var reader = reader(emulator, profile)) {
      if (triggered) {
        emulator.fault("scan", Map.of("text", "排队 A001"));
        assertThat(scans).isEmpty();
        reader.trigger();
      } else {
        emulator.fault("scan", Map.of("text", "排队 A001", "times", "3"));
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 1);
      assertThat(scans.getFirst().text()).isEqualTo("排队 A001");
      assertThat(scans.getFirst().encoding()).isEqualTo("UTF-8");
    }
  }

  @Test
  void aLongCodeComesInSeveralPackets() throws Exception {
    String text = "延津县政务服务中心".repeat(40);
    try (var emulator = BarcodeKind.start("tcp:127.0.0.1:0", Reader.Make.SSI, false);
        var reader = reader(emulator, "ssi")) {
      emulator.fault("wrong-check", Map.of("count", "1"));
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      emulator.fault("scan", Map.of("base64", Base64.getEncoder().encodeToString(bytes)));
      await().atMost(Duration.ofSeconds(10)).until(() -> scans.size() == 1);
      assertThat(scans.getFirst().text()).isEqualTo(text);
    }
  }

  @Test
  void controlCharactersAreDataAndSameCodesLaterAreNewOnes() throws Exception {
    try (var emulator = BarcodeKind.start("tcp:127.0.0.1:0", Reader.Make.SSI, false);
        var reader = reader(emulator, "ssi")) {
      emulator.fault("scan", Map.of("text", "\u0016T\rA\u0000"));
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 1);
      assertThat(scans.getFirst().text()).isEqualTo("\u0016T\rA\u0000");
      emulator.fault("scan", Map.of("text", "other"));
      emulator.fault("scan", Map.of("text", "\u0016T\rA\u0000"));
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 3);
    }
  }

  @Test
  void aTriggerThatGotLostIsGivenAgain() throws Exception {
    try (var emulator = BarcodeKind.start("tcp:127.0.0.1:0", Reader.Make.SSI, true);
        var reader = reader(emulator, "ssi")) {
      emulator.fault("no-ack", Map.of());
      emulator.fault("scan", Map.of("text", "A001"));
      reader.trigger();
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 1);
    }
  }

  @Test
  void aCodeThatComesInTwoPiecesIsOneAndOneThatStopsIsNone() throws Exception {
    try (var emulator = BarcodeKind.start("tcp:127.0.0.1:0", Reader.Make.TEXT, false);
        var reader = reader(emulator, "generic-cr")) {
      emulator.fault("scan", Map.of("text", "A001", "split-ms", "5"));
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 1);
      emulator.fault("half-frame", Map.of("count", "1"));
      emulator.fault("scan", Map.of("text", "LOST"));
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () -> {
                emulator.fault("scan", Map.of("text", "B002"));
                return scans.stream().anyMatch(scan -> scan.text().equals("B002"));
              });
      assertThat(scans).extracting(Scan::text).doesNotContain("LOST", "LO");
    }
  }

  @Test
  void theAimIdentifierIsToldApartFromTheCode() throws Exception {
    try (var emulator = BarcodeKind.start("tcp:127.0.0.1:0", Reader.Make.TEXT_AIM, false);
        var reader =
            Quick.device(
                BarcodeScanner.class,
                new DeviceConfig(
                    "scanner",
                    "barcode",
                    emulator.address().toString(),
                    null,
                    Map.of("aim", "true", "charset", "gb18030")))) {
      reader.onScan(scans::add);
      reader.open();
      await().atMost(Duration.ofSeconds(5)).until(() -> reader.status().usable());
      emulator.fault("scan", Map.of("text", "统", "charset", "GB18030", "aim", "]d1"));
      await().atMost(Duration.ofSeconds(5)).until(() -> scans.size() == 1);
      assertThat(scans.getFirst().symbology()).isEqualTo("]d1");
      assertThat(scans.getFirst().text()).isEqualTo("统");
    }
  }
}
