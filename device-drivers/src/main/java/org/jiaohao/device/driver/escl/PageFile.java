package org.jiaohao.device.driver.escl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The file of a page as a scanner delivered it; cheap to check, for pages are large. */
final class PageFile {
  private static final int TAIL = 1024;
  private static final long PNG = 0x89504E470D0A1A0AL;
  private static final int PNG_END = 0x49454E44;
  private static final int PNG_CHUNK = 12;

  private PageFile() {}

  /**
   * Whether the file has its beginning and end, and a PNG its check fields right.
   *
   * @param type media type as the scanner says; files of types not known here count as whole
   */
  static boolean whole(String type, byte[] file) {
    return switch (type.replaceAll("\\s*;.*", "")) {
      case "image/jpeg" -> file.length > 4 && word(file, 0) == 0xFFD8 && ends(file, "\u00ff\u00d9");
      case "image/png" -> png(ByteBuffer.wrap(file));
      case "application/pdf" -> text(file, 0, 5).equals("%PDF-") && ends(file, "%%EOF");
      default -> true;
    };
  }

  private static int word(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
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
