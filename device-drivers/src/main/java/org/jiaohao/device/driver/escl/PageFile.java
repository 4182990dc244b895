package org.jiaohao.device.driver.escl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jiaohao.device.codec.jpeg.JpegHeight;

/** The file of a page as a scanner delivered it; cheap to check, for pages are large. */
final class PageFile {
  private static final int TAIL = 1024;
  private static final int JPEG = 0xFFD8;
  private static final int PDF = 0x25504446;
  private static final int TIFF_LITTLE = 0x49492A00;
  private static final int TIFF_BIG = 0x4D4D002A;
  private static final int LEAST_TIFF = 26; // its header and a directory of one entry
  private static final long PNG = 0x89504E470D0A1A0AL;
  private static final int PNG_END = 0x49454E44;
  private static final int PNG_CHUNK = 12;

  private PageFile() {}

  /** Media type by the first bytes; what the scanner says where they are not known. */
  static String type(String said, byte[] file) {
    int first = file.length < 4 ? 0 : ByteBuffer.wrap(file).getInt();
    if (first >>> 16 == JPEG) {
      return "image/jpeg";
    }
    return switch (first) {
      case (int) (PNG >>> Integer.SIZE) -> "image/png";
      case PDF -> "application/pdf";
      case TIFF_LITTLE, TIFF_BIG -> "image/tiff";
      default -> said.replaceAll("\\s*;.*", "");
    };
  }

  /**
   * Whether it is a page at all: some scanners tell the end of a feeder, or what is wrong, in words
   * with the status of a page.
   *
   * @param type as {@link #type} says
   */
  static boolean is(String type, byte[] file) {
    boolean words = type.matches("text/.*|application/(.*\\+)?(xml|json)");
    return file.length > 0 && file[0] != '<' && !words;
  }

  /**
   * A page that can be read: it has its beginning and its end, a PNG has its check fields right, a
   * JPEG its true height.
   *
   * @param type as {@link #type} says
   * @return the file, mended where need be; empty when it cannot be read
   */
  static Optional<byte[]> readable(String type, byte[] file) {
    boolean whole =
        switch (type) {
          case "image/jpeg" -> ends(file, "\u00ff\u00d9");
          case "image/png" -> png(ByteBuffer.wrap(file));
          case "application/pdf" -> ends(file, "%%EOF");
          case "image/tiff" -> file.length > LEAST_TIFF;
          default -> false;
        };
    return whole && type.equals("image/jpeg")
        ? JpegHeight.mend(file)
        : Optional.of(file).filter(f -> whole);
  }

  private static String text(byte[] file, int from, int to) {
    int end = Math.min(file.length, to);
    return new String(file, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** Scanners fill the last block up behind the end. */
  private static boolean ends(byte[] file, String mark) {
    return text(file, Math.max(0, file.length - TAIL), file.length).contains(mark);
  }

  /** Chunks of length, type, data and CRC (ISO 15948, 5.3) up to the last one. */
  private static boolean png(ByteBuffer file) {
    boolean good = file.remaining() >= Long.BYTES && file.getLong() == PNG;
    boolean ended = false;
    while (good && !ended) {
      int length = file.remaining() < PNG_CHUNK ? -1 : file.getInt();
      good = length >= 0 && length <= file.remaining() - Long.BYTES;
      if (good) {
        ended = file.getInt(file.position()) == PNG_END;
        var check = new CRC32();
        check.update(file.slice(file.position(), Integer.BYTES + length));
        file.position(file.position() + Integer.BYTES + length);
        good = file.getInt() == (int) check.getValue();
      }
    }
    return good;
  }
}
