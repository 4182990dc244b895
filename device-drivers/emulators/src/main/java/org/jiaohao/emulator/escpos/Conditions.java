package org.jiaohao.emulator.escpos;

import java.util.EnumSet;
import java.util.Set;

/** What is wrong with a printer and the status bytes that say so. */
final class Conditions {
  enum Condition {
    PAPER_NEAR_END,
    PAPER_OUT,
    COVER_OPEN,
    OFFLINE,
    CUTTER_ERROR,
    HEAD_HOT,
    TICKET_IN_EXIT
  }

  private final Set<Condition> set = EnumSet.noneOf(Condition.class);

  void set(Condition condition, boolean on) {
    if (on) {
      set.add(condition);
    } else {
      set.remove(condition);
    }
  }

  boolean has(Condition condition) {
    return set.contains(condition);
  }

  Set<Condition> all() {
    return EnumSet.copyOf(set);
  }

  /** Whether the printer does not work off what it has received. */
  boolean offline() {
    return has(Condition.OFFLINE)
        || has(Condition.PAPER_OUT)
        || has(Condition.COVER_OPEN)
        || has(Condition.CUTTER_ERROR)
        || has(Condition.HEAD_HOT);
  }

  private int bits(Condition condition, int bits) {
    return has(condition) ? bits : 0;
  }

  /** DLE EOT n: fixed pattern 0xx1xx10. */
  int realTime(int n, Dialect dialect) {
    return 0x12
        | switch (n) {
          case 1 ->
              (offline() ? 0x08 : 0)
                  | (dialect == Dialect.CASHINO ? bits(Condition.TICKET_IN_EXIT, 0x80) : 0);
          case 2 ->
              bits(Condition.COVER_OPEN, 0x04)
                  | bits(Condition.PAPER_OUT, 0x20)
                  | bits(Condition.CUTTER_ERROR, 0x40)
                  | bits(Condition.HEAD_HOT, 0x40);
          case 3 -> bits(Condition.CUTTER_ERROR, 0x08) | bits(Condition.HEAD_HOT, 0x40);
          case 4 -> bits(Condition.PAPER_NEAR_END, 0x0C) | bits(Condition.PAPER_OUT, 0x60);
          default -> 0;
        };
  }

  /** The four bytes of automatic status (GS a). */
  byte[] automatic() {
    return new byte[] {
      (byte) (0x10 | (offline() ? 0x08 : 0) | bits(Condition.COVER_OPEN, 0x20)),
      (byte) (bits(Condition.CUTTER_ERROR, 0x08) | bits(Condition.HEAD_HOT, 0x40)),
      (byte) paperSensor(),
      0x0F
    };
  }

  /** GS r 1. */
  int paperSensor() {
    return bits(Condition.PAPER_NEAR_END, 0x03) | bits(Condition.PAPER_OUT, 0x0C);
  }

  /** Full status of the Custom family, DLE EOT 20. */
  byte[] full() {
    int paper =
        bits(Condition.PAPER_OUT, 0x01)
            | bits(Condition.PAPER_NEAR_END, 0x04)
            | bits(Condition.TICKET_IN_EXIT, 0x20);
    return new byte[] {
      0x10,
      0x0F,
      (byte) paper,
      (byte) bits(Condition.COVER_OPEN, 0x02),
      (byte) bits(Condition.HEAD_HOT, 0x01),
      (byte) bits(Condition.CUTTER_ERROR, 0x01)
    };
  }
}
