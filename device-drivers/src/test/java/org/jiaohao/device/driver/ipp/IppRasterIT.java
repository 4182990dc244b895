package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.api.PagePrinter.Outcome;
import org.jiaohao.device.codec.raster.CupsRaster;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.emulator.ipp.OfficePrinter;
import org.jiaohao.emulator.ipp.RasterPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Printers that take no PDF get the pages as pictures. */
@VerifiedAgainst(driver = "ipp", source = "ippeveprinter of CUPS 2.4 without PDF")
class IppRasterIT {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final byte[] PDF = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);

  /** A4, two pages. */
  private static final DrawnPages NOTICE = new DrawnPages(2, 210, 297, false);

  private static final DrawnPages ONE_PAGE = new DrawnPages(1, 210, 297, false);

  @TempDir Path folder;

  private static PagePrinter open(String address, PdfPages drawer) {
    var config = new DeviceConfig("office", "ipp", address, null, Map.of());
    PagePrinter printer = IppDriver.create(config, Quick.PACE, Optional.of(drawer));
    printer.open();
    await().atMost(SOON).until(() -> printer.status().usable());
    return printer;
  }

  private static PagePrinter open(OfficePrinter emulator, String takes, PdfPages drawer) {
    emulator.fault("takes", Map.of("formats", takes));
    return open(emulator.address(), drawer);
  }

  private static void isTheNotice(RasterPages.Page page, int number) {
    assertThat(page.dpi()).isEqualTo(300);
    assertThat(page.picture().getWidth()).isEqualTo(2480);
    assertThat(page.picture().getHeight()).isEqualTo(3508);
    int wrong = 0;
    for (int y = 0; y < 3508; y += 13) {
      for (int x = 0; x < 2480; x += 7) {
        int dot = DrawnPages.dot(number, x, y);
        int grey = dot == 0xFF0000 ? 0x4C4C4C : dot;
        wrong += (page.picture().getRGB(x, y) & 0xFFFFFF) == (page.colour() ? dot : grey) ? 0 : 1;
      }
    }
    assertThat(wrong).as("dots that differ on page %d", number).isZero();
  }

  @Test
  void anInkjetOfPwgRasterGetsBothPagesInColour() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer =
            open(emulator, "application/octet-stream,image/jpeg,image/pwg-raster", NOTICE)) {
      assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
      List<RasterPages.Page> pages = RasterPages.read(emulator.printed().getFirst());
      assertThat(pages).hasSize(2);
      for (int i = 0; i < 2; i++) {
        isTheNotice(pages.get(i), i);
        assertThat(pages.get(i).colour()).isTrue();
        assertThat(pages.get(i).media()).isEqualTo("iso_a4_210x297mm");
      }
      assertThat(emulator.asked("media", "sides"))
          .isEqualTo(Map.of("media", "iso_a4_210x297mm", "sides", "one-sided"));
    }
  }

  @Test
  void aPrinterOfUrfWithoutColoursGetsGrey() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0")) {
      emulator.fault("grey", Map.of());
      try (var printer = open(emulator, "image/urf,image/jpeg", NOTICE)) {
        assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
        List<RasterPages.Page> pages = RasterPages.read(emulator.printed().getFirst());
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().colour()).isFalse();
        isTheNotice(pages.getFirst(), 0);
        isTheNotice(pages.getLast(), 1);
      }
    }
  }

  @Test
  void aPrinterOfPicturesGetsAJobForEachPage() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator, "image/jpeg", NOTICE)) {
      assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
      assertThat(emulator.printed()).hasSize(2);
      byte[] jpeg = emulator.printed().getLast();
      assertThat(jpeg[13] + " " + (jpeg[15] & 0xFF)).as("dots per inch").isEqualTo("1 200");
      BufferedImage page = ImageIO.read(new ByteArrayInputStream(jpeg));
      assertThat(page.getWidth() + " " + page.getHeight()).isEqualTo("1654 2339");
      assertThat(emulator.asked("print-scaling")).isEqualTo(Map.of("print-scaling", "fit"));
      assertThat(page.getRGB(200, 700) & 0xFF).as("grey of the second page").isBetween(30, 38);
    }
  }

  /** A page came out before the printer refused the next: "not printed" would be wrong. */
  @Test
  void pagesThatCameOutAreNeverSaidToHaveFailed() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator, "image/jpeg", NOTICE)) {
      emulator.fault("refuses", Map.of("after-jobs", "1"));
      Outcome told = printer.print(PDF, "notice", LONG);
      assertThat(told).isInstanceOf(Outcome.Uncertain.class);
      assertThat(((Outcome.Uncertain) told).fault().code()).isEqualTo("PARTLY_REFUSED_040a");
      assertThat(((Outcome.Uncertain) told).fault().messageZh()).contains("共 2 页，前 1 页");
      assertThat(emulator.printed()).hasSize(1);
    }
  }

  @Test
  void aPageIsDrawnForThePaperThereIs() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0")) {
      emulator.fault("letter", Map.of());
      try (var printer = open(emulator, "image/pwg-raster", ONE_PAGE)) {
        assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
        RasterPages.Page page = RasterPages.read(emulator.printed().getFirst()).getFirst();
        assertThat(page.media()).isEqualTo("na_letter_8.5x11in");
        assertThat(page.picture().getWidth() + " " + page.picture().getHeight())
            .isEqualTo("2550 3300");
      }
    }
  }

  /** A page of 26 MB that cannot be made smaller; ten of them must not fill the memory. */
  @Test
  void photographsGoPageByPage() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0")) {
      var photographs = new DrawnPages(2, 210, 297, true);
      try (var printer = open(emulator, "image/urf", photographs)) {
        assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
        assertThat(emulator.printed()).hasSize(2);
        assertThat(emulator.printed().getFirst()).hasSizeGreaterThan(26_000_000);
      }
    }
  }

  @Test
  void aFileThatCannotBeDrawnIsNotPrintedAndTheNextComesOut() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator, "image/pwg-raster", ONE_PAGE)) {
      Outcome told = printer.print(new byte[0], "notice", LONG);
      assertThat(((Outcome.Failed) told).fault().code()).isEqualTo("BAD_PDF");
      await().atMost(SOON).until(() -> printer.status().state() == DeviceState.IDLE);
      assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
    }
  }

  /** It tells grey only, has letter paper, and knows A4. CUPS reads what its mechanism gets. */
  @Test
  void theEverywherePrinterOfCupsGetsRasterThatCupsCanRead() throws Throwable {
    try (var eve = EvePrinter.start(folder, List.of("-f", "image/pwg-raster"), Map.of())) {
      eve.set("go", "");
      try (var printer = open(eve.address("ipp"), NOTICE)) {
        assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
      }
      List<CupsRaster.Page> pages = CupsRaster.read(eve.out());
      assertThat(pages).hasSize(2);
      CupsRaster.Page second = pages.getLast();
      assertThat(List.of(second.width(), second.height(), second.dpi(), second.space()))
          .isEqualTo(List.of(2480, 3508, 300, 18));
      assertThat(second.media()).isEqualTo("iso_a4_210x297mm");
      for (int y = 0; y < 3508; y += 3) {
        int dot = DrawnPages.dot(1, 100, y);
        int grey = dot == 0xFF0000 ? 0x4C : dot & 0xFF;
        assertThat(second.pixels()[y * 2480 + 100] & 0xFF).isEqualTo(grey);
      }
    }
  }
}
