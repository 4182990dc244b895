package org.jiaohao.device.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Pictures of pages as one PDF file, one page each. JPEG pictures go in byte by byte. */
public final class PdfFile {
  private static final float POINTS_PER_INCH = 72;

  private PdfFile() {}

  /**
   * Makes the file.
   *
   * @param pictures JPEG, PNG or PDF files, at least one; of the last all pages are taken as they
   *     are
   * @param dpi dots per inch of all, or 0 when nobody knows: each is then fitted into an A4 page
   * @throws IOException when one of them is no picture, by its number from 1
   */
  public static byte[] of(List<byte[]> pictures, int dpi) throws IOException {
    if (pictures.isEmpty()) {
      throw new IllegalArgumentException("a PDF file needs a page");
    }
    List<PDDocument> parts = new ArrayList<>(); // open until all is written
    try (var pdf = new PDDocument()) {
      for (int i = 0; i < pictures.size(); i++) {
        if (isPdf(pictures.get(i))) {
          parts.add(opened(pictures.get(i), i + 1));
          for (PDPage page : parts.getLast().getPages()) {
            pdf.importPage(page);
          }
        } else {
          add(pdf, picture(pdf, pictures.get(i), i + 1), dpi);
        }
      }
      var out = new ByteArrayOutputStream();
      pdf.save(out);
      return out.toByteArray();
    } finally {
      for (PDDocument part : parts) {
        part.close();
      }
    }
  }

  /** Some that are damaged open without a page, some break the reader. */
  private static PDDocument opened(byte[] pdf, int page) throws IOException {
    PDDocument opened;
    try {
      opened = Loader.loadPDF(pdf);
    } catch (IOException | RuntimeException e) {
      throw new IOException("page " + page + " is no PDF file that can be read", e);
    }
    if (opened.getNumberOfPages() == 0) {
      opened.close();
      throw new IOException("page " + page + " is a PDF file without a page");
    }
    return opened;
  }

  private static boolean isPdf(byte[] file) {
    return file.length > 4 && file[0] == '%' && file[1] == 'P' && file[2] == 'D' && file[3] == 'F';
  }

  private static PDImageXObject picture(PDDocument pdf, byte[] bytes, int page) throws IOException {
    boolean jpeg = bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8;
    if (jpeg) {
      return JPEGFactory.createFromByteArray(pdf, bytes);
    }
    var image = ImageIO.read(new ByteArrayInputStream(bytes));
    if (image == null) {
      throw new IOException("page " + page + " is neither a JPEG nor a PNG picture");
    }
    return LosslessFactory.createFromImage(pdf, image);
  }

  private static void add(PDDocument pdf, PDImageXObject picture, int dpi) throws IOException {
    float width = picture.getWidth();
    float height = picture.getHeight();
    boolean wide = width > height;
    float pageWidth = wide ? PDRectangle.A4.getHeight() : PDRectangle.A4.getWidth();
    float pageHeight = wide ? PDRectangle.A4.getWidth() : PDRectangle.A4.getHeight();
    float scale = Math.min(pageWidth / width, pageHeight / height);
    if (dpi > 0) {
      scale = POINTS_PER_INCH / dpi;
      pageWidth = width * scale;
      pageHeight = height * scale;
    }
    var page = new PDPage(new PDRectangle(pageWidth, pageHeight));
    pdf.addPage(page);
    try (var content = new PDPageContentStream(pdf, page)) {
      float x = (pageWidth - width * scale) / 2;
      float y = (pageHeight - height * scale) / 2;
      content.drawImage(picture, x, y, width * scale, height * scale);
    }
  }
}
