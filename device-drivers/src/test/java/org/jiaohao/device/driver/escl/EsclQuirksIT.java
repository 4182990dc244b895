package org.jiaohao.device.driver.escl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Outcome;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of scanners reported: each loses or invents a page when it is taken by the word. */
class EsclQuirksIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(15);

  private final List<Page> pages = new CopyOnWriteArrayList<>();
  private NetworkScanner emulator;

  @BeforeEach
  void start() throws Exception {
    emulator = NetworkScanner.start("tcp:127.0.0.1:0");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private DeviceConfig config(String profile) {
    return new DeviceConfig("scanner", "escl", emulator.address(), profile, Map.of());
  }

  private DocumentScanner opened(DocumentScanner scanner) {
    scanner.open();
    await().atMost(SOON).until(() -> scanner.status().usable());
    return scanner;
  }

  private DocumentScanner scanner() {
    return opened(Quick.device(DocumentScanner.class, config(null)));
  }

  private Outcome scan(DocumentScanner scanner, Source source, Duration deadline) {
    pages.clear();
    var request = new Request(source, ColorMode.COLOR, 100, "image/jpeg");
    return scanner.scan(request, pages::add, deadline);
  }

  private Outcome feed(DocumentScanner scanner, int sheets) {
    emulator.fault("feed", Map.of("pages", String.valueOf(sheets)));
    return scan(scanner, Source.FEEDER, LONG);
  }

  private static String told(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        ? failed.fault().code() + " " + failed.fault().messageZh() + failed.fault().messageEn()
        : String.valueOf(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"409", "410", "404"})
  void theEndOfAFeederIsToldByAnyCode(String code) {
    emulator.fault("end", Map.of("code", code));
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 2)).isEqualTo(new Outcome.Done(2));
      assertThat(scan(scanner, Source.FLATBED, LONG)).isEqualTo(new Outcome.Done(1));
      assertThat(emulator.jobs()).isZero();
    }
  }

  /** Some send an error page with the status of a page when the last one is through. */
  @Test
  void anErrorPageIsNoPage() {
    emulator.fault("end", Map.of("code", "200"));
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 2)).isEqualTo(new Outcome.Done(2));
      assertThat(pages).extracting(Page::whole).containsExactly(true, true);
    }
  }

  /** Some tell of a jam until they are switched off, though it was cleared, and scan well. */
  @Test
  void aJamThatIsNoMoreDoesNotStopEveryScan() {
    emulator.fault("stale-jam");
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 2)).isEqualTo(new Outcome.Done(2));
      emulator.fault("jam");
      assertThat(told(feed(scanner, 2))).startsWith("PAPER_JAM");
    }
  }

  /** A wrong path, eSCL switched off, a login page, an address that must be https://. */
  @ParameterizedTest
  @ValueSource(strings = {"404", "200", "301", "500"})
  void whatIsNoScannerIsNotCalledSilent(String code) {
    try (var scanner = Quick.device(DocumentScanner.class, config(null))) {
      emulator.fault("instead", Map.of("code", code));
      scanner.open();
      await().atMost(SOON).until(() -> scanner.status().state() != DeviceState.NO_HARDWARE);
      String message = scanner.status().fault().messageZh() + scanner.status().fault().messageEn();
      assertThat(message).contains("HTTP " + code).doesNotContain("power");
      assertThat(told(scan(scanner, Source.FLATBED, LONG))).contains("HTTP " + code);
      emulator.clear();
      await().atMost(SOON).until(() -> scanner.status().usable());
    }
  }

  /** At this pace the driver used to give up after 1.9 s, at the usual one after 7.6 s. */
  @Test
  void aSheetThatIsOnItsWayIsWaitedForAsLongAsTheScanMayTake() {
    emulator.fault("moving", Map.of("ms", "4000", "page", "2"));
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 3)).isEqualTo(new Outcome.Done(3));
      emulator.fault("moving", Map.of("ms", "60000", "page", "2"));
      emulator.fault("feed", Map.of("pages", "3"));
      Outcome late = scan(scanner, Source.FEEDER, Duration.ofSeconds(2));
      assertThat(told(late)).contains("deadline");
      assertThat(pages).hasSize(1);
      await().atMost(SOON).until(() -> emulator.jobs() == 0);
    }
  }

  @Test
  void aJamIsSeenWhileASheetIsWaitedFor() {
    emulator.fault("moving", Map.of("ms", "60000", "page", "2"));
    emulator.fault("feed", Map.of("pages", "3"));
    try (var scanner = scanner()) {
      pages.clear();
      var request = new Request(Source.FEEDER, ColorMode.COLOR, 100, "image/jpeg");
      Outcome outcome =
          scanner.scan(
              request,
              page -> {
                pages.add(page);
                emulator.fault("jam");
              },
              LONG);
      assertThat(told(outcome)).startsWith("PAPER_JAM");
      assertThat(pages).hasSize(1);
    }
  }

  @Test
  void anEndWhilePaperLiesInTheFeederIsNotBelievedAtOnce() {
    emulator.fault("false-end", Map.of("page", "2", "ms", "300"));
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 3)).isEqualTo(new Outcome.Done(3));
    }
  }

  /** At the usual pace: others allow five seconds. */
  @Test
  void aScannerThatTakesItsTimeForAStatusIsNotOffline() {
    emulator.fault("slow-status", Map.of("ms", "2500"));
    try (var scanner = opened(Drivers.create(DocumentScanner.class, config(null)))) {
      List<DeviceStatus> seen = new CopyOnWriteArrayList<>();
      var watching = scanner.onStatus(seen::add);
      assertThat(feed(scanner, 2)).isEqualTo(new Outcome.Done(2));
      watching.close();
      assertThat(seen).allMatch(DeviceStatus::usable);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"400", "409", "500"})
  void aRefusalCarriesItsCodeAndIsNotRepeated(String code) {
    emulator.fault("refuse", Map.of("code", code));
    try (var scanner = scanner()) {
      assertThat(told(scan(scanner, Source.FLATBED, LONG))).contains("HTTP " + code);
      assertThat(emulator.refused()).as("asked").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://[fe80::1{place}", "my scanner{place}/", "http://x{place}"})
  void aJobIsFoundWhateverItsPlaceIsCalled(String location) {
    emulator.fault("location", Map.of("text", location));
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 2)).as(location).isEqualTo(new Outcome.Done(2));
      assertThat(emulator.begun()).as("jobs").isEqualTo(1);
      assertThat(emulator.jobs()).as("jobs left behind").isZero();
    }
  }

  @Test
  void aPlaceThatLeadsNowhereIsOneFailure() {
    emulator.fault("location", Map.of("text", "/nowhere/1"));
    try (var scanner = scanner()) {
      assertThat(told(scan(scanner, Source.FLATBED, LONG))).contains("HTTP 404");
      assertThat(emulator.begun()).as("jobs").isEqualTo(1);
      assertThat(emulator.jobs()).as("jobs left behind").isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void aPageWhoseHeightIsNotKnownBeforehandIsRead(String tell) throws Exception {
    emulator.fault("jpeg-height", Map.of("value", "65535", "tell", tell));
    try (var scanner = scanner()) {
      assertThat(feed(scanner, 2)).isEqualTo(new Outcome.Done(2));
      for (Page page : pages) {
        assertThat(page.whole()).isTrue();
        int height = ImageIO.read(new ByteArrayInputStream(page.data())).getHeight();
        assertThat(height).isBetween(1169, tell.equals("true") ? 1169 : 1184);
      }
    }
  }

  @Test
  void aTornPageIsHandedOnAndTheOthersFollow() {
    emulator.fault("torn", Map.of("page", "2"));
    try (var scanner = scanner()) {
      Outcome outcome = feed(scanner, 3);
      assertThat(told(outcome)).startsWith("BROKEN_PAGE").contains("第 2 页", "Page 2");
      assertThat(((Outcome.Failed) outcome).pages()).isEqualTo(3);
      assertThat(pages).extracting(Page::whole).containsExactly(true, false, true);
      assertThat(pages.get(1).data()).isNotEmpty();
    }
  }

  @Test
  void theModelSaysWhatStandsInTheHostHeader() {
    emulator.fault("wants-host", Map.of("host", "localhost"));
    try (var scanner = opened(Quick.device(DocumentScanner.class, config("host-localhost")))) {
      assertThat(scan(scanner, Source.FLATBED, LONG)).isEqualTo(new Outcome.Done(1));
    }
  }

  @Test
  void aDeviceThatAsksForALoginSaysSo() {
    emulator.fault("login");
    try (var scanner = Quick.device(DocumentScanner.class, config(null))) {
      scanner.open();
      await()
          .atMost(SOON)
          .until(
              () ->
                  scanner.status().fault() != null
                      && scanner.status().fault().code().equals("LOGIN"));
      assertThat(scanner.status().fault().messageEn()).contains("jiaohao.devices.scanner.user");
    }
  }
}
