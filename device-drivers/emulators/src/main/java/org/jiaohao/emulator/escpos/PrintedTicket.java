package org.jiaohao.emulator.escpos;

import java.time.Instant;
import java.util.List;
import org.jiaohao.emulator.render.Dots;

/**
 * A piece of paper that was cut off.
 *
 * @param n counts from 1 since the emulator started
 * @param at when it was cut
 * @param text what it reads, one line per line of print; {@code U+FFFD} where the printer has no
 *     shape
 * @param qr what its QR codes say
 * @param bytes bytes the printer worked off since the cut before
 * @param rows length in dots
 * @param paper its dots
 */
public record PrintedTicket(
    int n, Instant at, String text, List<String> qr, long bytes, int rows, Dots paper) {}
