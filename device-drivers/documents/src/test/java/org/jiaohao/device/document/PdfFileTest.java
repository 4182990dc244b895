package org.jiaohao.device.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

class PdfFileTest {
  private static byte[] picture(int width, int height, Color color, String format)
      throws Exception {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, width, height);
    g.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  @Test
  void pagesHaveTheSizeOfThePaper() throws Exception {
    byte[] pdf =
        PdfFile.of(
            List.of(picture(827, 1169, Color.RED, "png"), picture(583, 827, Color.BLUE, "jpeg")),
            100);
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getNumberOfPages()).isEqualTo(2);
      assertThat(read.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f); // A4
      assertThat(read.getPage(1).getMediaBox().getHeight()).isBetween(595f, 596f); // A5
      var renderer = new PDFRenderer(read);
      assertThat(new Color(renderer.renderImage(0).getRGB(300, 400))).isEqualTo(Color.RED);
      assertThat(new Color(renderer.renderImage(1).getRGB(100, 100)).getBlue()).isGreaterThan(240);
    }
  }

  @Test
  void withoutResolutionAPictureIsFittedIntoA4() throws Exception {
    byte[] pdf = PdfFile.of(List.of(picture(2592, 1944, Color.GREEN, "jpeg")), 0);
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getPage(0).getMediaBox().getWidth()).isBetween(841f, 842f); // lying
      assertThat(read.getPage(0).getMediaBox().getHeight()).isBetween(595f, 596f);
    }
  }

  @Test
  void whatIsNoPictureIsNamed() throws Exception {
    byte[] good = picture(10, 10, Color.RED, "png");
    assertThatThrownBy(() -> PdfFile.of(List.of(good, new byte[] {1, 2, 3}), 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("page 2");
    assertThatThrownBy(() -> PdfFile.of(List.of(), 100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
