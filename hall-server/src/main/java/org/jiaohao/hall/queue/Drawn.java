package org.jiaohao.hall.queue;

import java.time.LocalDate;

/**
 * What is true of a ticket from its drawing on and never changes.
 *
 * @param id unguessable id
 * @param hall hall id
 * @param day business day the number belongs to
 * @param prefix letter before the serial
 * @param serial 1, 2, 3 … per hall, day and prefix (N01)
 * @param number prefix and serial as people say it
 * @param item code of the service item the citizen came for, or null
 * @param source where it was drawn
 * @param at epoch milliseconds
 * @param arrival its place in line by the time of drawing
 * @param paper what the paper says, JSON
 */
record Drawn(
    String id,
    String hall,
    LocalDate day,
    String prefix,
    int serial,
    String number,
    String item,
    String source,
    long at,
    long arrival,
    String paper) {

  /** Prefix and at least three digits. */
  static String number(String prefix, int serial) {
    String digits = String.valueOf(serial);
    return prefix + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
