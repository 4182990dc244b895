package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Outcome;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.api.DocumentScanner.Progress;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real saned with SANE's own test scanners. */
@VerifiedAgainst(driver = "sane", source = "saned of SANE 1.2.1 with its test scanner")
class SanedIT {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<Page> pages = new ArrayList<>();
  private int port;
  private Process saned;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("dll.conf"), "test\n");
    Files.createDirectories(folder.resolve("dll.d"));
    Files.writeString(folder.resolve("test.conf"), "number_of_devices 2\nread-delay false\n");
    port = Ports.free();
    Files.writeString(
        folder.resolve("saned.conf"), "127.0.0.1\n::1\ndata_connect_timeout = 4000\n");
    run();
  }

  private void run() throws Exception {
    var command =
        new ProcessBuilder(
            "/usr/sbin/saned", "-l", "-b", "127.0.0.1", "-p", String.valueOf(port), "-e");
    command.environment().put("SANE_CONFIG_DIR", folder.toString());
    command.redirectErrorStream(true).redirectOutput(folder.resolve("saned.log").toFile());
    saned = command.start();
  }

  @AfterEach
  void stop() throws Exception {
    end();
  }

  private void end() throws Exception {
    saned.descendants().forEach(ProcessHandle::destroyForcibly);
    saned.destroyForcibly();
    saned.waitFor(5, TimeUnit.SECONDS);
  }

  private DocumentScanner scanner(String device) {
    var address = "sane://127.0.0.1:" + port + "/" + device;
    DocumentScanner scanner =
        Drivers.create(
            DocumentScanner.class, new DeviceConfig("scanner", "sane", address, null, Map.of()));
    scanner.open();
    return scanner;
  }

  private DocumentScanner ready(String device) {
    DocumentScanner scanner = scanner(device);
    await().atMost(SOON).until(() -> scanner.status().usable());
    return scanner;
  }

  private Outcome scan(DocumentScanner scanner, Source source, ColorMode mode, String format) {
    pages.clear();
    return scanner.scan(new Request(source, mode, 75, format), pages::add, LONG);
  }

  private static BufferedImage image(Page page) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(page.data()));
  }

  @Test
  void whatTheScannerCanDoIsLearned() {
    try (var scanner = ready("test:0")) {
      var able = scanner.capabilities().orElseThrow();
      assertThat(able.model()).isEqualTo("Noname frontend-tester");
      assertThat(able.sources()).containsExactlyInAnyOrder(Source.FLATBED, Source.FEEDER);
      assertThat(able.modes()).containsExactlyInAnyOrder(ColorMode.GRAY, ColorMode.COLOR);
      assertThat(able.resolutions()).contains(75, 300, 600);
      assertThat(able.widthMm()).isEqualTo(200);
    }
  }

  @Test
  void aPageInColourAndOneInGray() throws Exception {
    try (var scanner = ready("")) {
      List<Progress> told = new ArrayList<>();
      scanner.onProgress(told::add);
      assertThat(scan(scanner, Source.FLATBED, ColorMode.COLOR, "image/png"))
          .isEqualTo(new Outcome.Done(1));
      BufferedImage color = image(pages.getFirst());
      assertThat(color.getWidth()).isEqualTo(590); // 200 mm at 75 dpi
      assertThat(color.getHeight()).isEqualTo(590);
      assertThat(told).isNotEmpty().last().isEqualTo(new Progress(1, 100));
      assertThat(scan(scanner, Source.FLATBED, ColorMode.GRAY, "image/jpeg"))
          .isEqualTo(new Outcome.Done(1));
      assertThat(pages.getFirst().mediaType()).isEqualTo("image/jpeg");
      assertThat(image(pages.getFirst()).getRaster().getNumBands()).isEqualTo(1);
    }
  }

  @Test
  void aFeederOfTenPagesAndThenAnotherScan() throws Exception {
    try (var scanner = ready("test:1")) {
      assertThat(scan(scanner, Source.FEEDER, ColorMode.GRAY, "image/png"))
          .isEqualTo(new Outcome.Done(10));
      assertThat(pages).extracting(Page::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      assertThat(scan(scanner, Source.FLATBED, ColorMode.GRAY, "image/png"))
          .isEqualTo(new Outcome.Done(1));
    }
  }

  @Test
  void aCancelInTheMiddleOfAFeederEndsSoonAndTheScannerGoesOn() throws Exception {
    try (var scanner = ready("test:0")) {
      var request = new Request(Source.FEEDER, ColorMode.COLOR, 600, "image/jpeg");
      List<Page> whole = new ArrayList<>();
      scanner.onProgress(
          progress -> {
            if (progress.page() == 2 && progress.percent() > 10) {
              scanner.cancel();
            }
          });
      var scan = CompletableFuture.supplyAsync(() -> scanner.scan(request, whole::add, LONG));
      assertThat(scan.get(40, TimeUnit.SECONDS)).isEqualTo(new Outcome.Cancelled(1));
      assertThat(whole).hasSize(1);
      assertThat(scan(scanner, Source.FLATBED, ColorMode.GRAY, "image/png"))
          .isEqualTo(new Outcome.Done(1));
    }
  }

  @Test
  void aScannerThatIsNotThereIsNamed() {
    try (var scanner = scanner("test:9")) {
      await().atMost(SOON).until(() -> scanner.status().state() == DeviceState.OFFLINE);
      assertThat(scanner.status().fault().code()).isEqualTo("NO_SUCH_SCANNER");
      assertThat(scanner.status().fault().messageZh()).contains("test:9");
    }
  }

  @Test
  void sanedDiesAndComesBack() throws Exception {
    try (var scanner = ready("test:0")) {
      end();
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> scanner.status().state() == DeviceState.NO_HARDWARE);
      run();
      await().atMost(SOON).until(() -> scanner.status().usable());
      assertThat(scan(scanner, Source.FLATBED, ColorMode.GRAY, "image/png"))
          .isEqualTo(new Outcome.Done(1));
      var request = new Request(Source.FEEDER, ColorMode.COLOR, 600, "image/jpeg");
      scanner.onProgress(
          progress -> {
            if (progress.percent() > 10) {
              saned.descendants().forEach(ProcessHandle::destroyForcibly);
            }
          });
      assertThat(scanner.scan(request, pages::add, LONG)).isInstanceOf(Outcome.Failed.class);
      await().atMost(SOON).until(() -> scanner.status().usable());
    }
  }
}
