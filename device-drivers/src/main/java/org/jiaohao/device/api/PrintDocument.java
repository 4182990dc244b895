package org.jiaohao.device.api;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A document for a receipt printer, independent of model and width.
 *
 * @param blocks printed from top to bottom; the paper is cut at the end
 */
public record PrintDocument(List<Block> blocks) {
  /** One piece of a document. */
  public sealed interface Block {}

  /** Horizontal position. */
  public enum Align {
    /** Left edge. */
    LEFT,
    /** Centre. */
    CENTER,
    /** Right edge. */
    RIGHT
  }

  /**
   * A paragraph; wraps at the paper's width, full-width characters count two columns. Any character
   * of GB18030-2022 may occur.
   *
   * @param text the text, without line breaks
   * @param align position
   * @param scale character size, 1 to 8 times the normal size
   * @param bold whether emphasised
   */
  public record Text(String text, Align align, int scale, boolean bold) implements Block {
    /** Normal size, left, not bold. */
    public static Text of(String text) {
      return new Text(text, Align.LEFT, 1, false);
    }
  }

  /**
   * A QR code, centred, with as much error correction as the paper's width allows (H, else Q or M);
   * drawn smaller where the paper is too narrow. The white margin above and below is the
   * document's, as empty lines.
   *
   * @param payload ASCII text
   * @param moduleDots dots of one module, 1 to 16
   */
  public record Qr(String payload, int moduleDots) implements Block {}

  /**
   * Empty lines.
   *
   * @param lines how many
   */
  public record Feed(int lines) implements Block {}

  /**
   * A picture of black dots, centred, such as a logo; cut off on the right where the paper is too
   * narrow.
   *
   * @param width dots
   * @param rows row by row, each of (width + 7) / 8 bytes, most significant bit left, 1 = black
   */
  public record Picture(int width, byte[] rows) implements Block {
    /** Checks the size. */
    public Picture {
      if (width < 1 || rows.length == 0 || rows.length % ((width + 7) / 8) != 0) {
        throw new IllegalArgumentException(
            "a picture of " + width + " dots a row has not " + rows.length + " bytes");
      }
    }

    /**
     * A picture in dots: what is darker than middle gray becomes black.
     *
     * @param image any image; transparent places are white
     * @param width dots it shall be wide, at most those of the paper
     */
    public static Picture of(BufferedImage image, int width) {
      int height = Math.max(1, image.getHeight() * width / image.getWidth());
      var gray = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D g = gray.createGraphics();
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, width, height);
      g.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
      g.dispose();
      int rowBytes = (width + 7) / 8;
      var rows = new byte[rowBytes * height];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (gray.getRaster().getSample(x, y, 0) < 128) {
            rows[y * rowBytes + x / 8] |= (byte) (0x80 >> x % 8);
          }
        }
      }
      return new Picture(width, rows);
    }
  }
}
