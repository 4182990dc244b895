package org.jiaohao.emulator.escpos;

import java.util.Locale;

/** How a maker answers status queries. */
public enum Dialect {
  /** As in Epson's reference. */
  EPSON,
  /** Pyramid Phoenix: DLE EOT is answered in order after printing, n=3 always with 00. */
  IN_ORDER,
  /** Clones that never answer anything. */
  ONE_WAY,
  /** Cashino KP-628E: DLE EOT 1 bit 7 while the last ticket has not been taken. */
  CASHINO,
  /** Custom KPM: DLE EOT 20 gives the six-byte full status too. */
  CUSTOM,
  /** The first DLE EOT answer tells the state of the query before. */
  LAGGING,
  /** Bixolon: automatic status every second, forgotten at ESC @. */
  BIXOLON;

  /** Whether the printer knows that a ticket was not taken yet. */
  boolean sensesTicket() {
    return this == CASHINO || this == CUSTOM;
  }

  /** The name used on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
