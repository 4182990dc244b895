package org.jiaohao.device.api;

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
   * A QR code, centred, error correction M; drawn smaller where the paper is too narrow. The white
   * margin above and below is the document's, as empty lines.
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
}
