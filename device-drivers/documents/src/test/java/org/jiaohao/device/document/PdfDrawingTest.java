package org.jiaohao.device.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.jiaohao.device.driver.ipp.PdfPages;
import org.junit.jupiter.api.Test;

class PdfDrawingTest {
  private static final PDRectangle LYING =
      new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth());

  /** A red square in the left top corner, a half transparent blue one in the middle, some text. */
  private static byte[] page(PDRectangle size, int turned) throws IOException {
    try (var pdf = new PDDocument()) {
      var page = new PDPage(size);
      page.setRotation(turned);
      pdf.addPage(page);
      try (var content = new PDPageContentStream(pdf, page)) {
        content.setNonStrokingColor(Color.RED);
        content.addRect(0, size.getHeight() - 100, 100, 100);
        content.fill();
        content.setNonStrokingColor(Color.BLACK);
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 40);
        content.newLineAtOffset(120, size.getHeight() - 80);
        content.showText("A 027");
        content.endText();
        var half = new PDExtendedGraphicsState();
        half.setNonStrokingAlphaConstant(0.5f);
        content.setGraphicsStateParameters(half);
        content.setNonStrokingColor(Color.BLUE);
        content.addRect(size.getWidth() / 2 - 50, size.getHeight() / 2 - 50, 100, 100);
        content.fill();
      }
      var out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private static String dot(BufferedImage picture, int x, int y) {
    return "%06x".formatted(picture.getRGB(x, y) & 0xFFFFFF);
  }

  @Test
  void aPageFillsItsSheetAndTellsItsSize() throws Exception {
    try (PdfPages.Opened file = PdfPages.find().orElseThrow().open(page(PDRectangle.A4, 0))) {
      assertThat(file.pages()).isEqualTo(1);
      assertThat(file.width(0)).isCloseTo(210, within(0.1));
      assertThat(file.height(0)).isCloseTo(297, within(0.1));
      BufferedImage drawn = file.draw(0, 1240, 1754, 0, 1754);
      assertThat(dot(drawn, 3, 3)).isEqualTo("ff0000");
      assertThat(dot(drawn, 203, 203)).isEqualTo("ff0000");
      assertThat(dot(drawn, 620, 877)).isIn("7f7fff", "8080ff");
      assertThat(dot(drawn, 1236, 1750)).isEqualTo("ffffff");
    }
  }

  @Test
  void bandsAreTheRowsOfTheWholePage() throws Exception {
    try (PdfPages.Opened file = new PdfDrawing().open(page(PDRectangle.A4, 0))) {
      BufferedImage whole = file.draw(0, 1240, 1754, 0, 1754);
      for (int top = 0; top < 1754; top += 333) {
        int rows = Math.min(333, 1754 - top);
        BufferedImage band = file.draw(0, 1240, 1754, top, rows);
        assertThat(band.getHeight()).isEqualTo(rows);
        assertThat(band.getRGB(0, 0, 1240, rows, null, 0, 1240))
            .as("from row %d", top)
            .isEqualTo(whole.getRGB(0, top, 1240, rows, null, 0, 1240));
      }
    }
  }

  @Test
  void aPageThatLiesIsTurnedOntoASheetThatStands() throws Exception {
    try (PdfPages.Opened file = new PdfDrawing().open(page(LYING, 0))) {
      assertThat(file.width(0)).isCloseTo(297, within(0.1));
      BufferedImage drawn = file.draw(0, 1240, 1754, 0, 1754);
      assertThat(dot(drawn, 1236, 3)).as("its left top corner").isEqualTo("ff0000");
      assertThat(dot(drawn, 3, 3)).isEqualTo("ffffff");
      assertThat(dot(drawn, 620, 877)).isIn("7f7fff", "8080ff");
    }
    try (PdfPages.Opened file = new PdfDrawing().open(page(LYING, 90))) {
      assertThat(file.width(0)).as("turned by the file itself").isCloseTo(210, within(0.1));
      assertThat(dot(file.draw(0, 1240, 1754, 0, 1754), 1236, 3)).isEqualTo("ff0000");
    }
  }

  @Test
  void aPageOfAnotherSizeIsDrawnAsLargeAsFitsInTheMiddle() throws Exception {
    try (PdfPages.Opened file = new PdfDrawing().open(page(PDRectangle.A5, 0))) {
      BufferedImage drawn = file.draw(0, 1000, 2000, 0, 2000);
      assertThat(dot(drawn, 3, 3)).isEqualTo("ffffff");
      int top = (int) (2000 - 1000 * PDRectangle.A5.getHeight() / PDRectangle.A5.getWidth()) / 2;
      assertThat(dot(drawn, 3, top - 4)).isEqualTo("ffffff");
      assertThat(dot(drawn, 3, top + 4)).isEqualTo("ff0000");
    }
  }

  /** Java has no decoder for JPEG 2000; a page without its seal must not come out. */
  @Test
  void aPictureThatCannotBeDecodedIsNotLeftOut() throws Exception {
    byte[] pdf;
    try (var document = new PDDocument()) {
      var page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      var picture =
          new PDImageXObject(
              document,
              new ByteArrayInputStream(new byte[] {0, 0, 0, 12}),
              COSName.JPX_DECODE,
              10,
              10,
              8,
              PDDeviceRGB.INSTANCE);
      try (var content = new PDPageContentStream(document, page)) {
        content.drawImage(picture, 10, 10, 100, 100);
      }
      var out = new ByteArrayOutputStream();
      document.save(out);
      pdf = out.toByteArray();
    }
    try (PdfPages.Opened file = new PdfDrawing().open(pdf)) {
      assertThatThrownBy(() -> file.draw(0, 1240, 1754, 0, 1754)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsNoPdfOrIsLockedIsRefused() throws Exception {
    byte[] none = "%PDF-1.7 nothing".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> new PdfDrawing().open(none)).isInstanceOf(IOException.class);
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      var out = new ByteArrayOutputStream();
      document.save(out);
      assertThatThrownBy(() -> new PdfDrawing().open(out.toByteArray()))
          .isInstanceOf(IOException.class);
    }
  }
}
