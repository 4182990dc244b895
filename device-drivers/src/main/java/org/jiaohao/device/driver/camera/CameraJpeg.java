package org.jiaohao.device.driver.camera;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * A JPEG picture in what a camera gave. Cameras of the USB video class leave the Huffman tables out
 * when they are the standard ones (ITU-T T.81, annex K.3), and programs put bytes before and
 * behind.
 */
final class CameraJpeg {
  private static final int MARKER = 0xFF;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DHT = 0xC4;
  private static final int DC = 0x00;
  private static final int AC = 0x10;

  private final byte[] bytes;
  private final int start;

  private CameraJpeg(byte[] bytes, int start) {
    this.bytes = bytes;
    this.start = start;
  }

  /** The first whole picture, with Huffman tables; empty when there is none. */
  static Optional<byte[]> first(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      boolean begins = at(bytes, i) == MARKER && at(bytes, i + 1) == SOI;
      if (begins && at(bytes, i + 2) == MARKER) {
        Optional<byte[]> whole = new CameraJpeg(bytes, i).whole();
        if (whole.isPresent()) {
          return whole;
        }
      }
    }
    return Optional.empty();
  }

  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }

  private int at(int index) {
    return at(bytes, index);
  }

  private Optional<byte[]> whole() {
    int at = start + 2;
    boolean tables = false;
    while (at(at) == MARKER && at(at + 1) != SOS) {
      tables |= at(at + 1) == DHT;
      int length = at(at + 2) << 8 | at(at + 3);
      if (at(at + 3) < 0 || length < 2) {
        return Optional.empty();
      }
      at += 2 + length;
    }
    int end = at(at) == MARKER ? end(at) : -1;
    return end < 0 ? Optional.empty() : Optional.of(copy(at, end, tables));
  }

  /** In the data of a scan each FF is followed by 00 or a restart marker, so this is the end. */
  private int end(int scan) {
    for (int i = scan + 2; i + 1 < bytes.length; i++) {
      if (at(i) == MARKER && at(i + 1) == EOI) {
        return i + 2;
      }
    }
    return -1;
  }

  private byte[] copy(int scan, int end, boolean tables) {
    var out = new ByteArrayOutputStream(end - start + 500);
    out.write(bytes, start, scan - start);
    if (!tables) {
      table(out, DC, JPEGHuffmanTable.StdDCLuminance);
      table(out, AC, JPEGHuffmanTable.StdACLuminance);
      table(out, DC | 1, JPEGHuffmanTable.StdDCChrominance);
      table(out, AC | 1, JPEGHuffmanTable.StdACChrominance);
    }
    out.write(bytes, scan, end - scan);
    return out.toByteArray();
  }

  private static void table(ByteArrayOutputStream out, int kind, JPEGHuffmanTable table) {
    int length = 2 + 1 + 16 + table.getValues().length;
    out.write(MARKER);
    out.write(DHT);
    out.write(length >> 8);
    out.write(length);
    out.write(kind);
    short[] lengths = table.getLengths();
    for (int i = 0; i < 16; i++) {
      out.write(i < lengths.length ? lengths[i] : 0);
    }
    for (short value : table.getValues()) {
      out.write(value);
    }
  }
}
