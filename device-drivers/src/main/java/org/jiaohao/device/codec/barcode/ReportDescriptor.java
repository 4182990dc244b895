package org.jiaohao.device.codec.barcode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the input reports of a HID device hold (HID 1.11, 6.2.2): for each report the fields, found
 * by their usage. Only what is needed to find values is read; strange items are passed over, and a
 * descriptor that claims reports of more than 1 KB has none.
 */
public final class ReportDescriptor {
  private static final int MOST_BITS = 8 * 1024;
  private static final int MOST_DEPTH = 16;
  private static final int CONSTANT = 1;

  /**
   * Part of a report.
   *
   * @param usage usage page in the high, usage in the low 16 bits; 0 for filling
   * @param bit where it begins, counted from behind the report id
   * @param bits size of one value
   * @param count how many values
   */
  public record Field(int usage, int bit, int bits, int count) {}

  private record Globals(int page, int size, int count, int id) {}

  private final Map<Integer, List<Field>> reports = new LinkedHashMap<>();
  private final Map<Integer, Integer> ends = new LinkedHashMap<>();
  private final List<Integer> usages = new ArrayList<>();
  private final List<Globals> pushed = new ArrayList<>();
  private Globals now = new Globals(0, 0, 0, 0);
  private int leastUsage;

  /** Reads a descriptor. */
  public ReportDescriptor(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int head = bytes[at] & 0xff;
      if (head == 0xfe) { // a long item: its length follows
        at += 3 + (at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0);
        continue;
      }
      int size = (head & 3) == 3 ? 4 : head & 3;
      int value = 0;
      for (int i = 0; i < size && at + 1 + i < bytes.length; i++) {
        value |= (bytes[at + 1 + i] & 0xff) << 8 * i;
      }
      item(head & 0xfc, value, size);
      at += 1 + size;
    }
  }

  /** Input reports by their id, 0 where the device does not number them. */
  public Map<Integer, List<Field>> reports() {
    return reports;
  }

  /** Whether each report begins with its id. */
  public boolean numbered() {
    return !reports.containsKey(0);
  }

  /** Bytes of a report without its id, or -1 when there is none of this id. */
  public int length(int id) {
    return reports.containsKey(id) ? (ends.get(id) + 7) / 8 : -1;
  }

  private void item(int tag, int value, int size) {
    switch (tag) {
      case 0x04 -> now = new Globals(value, now.size, now.count, now.id);
      case 0x74 -> now = new Globals(now.page, value, now.count, now.id);
      case 0x84 -> now = new Globals(now.page, now.size, now.count, value & 0xff);
      case 0x94 -> now = new Globals(now.page, now.size, value, now.id);
      case 0xa4 -> push();
      case 0xb4 -> now = pushed.isEmpty() ? now : pushed.removeLast();
      case 0x08 -> use(value, size);
      case 0x18 -> leastUsage = value;
      case 0x28 -> {
        for (int usage = leastUsage; usage <= value && usages.size() < 256; usage++) {
          use(usage, size);
        }
      }
      case 0x80 -> input(value);
      case 0x90, 0xa0, 0xb0, 0xc0 -> usages.clear();
      default -> {
        // limits, units and names: nothing that says where a value is
      }
    }
  }

  private void push() {
    if (pushed.size() < MOST_DEPTH) {
      pushed.add(now);
    }
  }

  /** A usage of four bytes brings its page along; for others the page of the main item counts. */
  private void use(int value, int size) {
    if (usages.size() < 256) {
      usages.add(size == 4 ? value : value & 0xffff);
    }
  }

  private void input(int flags) {
    int begin = ends.getOrDefault(now.id, 0);
    long end = begin + (long) now.size * now.count;
    if (now.size <= 0 || now.size > 32 || now.count < 0 || end > MOST_BITS) {
      usages.clear();
      return;
    }
    List<Field> fields = reports.computeIfAbsent(now.id, id -> new ArrayList<>());
    ends.put(now.id, (int) end);
    boolean each = usages.size() > 1 && (flags & 2) != 0;
    if ((flags & CONSTANT) == 0 && each) {
      for (int i = 0; i < now.count; i++) {
        int usage = usages.get(Math.min(i, usages.size() - 1));
        fields.add(new Field(paged(usage), begin + i * now.size, now.size, 1));
      }
    } else if ((flags & CONSTANT) == 0 && !usages.isEmpty()) {
      fields.add(new Field(paged(usages.getFirst()), begin, now.size, now.count));
    }
    usages.clear();
  }

  private int paged(int usage) {
    return usage >>> 16 != 0 ? usage : now.page << 16 | usage;
  }
}
