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
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DocumentScanner;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Outcome;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.device.driver.Scanimage;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of SANE's test scanner behind the real saned, compared with those of scanimage. */
@VerifiedAgainst(driver = "sane", source = "pictures of scanimage 1.2.1")
class SanedPicturesIT {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String BARS = "test-picture \"Color pattern\"\nbr_x 80\nbr_y 100\n";

  @TempDir Path folder;
  private RealSaned saned;
  private final List<Page> pages = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    saned.close();
  }

  private DocumentScanner ready(String settings) throws Exception {
    DocumentScanner scanner = scanner(settings, Map.of());
    await().atMost(SOON).until(() -> scanner.status().usable());
    return scanner;
  }

  private DocumentScanner scanner(String settings, Map<String, String> options) throws Exception {
    Files.writeString(folder.resolve("test.conf"), "number_of_devices 1\n" + settings);
    saned = RealSaned.start(folder, "test");
    DocumentScanner scanner =
        Quick.device(
            DocumentScanner.class,
            new DeviceConfig("scanner", "sane", saned.address() + "/test:0", null, options));
    scanner.open();
    return scanner;
  }

  private Outcome scan(DocumentScanner scanner, ColorMode mode, int dpi, Duration deadline) {
    var request = new Request(Source.FLATBED, mode, dpi, "image/png");
    return scanner.scan(request, pages::add, deadline);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("", ColorMode.COLOR),
        Arguments.of("", ColorMode.GRAY),
        Arguments.of("three-pass true\nthree-pass-order BRG\n", ColorMode.COLOR),
        Arguments.of("hand-scanner true\n", ColorMode.GRAY),
        Arguments.of("hand-scanner true\n", ColorMode.COLOR),
        Arguments.of("ppl-loss 7\n", ColorMode.COLOR),
        Arguments.of("fuzzy-parameters true\n", ColorMode.COLOR),
        Arguments.of("read-limit true\nread-limit-size 999\n", ColorMode.COLOR),
        Arguments.of("depth 16\n", ColorMode.GRAY));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyPixelIsAsScanimageHasIt(String settings, ColorMode mode) throws Exception {
    try (var scanner = ready(BARS + settings)) {
      assertThat(scan(scanner, mode, 75, LONG)).isEqualTo(new Outcome.Done(1));
      BufferedImage ours = ImageIO.read(new ByteArrayInputStream(pages.getFirst().data()));
      var scanimage = new Scanimage(folder, "test", Files.readString(folder.resolve("test.conf")));
      // Its PNM has the bytes behind a line, its PNG cannot be of unknown length or of three
      // passes.
      String format = settings.startsWith("ppl-loss") ? "--format=png" : "--format=pnm";
      String word = mode == ColorMode.COLOR ? "--mode=Color" : "--mode=Gray";
      scanimage.run(
          "test:0", word, "--depth=8", "--resolution=75", "-x200", "-y200", format, "-op");
      BufferedImage theirs = scanimage.image("p");
      assertThat(ours.getWidth()).isEqualTo(theirs.getWidth());
      assertThat(ours.getHeight()).isEqualTo(theirs.getHeight());
      int width = ours.getWidth();
      int height = ours.getHeight();
      assertThat(ours.getRGB(0, 0, width, height, null, 0, width))
          .isEqualTo(theirs.getRGB(0, 0, width, height, null, 0, width));
    }
  }

  /** 590 lines of 1770 bytes, of which the scanner gives 1024 each fifth of a second. */
  private static final String SLOW =
      "read-limit true\nread-limit-size 1024\nread-delay true\nread-delay-duration 200000\n";

  @Test
  void aDeadlineInTheMiddleOfAPageIsAFaultAndTheScannerGoesOn() throws Exception {
    try (var scanner = ready(SLOW)) {
      long began = System.nanoTime();
      Outcome outcome = scan(scanner, ColorMode.COLOR, 75, Duration.ofSeconds(2));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.pages()).isZero();
                assertThat(failed.fault().messageEn()).contains("deadline");
              });
      assertThat(pages).isEmpty();
      await().atMost(SOON).until(() -> scanner.status().usable());
      assertThat(scan(scanner, ColorMode.GRAY, 75, Duration.ofSeconds(1)))
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void aCancelOfASlowPageEndsWithinTwoSeconds() throws Exception {
    try (var scanner = ready(SLOW)) {
      var cancelled = new long[1];
      scanner.onProgress(
          progress -> {
            if (cancelled[0] == 0) {
              cancelled[0] = System.nanoTime();
              scanner.cancel();
            }
          });
      assertThat(scan(scanner, ColorMode.COLOR, 75, LONG)).isEqualTo(new Outcome.Cancelled(0));
      assertThat(Duration.ofNanos(System.nanoTime() - cancelled[0]))
          .isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aJamWhileThePageIsReadIsToldInWords() throws Exception {
    try (var scanner = ready("read-status-code SANE_STATUS_JAMMED\n")) {
      assertThat(scan(scanner, ColorMode.GRAY, 75, LONG))
          .isInstanceOfSatisfying(
              Outcome.Failed.class, f -> assertThat(f.fault().code()).isEqualTo("PAPER_JAM"));
      assertThat(pages).isEmpty();
      await().atMost(SOON).until(() -> scanner.status().usable());
    }
  }

  @Test
  void aServerThatNoLongerAnswersIsSeenSoonAndComesBack() throws Exception {
    try (var scanner = ready("")) {
      saned.signal("STOP");
      await().atMost(Duration.ofSeconds(2)).until(() -> !scanner.status().usable());
      assertThat(scanner.status().fault().messageZh()).isNotBlank();
      saned.signal("CONT");
      await().atMost(Duration.ofSeconds(3)).until(() -> scanner.status().usable());
      assertThat(scan(scanner, ColorMode.GRAY, 75, LONG)).isEqualTo(new Outcome.Done(1));
    }
  }

  @Test
  void aServerThatWantsAPasswordGetsItOrSaysSo() throws Exception {
    Files.writeString(folder.resolve("saned.users"), "hall:open sesame:test\n");
    var right = Map.of("user", "hall", "password", "open sesame");
    try (var scanner = scanner("", right)) {
      await().atMost(SOON).until(() -> scanner.status().usable());
      assertThat(scan(scanner, ColorMode.GRAY, 75, LONG)).isEqualTo(new Outcome.Done(1));
    }
    saned.close();
    try (var scanner = scanner("", Map.of("user", "hall", "password", "wrong"))) {
      await().atMost(SOON).until(() -> scanner.status().state() == DeviceState.OFFLINE);
      assertThat(scanner.status().fault().code()).isEqualTo("DENIED");
      assertThat(scanner.status().fault().messageZh()).contains("password");
    }
  }
}
