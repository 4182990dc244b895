package org.jiaohao.device.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;
import org.jiaohao.device.driver.ipp.PdfPages;

/** Pages of PDF files for printers that take pictures only, drawn by PDFBox. */
public final class PdfDrawing implements PdfPages {
  private static final double MM_PER_POINT = 25.4 / 72;

  @Override
  public Opened open(byte[] pdf) throws IOException {
    return new Drawing(Loader.loadPDF(pdf));
  }

  /** Leaves no picture out without a word: what cannot be decoded ends the page. */
  private static final class Strict extends PDFRenderer {
    Strict(PDDocument document) {
      super(document);
      setDefaultDestination(RenderDestination.PRINT);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
      return new PageDrawer(parameters) {
        @Override
        protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
            throws IOException {
          if (e instanceof MissingImageReaderException) {
            throw e;
          }
          super.operatorException(operator, operands, e);
        }
      };
    }
  }

  private record Drawing(PDDocument document) implements Opened {
    @Override
    public int pages() {
      return document.getNumberOfPages();
    }

    @Override
    public double width(int page) {
      return size(page)[0] * MM_PER_POINT;
    }

    @Override
    public double height(int page) {
      return size(page)[1] * MM_PER_POINT;
    }

    /** Points across and along, as the page is turned. */
    private double[] size(int number) {
      PDPage page = document.getPage(number);
      PDRectangle box = page.getCropBox();
      boolean turned = page.getRotation() % 180 != 0;
      return turned
          ? new double[] {box.getHeight(), box.getWidth()}
          : new double[] {box.getWidth(), box.getHeight()};
    }

    @Override
    public BufferedImage draw(int page, int width, int height, int top, int rows)
        throws IOException {
      double[] size = size(page);
      boolean turn = size[0] > size[1] != width > height && size[0] != size[1];
      double across = turn ? size[1] : size[0];
      double along = turn ? size[0] : size[1];
      double scale = Math.min(width / across, height / along);
      var picture = new BufferedImage(width, rows, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = picture.createGraphics();
      try {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, rows);
        g.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.translate((width - across * scale) / 2, (height - along * scale) / 2 - top);
        if (turn) {
          g.translate(across * scale, 0);
          g.rotate(Math.PI / 2);
        }
        g.setBackground(Color.WHITE);
        new Strict(document).renderPageToGraphics(page, g, (float) scale);
      } finally {
        g.dispose();
      }
      return picture;
    }

    @Override
    public void close() throws IOException {
      document.close();
    }
  }
}
