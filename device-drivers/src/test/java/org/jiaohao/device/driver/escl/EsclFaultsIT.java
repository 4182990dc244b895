package org.jiaohao.device.driver.escl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.jiaohao.device.api.Registration;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EsclFaultsIT extends FaultSuite<DocumentScanner> {
  private static final Duration LONG = Duration.ofSeconds(20);
  private final List<Page> pages = new ArrayList<>();

  @Override
  protected String driver() {
    return "escl";
  }

  @Override
  protected Class<DocumentScanner> kind() {
    return DocumentScanner.class;
  }

  @Override
  protected List<String> transports() {
    return List.of("http");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return NetworkScanner.start(listen);
  }

  /** HTTP has neither check fields nor addresses of its own. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }

  @Override
  protected Job job(DocumentScanner scanner, EmulatedDevice emulator) {
    var request = new Request(Source.FLATBED, ColorMode.GRAY, 100, "image/png");
    return () -> {
      pages.clear();
      Outcome outcome = scanner.scan(request, pages::add, Duration.ofSeconds(3));
      return Verdict.of(
          outcome.equals(new Outcome.Done(1)), pages.size() == 1 && whole(pages.getFirst()));
    };
  }

  private static boolean whole(Page page) throws Exception {
    var image = ImageIO.read(new ByteArrayInputStream(page.data()));
    return image != null && image.getWidth() == 826 && image.getHeight() == 1169;
  }

  private DocumentScanner scanner(NetworkScanner emulator) {
    DocumentScanner scanner =
        Quick.device(
            DocumentScanner.class,
            new DeviceConfig("scanner", "escl", emulator.address().toString(), null, Map.of()));
    scanner.open();
    await().atMost(Duration.ofSeconds(5)).until(() -> scanner.status().usable());
    return scanner;
  }

  private Outcome feed(DocumentScanner scanner, Source source) {
    pages.clear();
    return scanner.scan(new Request(source, ColorMode.COLOR, 100, "image/jpeg"), pages::add, LONG);
  }

  @Test
  void whatItCanDoIsLearned() throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0");
        var scanner = scanner(emulator)) {
      var capabilities = scanner.capabilities().orElseThrow();
      assertThat(capabilities.model()).isEqualTo("Jiaohao Emulated Scanner");
      assertThat(capabilities.sources()).containsExactlyInAnyOrder(Source.values());
      assertThat(capabilities.resolutions()).containsExactly(100, 300);
      assertThat(capabilities.formats()).containsExactly("image/jpeg", "image/png");
      assertThat(capabilities.widthMm()).isEqualTo(216);
      assertThat(capabilities.heightMm()).isEqualTo(297);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise-before", "noise-inside", "half-frame"})
  void aBrokenPageIsDeliveredAsSuch(String fault) throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0");
        var scanner = scanner(emulator)) {
      // The first page is about to be fetched: the next answer is its file.
      Registration spoiling =
          scanner.onProgress(
              progress -> {
                if (progress.page() == 1 && progress.percent() == 0) {
                  emulator.fault(fault, Map.of("count", "1"));
                }
              });
      var request = new Request(Source.FLATBED, ColorMode.GRAY, 100, "image/png");
      Outcome outcome = scanner.scan(request, pages::add, LONG);
      assertThat(emulator.hits(fault)).isEqualTo(1);
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(pages).extracting(Page::whole).containsExactly(false);
      pages.clear();
      spoiling.close();
      assertThat(scanner.scan(request, pages::add, LONG)).isEqualTo(new Outcome.Done(1));
      assertThat(whole(pages.getFirst())).isTrue();
    }
  }

  @Test
  void aFeederIsReadToItsEndAlsoOnBothSides() throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0");
        var scanner = scanner(emulator)) {
      emulator.fault("wrong-host");
      emulator.fault("feed", Map.of("pages", "3"));
      assertThat(feed(scanner, Source.FEEDER)).isEqualTo(new Outcome.Done(3));
      assertThat(pages).extracting(Page::number).containsExactly(1, 2, 3);
      for (Page page : pages) {
        assertThat(whole(page)).isTrue();
        assertThat(page.mediaType()).isEqualTo("image/jpeg");
      }
      emulator.fault("feed", Map.of("pages", "2"));
      assertThat(feed(scanner, Source.FEEDER_DUPLEX)).isEqualTo(new Outcome.Done(4));
      assertThat(emulator.jobs()).as("jobs left behind").isZero();
    }
  }

  @Test
  void anEmptyFeederAJamAndACancelAreToldInWords() throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0");
        var scanner = scanner(emulator)) {
      assertThat(feed(scanner, Source.FEEDER))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.fault().code()).isEqualTo("NO_PAPER");
                assertThat(failed.fault().messageZh()).contains("放入");
              });
      emulator.fault("feed", Map.of("pages", "2"));
      emulator.fault("jam");
      assertThat(feed(scanner, Source.FEEDER))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, f -> assertThat(f.fault().code()).isEqualTo("PAPER_JAM"));
      emulator.clear();
      emulator.fault("feed", Map.of("pages", "50"));
      var request = new Request(Source.FEEDER, ColorMode.GRAY, 100, "image/png");
      Outcome outcome = scanner.scan(request, page -> scanner.cancel(), LONG);
      assertThat(outcome).isEqualTo(new Outcome.Cancelled(1));
      assertThat(emulator.scanned()).isLessThan(50);
    }
  }
}
