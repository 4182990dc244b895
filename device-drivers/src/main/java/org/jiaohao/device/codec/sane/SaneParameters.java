package org.jiaohao.device.codec.sane;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Form of a frame.
 *
 * @param format {@link #GRAY}, {@link #RGB}, or one of the colours that come one after the other
 * @param last whether no other colour follows
 * @param bytesPerLine may be more than the pixels need
 * @param pixels in a line
 * @param lines −1 when nobody knows before the end
 * @param depth bits: 1, 8 or 16
 */
public record SaneParameters(
    int format, boolean last, int bytesPerLine, int pixels, int lines, int depth) {
  /** One channel. */
  public static final int GRAY = 0;

  /** Three channels, byte by byte. */
  public static final int RGB = 1;

  /** The red ones of a picture in three frames; green and blue follow it. */
  public static final int RED = 2;

  private static final int BLUE = 4;
  private static final int MOST_PIXELS = 100_000_000;

  /** Whether such a frame can be understood. */
  public boolean sensible() {
    int channels = format == RGB ? 3 : 1;
    long needed = depth == 1 ? (pixels + 7L) / 8 : (long) pixels * depth / 8;
    return format >= GRAY
        && format <= BLUE
        && (depth == 1 || depth == 8 || depth == 16)
        && pixels > 0
        && lines >= -1
        && bytesPerLine >= needed * channels
        && (long) pixels * Math.max(1, lines) <= MOST_PIXELS;
  }

  /** Bytes the frame will have; 0 when nobody knows. */
  public int bytes() {
    return Math.max(0, lines) * bytesPerLine;
  }

  /**
   * A picture of one frame that uses the frame's own bytes where their form allows it, for a page
   * in colour is large.
   */
  public BufferedImage picture(byte[] data, boolean little) {
    int height = data.length / bytesPerLine;
    boolean direct = depth == 8 && last && height > 0 && (format == GRAY || format == RGB);
    if (!direct) {
      return draw(data, little, null);
    }
    int channels = format == RGB ? 3 : 1;
    int[] offsets = format == RGB ? new int[] {0, 1, 2} : new int[] {0};
    int colors = format == RGB ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY;
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(data, data.length),
            pixels,
            height,
            bytesPerLine,
            channels,
            offsets,
            null);
    var model =
        new ComponentColorModel(
            ColorSpace.getInstance(colors),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(model, raster, false, null);
  }

  /**
   * Draws a frame into a picture.
   *
   * @param data all bytes of the frame; what is behind the last whole line is left out
   * @param little whether words of 16 bits come low byte first
   * @param picture of an earlier colour, or null
   */
  public BufferedImage draw(byte[] data, boolean little, BufferedImage picture) {
    int height = Math.max(1, data.length / bytesPerLine);
    BufferedImage image = picture == null ? blank(height) : picture;
    int rows = Math.min(Math.min(height, image.getHeight()), data.length / bytesPerLine);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < Math.min(pixels, image.getWidth()); x++) {
        image.setRGB(x, y, pixel(data, y * bytesPerLine, x, little, image.getRGB(x, y)));
      }
    }
    return image;
  }

  private BufferedImage blank(int height) {
    int type = BufferedImage.TYPE_INT_RGB;
    if (format == GRAY) {
      type = depth == 1 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_GRAY;
    }
    return new BufferedImage(pixels, height, type);
  }

  private int pixel(byte[] data, int row, int x, boolean little, int before) {
    if (format == RGB) {
      int red = sample(data, row, channel(x, 0), little);
      int green = sample(data, row, channel(x, 1), little);
      return red << 16 | green << 8 | sample(data, row, channel(x, 2), little);
    }
    int value = sample(data, row, x, little);
    if (format == GRAY) {
      int seen = depth == 1 ? 255 - value : value; // a one is black there
      return seen << 16 | seen << 8 | seen;
    }
    int shift = 8 * (BLUE - format);
    return before & ~(0xFF << shift) | value << shift;
  }

  /**
   * Where a channel of a pixel in colour stands; of single bits, those of eight pixels together.
   */
  private int channel(int x, int channel) {
    return depth == 1 ? (x / 8 * 3 + channel) * 8 + x % 8 : 3 * x + channel;
  }

  private int sample(byte[] data, int row, int index, boolean little) {
    return switch (depth) {
      case 1 -> (data[row + index / 8] >> 7 - index % 8 & 1) * 255;
      case 8 -> data[row + index] & 0xFF;
      default -> data[row + 2 * index + (little ? 1 : 0)] & 0xFF;
    };
  }
}
