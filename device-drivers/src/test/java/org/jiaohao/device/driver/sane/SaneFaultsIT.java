package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.Verdict;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Outcome;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.sane.EmulatedSaned;
import org.junit.jupiter.api.Test;

class SaneFaultsIT extends FaultSuite<DocumentScanner> {
  private static final Duration LONG = Duration.ofSeconds(20);
  private final List<Page> pages = new ArrayList<>();

  @Override
  protected String driver() {
    return "sane";
  }

  @Override
  protected Class<DocumentScanner> kind() {
    return DocumentScanner.class;
  }

  @Override
  protected List<String> transports() {
    return List.of("tcp");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return EmulatedSaned.start(listen);
  }

  /** The protocol has neither check fields nor addresses. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }

  @Override
  protected Job job(DocumentScanner scanner, EmulatedDevice emulator) {
    var request = new Request(Source.FLATBED, ColorMode.COLOR, 75, "image/png");
    return () -> {
      pages.clear();
      Outcome outcome = scanner.scan(request, pages::add, Duration.ofSeconds(3));
      return Verdict.of(
          outcome.equals(new Outcome.Done(1)), pages.size() == 1 && whole(pages.getFirst()));
    };
  }

  private static boolean whole(Page page) throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(page.data()));
    return image != null && image.getWidth() == 620 && image.getHeight() == 876;
  }

  @Test
  void aFeederItsEndAJamAndAScannerThatIsTaken() throws Exception {
    try (var emulator = EmulatedSaned.start("tcp:127.0.0.1:0")) {
      var config =
          new DeviceConfig("scanner", "sane", emulator.address().toString(), null, Map.of());
      try (var scanner = Quick.device(DocumentScanner.class, config)) {
        scanner.open();
        await().atMost(Duration.ofSeconds(5)).until(() -> scanner.status().usable());
        assertThat(scanner.capabilities().orElseThrow().resolutions())
            .containsExactly(75, 150, 300);
        assertThat(code(feed(scanner))).isEqualTo("NO_PAPER");
        emulator.fault("feed", Map.of("pages", "3"));
        assertThat(feed(scanner)).isEqualTo(new Outcome.Done(3));
        emulator.fault("feed", Map.of("pages", "2"));
        emulator.fault("jam");
        assertThat(code(feed(scanner))).isEqualTo("PAPER_JAM");
        emulator.clear();
        emulator.fault("taken");
        assertThat(code(feed(scanner))).isEqualTo("SCAN_REFUSED");
        emulator.clear();
        assertThat(feed(scanner)).isEqualTo(new Outcome.Done(2));
      }
    }
  }

  @Test
  void aCancelWhileItWarmsUpIsToldSoonAndTheScannerGoesOn() throws Exception {
    try (var emulator = EmulatedSaned.start("tcp:127.0.0.1:0")) {
      var config =
          new DeviceConfig("scanner", "sane", emulator.address().toString(), null, Map.of());
      try (var scanner = Quick.device(DocumentScanner.class, config)) {
        scanner.open();
        await().atMost(Duration.ofSeconds(5)).until(() -> scanner.status().usable());
        emulator.fault("warm-up", Map.of("ms", "5000"));
        var request = new Request(Source.FLATBED, ColorMode.GRAY, 75, "image/png");
        var scan = CompletableFuture.supplyAsync(() -> scanner.scan(request, pages::add, LONG));
        await().atMost(Duration.ofSeconds(5)).until(() -> emulator.scanned() == 1);
        scanner.cancel();
        assertThat(scan.get(2, TimeUnit.SECONDS)).isEqualTo(new Outcome.Cancelled(0));
        emulator.clear();
        assertThat(scanner.scan(request, pages::add, LONG)).isEqualTo(new Outcome.Done(1));
        assertThat(pages).as("pages of the second scan only").hasSize(1);
        assertThat(emulator.connected()).as("same connection").isEqualTo(1);
      }
    }
  }

  private Outcome feed(DocumentScanner scanner) {
    pages.clear();
    return scanner.scan(
        new Request(Source.FEEDER, ColorMode.GRAY, 75, "image/jpeg"), pages::add, LONG);
  }

  private static String code(Outcome outcome) {
    return ((Outcome.Failed) outcome).fault().code();
  }
}
