package org.jiaohao.device.codec.jpeg;

import java.util.Arrays;
import java.util.Optional;

/**
 * The true height of a JPEG file (ITU-T T.81). Scanners with a feeder begin to send before they
 * know how long the paper is: they write 0 or 65535, or more rows than come, into the frame header,
 * and the true number behind the picture (DNL, B.2.5) or nowhere.
 */
public final class JpegHeight {
  private static final int UNKNOWN = 0xFFFF;
  private static final int EOI = 0xD9;
  private static final int DNL = 0xDC;
  private static final int DNL_LENGTH = 6;
  private static final int TAIL = 1024;

  private JpegHeight() {}

  /**
   * A file whose frame header is true.
   *
   * @param file a whole file, from SOI to EOI; it is not changed
   * @return the file itself when nothing is wrong with it, else a copy with the height told behind
   *     the picture, or as many rows as there are; empty when it is no JPEG file, or neither its
   *     header nor its content tells the height
   */
  public static Optional<byte[]> mend(byte[] file) {
    try {
      JpegHeader header = JpegHeader.read(file);
      if (header == null) {
        return Optional.empty();
      }
      boolean unknown = header.height() == 0 || header.height() == UNKNOWN;
      EntropyCount count = EntropyCount.of(file, header);
      if (marker(file, count.end()) == DNL && count.end() + DNL_LENGTH <= file.length) {
        int told = word(file, count.end() + 4);
        return told == 0 ? Optional.empty() : Optional.of(with(file, header, told));
      }
      boolean ended = marker(file, count.end()) == EOI && file.length - count.end() <= TAIL;
      int rows = count.rows();
      if (rows > 0 && rows < UNKNOWN && rows < header.height() && ended) {
        return Optional.of(with(file, header, rows));
      }
      if (header.height() == 0 && rows > 0 && ended) {
        return Optional.of(with(file, header, rows));
      }
      return unknown && rows < UNKNOWN ? Optional.empty() : Optional.of(file);
    } catch (ArrayIndexOutOfBoundsException e) {
      return Optional.empty(); // the file ends within a segment
    }
  }

  private static byte[] with(byte[] file, JpegHeader header, int height) {
    if (header.height() == height) {
      return file;
    }
    byte[] mended = Arrays.copyOf(file, file.length);
    mended[header.heightAt()] = (byte) (height >> 8);
    mended[header.heightAt() + 1] = (byte) height;
    return mended;
  }

  /** The marker at a place, or -1. */
  static int marker(byte[] file, int at) {
    return at + 1 < file.length && (file[at] & 0xFF) == 0xFF ? file[at + 1] & 0xFF : -1;
  }

  static int word(byte[] file, int at) {
    return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
  }
}
