package org.jiaohao.device.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands before the first scan of a JPEG file (T.81, B.2).
 *
 * @param height rows as the frame header says
 * @param heightAt where that stands in the file
 * @param width samples of a row
 * @param sequential whether its coefficients come one block after the other, coded by Huffman
 * @param restart units between two restart markers, 0 when there are none
 * @param scan components of the first scan
 * @param most largest sampling factors of all components, horizontal and vertical
 * @param tables Huffman tables, those for DC at 0 to 3, those for AC at 4 to 7; null where none is
 * @param data where the entropy-coded data begin
 */
record JpegHeader(
    int height,
    int heightAt,
    int width,
    boolean sequential,
    int restart,
    List<Component> scan,
    int[] most,
    HuffmanTable[] tables,
    int data) {
  /** One component: its sampling factors and tables. */
  record Component(int id, int horizontal, int vertical, int dc, int ac) {}

  private static final int SOF0 = 0xC0;
  private static final int SOF1 = 0xC1;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int SOF15 = 0xCF;
  private static final int SOI = 0xD8;
  private static final int SOS = 0xDA;
  private static final int DRI = 0xDD;
  private static final int MOST_COMPONENTS = 4;
  private static final int MOST_FACTOR = 4;

  /**
   * Reads the headers.
   *
   * @return null when it is no JPEG file, or has no frame before its first scan
   * @throws ArrayIndexOutOfBoundsException when it ends too early
   */
  static JpegHeader read(byte[] file) {
    var tables = new HuffmanTable[8];
    List<Component> frame = List.of();
    int frameAt = -1;
    boolean sequential = false;
    int restart = 0;
    int at = JpegHeight.marker(file, 0) == SOI ? 2 : file.length;
    while (at + 4 <= file.length) {
      int marker = JpegHeight.marker(file, at);
      if (marker == 0xFF) {
        at++; // fill byte
        continue;
      }
      int length = marker < SOF0 ? 0 : JpegHeight.word(file, at + 2);
      if (length < 2) {
        return null;
      }
      int body = at + 4;
      if (marker == DHT) {
        HuffmanTable.readAll(file, body, at + 2 + length, tables);
      } else if (marker == DRI) {
        restart = JpegHeight.word(file, body);
      } else if (marker == SOS) {
        return frameAt < 0
            ? null
            : of(file, frameAt, frame, sequential, restart, tables, body, at + 2 + length);
      } else if (marker >= SOF0 && marker <= SOF15 && marker != JPG && marker != DAC) {
        frameAt = body;
        frame = frame(file, body);
        sequential = marker == SOF0 || marker == SOF1;
      }
      at += 2 + length;
    }
    return null;
  }

  private static List<Component> frame(byte[] file, int at) {
    List<Component> all = new ArrayList<>();
    int number = Math.min(MOST_COMPONENTS, file[at + 5]);
    for (int i = 0; i < number; i++) {
      int factors = file[at + 7 + 3 * i];
      int horizontal = Math.clamp(factors >> 4 & 0xF, 1, MOST_FACTOR);
      int vertical = Math.clamp(factors & 0xF, 1, MOST_FACTOR);
      all.add(new Component(file[at + 6 + 3 * i], horizontal, vertical, 0, 0));
    }
    return all;
  }

  private static JpegHeader of(
      byte[] file,
      int frameAt,
      List<Component> frame,
      boolean sequential,
      int restart,
      HuffmanTable[] tables,
      int scanAt,
      int data) {
    List<Component> scan = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_COMPONENTS, file[scanAt]); i++) {
      int id = file[scanAt + 1 + 2 * i];
      int used = file[scanAt + 2 + 2 * i];
      frame.stream()
          .filter(c -> c.id() == id)
          .map(c -> new Component(id, c.horizontal(), c.vertical(), used >> 4 & 3, used & 3))
          .forEach(scan::add);
    }
    int[] most = {
      frame.stream().mapToInt(Component::horizontal).max().orElse(1),
      frame.stream().mapToInt(Component::vertical).max().orElse(1)
    };
    return new JpegHeader(
        JpegHeight.word(file, frameAt + 1),
        frameAt + 1,
        JpegHeight.word(file, frameAt + 3),
        sequential,
        restart,
        scan,
        most,
        tables,
        data);
  }
}
