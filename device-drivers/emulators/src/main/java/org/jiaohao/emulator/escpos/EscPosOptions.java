package org.jiaohao.emulator.escpos;

import java.nio.file.Path;
import org.jiaohao.emulator.render.Rom;

/**
 * What printer to be.
 *
 * @param listen {@code pty:/path/of/link} or {@code tcp:127.0.0.1:9100}, port 0 for any free one
 * @param width dots per line: 384 for 58 mm paper, 576 for 80 mm
 * @param rom character set it can print
 * @param baud bits per second of the line, 0 = as fast as it goes
 * @param processId whether it answers GS ( H, the proof that a job left the print head
 * @param qr whether it has GS ( k
 * @param dialect how it answers status queries
 * @param bufferBytes size of the receive buffer
 * @param dropWhenFull whether bytes beyond that are lost; otherwise the line stands still
 * @param mmPerSecond speed of the paper, 0 = no time passes
 * @param out folder for pictures and texts of tickets, or null
 * @param dump file for the traffic, or null
 */
public record EscPosOptions(
    String listen,
    int width,
    Rom rom,
    int baud,
    boolean processId,
    boolean qr,
    Dialect dialect,
    int bufferBytes,
    boolean dropWhenFull,
    double mmPerSecond,
    Path out,
    Path dump) {
  /** Checks the ranges. */
  public EscPosOptions {
    if (width < 64 || width > 2048 || width % 8 != 0) {
      throw new IllegalArgumentException(
          "width must be a multiple of 8 from 64 to 2048 dots, usually 384 or 576, not " + width);
    }
    if (baud < 0 || mmPerSecond < 0 || bufferBytes < 16) {
      throw new IllegalArgumentException(
          "baud and speed cannot be negative, the buffer has at least 16 bytes");
    }
  }

  /** An 80 mm printer with everything, GBK, 150 mm/s. */
  public static EscPosOptions of(String listen) {
    return new EscPosOptions(
        listen, 576, Rom.GBK, 0, true, true, Dialect.EPSON, 4096, false, 150, null, null);
  }

  boolean fast() {
    return mmPerSecond == 0;
  }

  /** Same with a mechanism that takes no time. */
  public EscPosOptions withoutDelay() {
    return withSpeed(0);
  }

  /** Same with another speed of the paper. */
  public EscPosOptions withSpeed(double speed) {
    return new EscPosOptions(
        listen,
        width,
        rom,
        baud,
        processId,
        qr,
        dialect,
        bufferBytes,
        dropWhenFull,
        speed,
        out,
        dump);
  }

  /** Same with another width. */
  public EscPosOptions withWidth(int dots) {
    return new EscPosOptions(
        listen,
        dots,
        rom,
        baud,
        processId,
        qr,
        dialect,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        out,
        dump);
  }

  /** Same with another character set. */
  public EscPosOptions withRom(Rom other) {
    return new EscPosOptions(
        listen,
        width,
        other,
        baud,
        processId,
        qr,
        dialect,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        out,
        dump);
  }

  /** Same on a slower line. */
  public EscPosOptions withBaud(int bitsPerSecond) {
    return new EscPosOptions(
        listen,
        width,
        rom,
        bitsPerSecond,
        processId,
        qr,
        dialect,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        out,
        dump);
  }

  /** Same, a printer that cannot prove that a job was printed. */
  public EscPosOptions withoutProcessId() {
    return new EscPosOptions(
        listen,
        width,
        rom,
        baud,
        false,
        qr,
        dialect,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        out,
        dump);
  }

  /** Same, a printer without QR codes of its own. */
  public EscPosOptions withoutQr() {
    return new EscPosOptions(
        listen,
        width,
        rom,
        baud,
        processId,
        false,
        dialect,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        out,
        dump);
  }

  /** Same with another maker's habits. */
  public EscPosOptions withDialect(Dialect other) {
    return new EscPosOptions(
        listen,
        width,
        rom,
        baud,
        processId,
        qr,
        other,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        out,
        dump);
  }

  /** Same with another receive buffer. */
  public EscPosOptions withBuffer(int bytes, boolean dropRest) {
    return new EscPosOptions(
        listen, width, rom, baud, processId, qr, dialect, bytes, dropRest, mmPerSecond, out, dump);
  }

  /** Same, keeping what happens in files. */
  public EscPosOptions withFiles(Path folder, Path traffic) {
    return new EscPosOptions(
        listen,
        width,
        rom,
        baud,
        processId,
        qr,
        dialect,
        bufferBytes,
        dropWhenFull,
        mmPerSecond,
        folder,
        traffic);
  }
}
