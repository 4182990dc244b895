package org.jiaohao.device.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.awaitility.Awaitility;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.tool.DeviceScan;
import org.jiaohao.device.tool.DeviceTool;
import org.jiaohao.emulator.camera.OverheadCamera;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.jiaohao.emulator.ipp.OfficePrinter;
import org.jiaohao.emulator.ipp.RasterPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code devices capture} makes of papers when the document tools are there. */
class CaptureIT {
  private static final String TCP = "tcp:127.0.0.1:0";
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void aCameraTakesAPictureAndTheSheetUnderItBecomesAPdfFile() throws Exception {
    try (var emulator = OverheadCamera.start("file:" + folder.resolve("video0"))) {
      var config =
          new DeviceConfig(
              "desk-camera",
              "camera",
              emulator.address().toString(),
              "file:" + emulator.profile(),
              Map.of());
      Path pdf = folder.resolve("sheet.pdf");
      assertThat(tool(config, "capture", "desk-camera", pdf.toString())).isZero();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("sheet.pdf");
      try (PDDocument read = Loader.loadPDF(pdf.toFile())) {
        var image = new PDFRenderer(read).renderImage(0);
        assertThat(image.getHeight()).isGreaterThan(image.getWidth());
        int light = 0;
        for (int y = 0; y < image.getHeight(); y++) {
          light += (image.getRGB(image.getWidth() / 2, y) & 0xFF) > 150 ? 1 : 0;
        }
        assertThat(light).as("no desk above and below").isGreaterThan(image.getHeight() * 9 / 10);
      }
    }
  }

  @Test
  void allPagesOfTheFeederBecomeOneFile() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("feed", Map.of("pages", "3"));
      Path pdf = folder.resolve("pages.pdf");
      var config =
          new DeviceConfig("scanner", "escl", emulator.address().toString(), null, Map.of());
      assertThat(tool(config, "capture", "scanner", pdf.toString(), "feeder")).isZero();
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("第 1 页", "第 3 页");
      try (PDDocument read = Loader.loadPDF(pdf.toFile())) {
        assertThat(read.getNumberOfPages()).isEqualTo(3);
      }
      said.reset();
      assertThat(tool(config, "capture", "scanner", pdf.toString(), "feeder")).isEqualTo(1);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("没有纸");
    }
  }

  private DeviceConfig feeder(NetworkScanner emulator, int sheets) {
    emulator.fault("feed", Map.of("pages", String.valueOf(sheets)));
    return new DeviceConfig("scanner", "escl", emulator.address(), null, Map.of());
  }

  private static int pages(Path pdf) throws Exception {
    try (PDDocument read = Loader.loadPDF(pdf.toFile())) {
      return read.getNumberOfPages();
    }
  }

  private List<String> files() throws Exception {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void aFormatIsAskedForThatCanBeUsed() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault(
          "formats", Map.of("list", "application/octet-stream,application/pdf,image/jpeg"));
      Path pdf = folder.resolve("pages.pdf");
      assertThat(tool(feeder(emulator, 2), "capture", "scanner", pdf.toString(), "feeder"))
          .isZero();
      assertThat(pages(pdf)).isEqualTo(2);
      assertThat(files()).containsExactly("pages.pdf");
    }
  }

  @Test
  void pagesThatCannotBeUsedAreKeptAsTheyCame() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("formats", Map.of("list", "application/octet-stream"));
      Path pdf = folder.resolve("pages.pdf");
      assertThat(tool(feeder(emulator, 2), "capture", "scanner", pdf.toString(), "feeder"))
          .isEqualTo(1);
      assertThat(files()).containsExactly("pages.pdf.pages/001.bin", "pages.pdf.pages/002.bin");
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("原样保存", "002.bin");
    }
  }

  @Test
  void aTornPageLeavesTheOthersWholeAndItsBytesBesideThem() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("torn", Map.of("page", "2"));
      emulator.fault("jpeg-height", Map.of("value", "65535"));
      Path pdf = folder.resolve("pages.pdf");
      assertThat(tool(feeder(emulator, 3), "capture", "scanner", pdf.toString(), "feeder"))
          .isEqualTo(1);
      assertThat(pages(pdf)).isEqualTo(2);
      assertThat(files()).containsExactly("pages.pdf", "pages.pdf.pages/002.jpg");
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("第 2 页", "002.jpg");
    }
  }

  @Test
  void aPdfFileThatCannotBeReadSpoilsNoOtherPage() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("broken-pdf", Map.of("page", "2"));
      Path pdf = folder.resolve("pages.pdf");
      assertThat(tool(feeder(emulator, 3), "capture", "scanner", pdf.toString(), "feeder"))
          .isEqualTo(1);
      assertThat(pages(pdf)).isEqualTo(2);
      assertThat(files()).containsExactly("pages.pdf", "pages.pdf.pages/002.pdf");
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("原样保存", "002.pdf");
    }
  }

  @Test
  void eachSheetBecomesAPictureOfItsOwn() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      Path jpg = folder.resolve("sheet.jpg");
      assertThat(tool(feeder(emulator, 2), "capture", "scanner", jpg.toString(), "feeder"))
          .isZero();
      assertThat(files()).containsExactly("sheet-2.jpg", "sheet.jpg");
    }
  }

  /** The third sheet does not come: what a power cut would leave is what lies there now. */
  @Test
  void pagesAreOnTheDiskBeforeTheNextOneComes() throws Exception {
    try (var emulator = NetworkScanner.start(TCP)) {
      emulator.fault("moving", Map.of("page", "3", "ms", "600000"));
      Path pdf = folder.resolve("pages.pdf");
      DeviceConfig config = feeder(emulator, 3);
      Thread capture =
          Thread.ofPlatform()
              .start(() -> capture(config, "capture", "scanner", pdf.toString(), "feeder"));
      var left = List.of("pages.pdf.pages/001.jpg", "pages.pdf.pages/002.jpg");
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(files()).isEqualTo(left));
      assertThat(ImageIO.read(folder.resolve(left.get(1)).toFile())).isNotNull();
      emulator.fault("jam");
      capture.join(Duration.ofSeconds(30));
      assertThat(pages(pdf)).as("what came before the jam").isEqualTo(2);
    }
  }

  @Test
  void pagesOfAJobThatWasCutOffAreNotWrittenOver() throws Exception {
    Path old = folder.resolve("pages.pdf.pages/001.jpg");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "a page of yesterday");
    try (var emulator = NetworkScanner.start(TCP)) {
      Path pdf = folder.resolve("pages.pdf");
      assertThat(tool(feeder(emulator, 1), "capture", "scanner", pdf.toString(), "feeder"))
          .isZero();
      assertThat(old).hasContent("a page of yesterday");
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("pages.pdf.pages");
    }
  }

  private void capture(DeviceConfig config, String... words) {
    try {
      tool(config, words);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theTestPageIsOneOthersCanRead() throws Exception {
    try (var emulator = OfficePrinter.start(TCP)) {
      var config = new DeviceConfig("office", "ipp", emulator.address().toString(), null, Map.of());
      assertThat(tool(config, "test", "office")).isZero();
      try (PDDocument read = Loader.loadPDF(emulator.printed().getFirst())) {
        assertThat(read.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f); // A4
        var image = new PDFRenderer(read).renderImage(0);
        assertThat(image.getRGB(28, 400) & 0xFF).as("the frame").isLessThan(128);
        assertThat(image.getRGB(14, 400) & 0xFF).as("the edge").isGreaterThan(200);
      }
    }
  }

  /** The same page on a printer that takes no PDF. */
  @Test
  void theTestPageIsDrawnForAPrinterThatTakesPicturesOnly() throws Exception {
    for (String format : List.of("image/pwg-raster", "image/urf", "image/jpeg")) {
      try (var emulator = OfficePrinter.start(TCP)) {
        emulator.fault("takes", Map.of("formats", format));
        var config =
            new DeviceConfig("office", "ipp", emulator.address().toString(), null, Map.of());
        assertThat(tool(config, "test", "office")).as(said::toString).isZero();
        byte[] sent = emulator.printed().getFirst();
        BufferedImage page =
            format.equals("image/jpeg")
                ? ImageIO.read(new ByteArrayInputStream(sent))
                : RasterPages.read(sent).getFirst().picture();
        double millimetre = page.getWidth() / 210.0;
        assertThat(page.getHeight() / millimetre).as(format).isBetween(296.5, 297.5);
        int middle = page.getHeight() / 2;
        assertThat(darkest(page, 9, 11, middle)).as("the frame, " + format).isLessThan(128);
        assertThat(darkest(page, 1, 8, middle)).as("the edge, " + format).isGreaterThan(200);
      }
    }
  }

  private static int darkest(BufferedImage page, int fromMm, int toMm, int y) {
    double millimetre = page.getWidth() / 210.0;
    int darkest = 255;
    for (int x = (int) (fromMm * millimetre); x < toMm * millimetre; x++) {
      darkest = Math.min(darkest, page.getRGB(x, y) & 0xFF);
    }
    return darkest;
  }

  private int tool(DeviceConfig config, String... words) throws Exception {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new DeviceTool(List.of(config), new DeviceScan(), out).run(List.of(words));
  }
}
