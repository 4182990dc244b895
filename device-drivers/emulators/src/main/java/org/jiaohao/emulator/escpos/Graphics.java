package org.jiaohao.emulator.escpos;

import java.util.Arrays;
import java.util.Optional;
import org.jiaohao.emulator.render.Dots;

/** Pictures: raster rows, column images and the graphics buffer of GS ( L. */
final class Graphics {
  private static final int HEADER = 15;

  private final int paperWidth;
  private Dots stored;

  Graphics(int paperWidth) {
    this.paperWidth = paperWidth;
  }

  void discard() {
    stored = null;
  }

  /** Packed rows, enlarged and placed on the paper; what is too wide is clipped. */
  Dots raster(byte[] rows, int width, int height, int scaleX, int scaleY, Style style) {
    return placed(unpack(rows, width, height, scaleX, scaleY), style);
  }

  private Dots unpack(byte[] rows, int width, int height, int scaleX, int scaleY) {
    int visible = Math.min(width * scaleX, paperWidth);
    Dots dots = new Dots(visible, height * scaleY);
    int stride = (width + 7) / 8;
    for (int y = 0; y < dots.height(); y++) {
      for (int x = 0; x < visible; x++) {
        int source = x / scaleX;
        dots.set(x, y, (rows[y / scaleY * stride + source / 8] & (0x80 >> (source % 8))) != 0);
      }
    }
    return dots;
  }

  /** Puts a picture at its place across the paper. */
  Dots placed(Dots picture, Style style) {
    int free =
        Math.max(0, Math.min(style.areaWidth, paperWidth - style.leftMargin) - picture.width());
    int left =
        style.leftMargin
            + switch (style.align) {
              case LEFT -> 0;
              case CENTER -> free / 2;
              case RIGHT -> free;
            };
    if (left == 0 && picture.width() == paperWidth) {
      return picture;
    }
    Dots dots = new Dots(paperWidth, picture.height());
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (picture.get(x, y)) {
          dots.set(left + x, y, true);
        }
      }
    }
    return dots;
  }

  /** ESC *: columns of 8 or 24 dots; single density doubles the width, 8 dots triple the height. */
  Dots columns(byte[] c) {
    boolean tall = c[2] == 32 || c[2] == 33;
    int scaleX = c[2] == 0 || c[2] == 32 ? 2 : 1;
    int bytes = tall ? 3 : 1;
    int width = Math.min(CommandLength.word(c, 3), paperWidth / scaleX);
    Dots dots = new Dots(width * scaleX, 24);
    for (int x = 0; x < width * scaleX; x++) {
      for (int y = 0; y < 24; y++) {
        int bit = tall ? y : y / 3;
        dots.set(x, y, (c[5 + x / scaleX * bytes + bit / 8] & (0x80 >> (bit % 8))) != 0);
      }
    }
    return dots;
  }

  /** GS ( L: stores (function 112) or gives what was stored (function 50). */
  Optional<Dots> command(byte[] c) {
    if (c.length < 7) {
      return Optional.empty();
    }
    if (c[6] == 0x32 || c[6] == 2) {
      Optional<Dots> ready = Optional.ofNullable(stored);
      stored = null;
      return ready;
    }
    if (c[6] == 0x70 && c.length >= HEADER) {
      int width = CommandLength.word(c, 11);
      int rowBytes = (width + 7) / 8;
      int height =
          rowBytes == 0 ? 0 : Math.min(CommandLength.word(c, 13), (c.length - HEADER) / rowBytes);
      stored =
          unpack(
              Arrays.copyOfRange(c, HEADER, c.length),
              width,
              height,
              c[8] == 2 ? 2 : 1,
              c[9] == 2 ? 2 : 1);
    }
    return Optional.empty();
  }
}
