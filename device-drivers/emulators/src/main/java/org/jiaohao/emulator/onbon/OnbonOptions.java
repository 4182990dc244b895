package org.jiaohao.emulator.onbon;

import java.nio.file.Path;
import org.jiaohao.emulator.render.Rom;

/**
 * What sign to be.
 *
 * @param listen {@code pty:/path/of/link} or {@code tcp:127.0.0.1:5005}, port 0 for any free one
 * @param address number of the card on its bus, 1 to 65533
 * @param width lamps per row
 * @param height rows of lamps
 * @param rom character set of the card
 * @param dualColor whether it has red, green and yellow; otherwise red only
 * @param baud bits per second of the line, 0 = as fast as it goes
 * @param out folder for a picture of every new text, or null
 * @param dump file for the traffic, or null
 */
public record OnbonOptions(
    String listen,
    int address,
    int width,
    int height,
    Rom rom,
    boolean dualColor,
    int baud,
    Path out,
    Path dump) {
  /** Checks the ranges. */
  public OnbonOptions {
    if (address < 1 || address > 0xFFFD) {
      throw new IllegalArgumentException("address must be 1 to 65533, not " + address);
    }
    if (width < 8 || width > 2048 || height < 8 || height > 512) {
      throw new IllegalArgumentException(
          "a sign has 8 to 2048 by 8 to 512 lamps, not " + width + "x" + height);
    }
    if (rom == Rom.GB18030) {
      throw new IllegalArgumentException("these cards have a GB2312 or GBK font");
    }
  }

  /** A strip of 96 by 16 lamps in two colours, GBK, address 1. */
  public static OnbonOptions of(String listen) {
    return new OnbonOptions(listen, 1, 96, 16, Rom.GBK, true, 0, null, null);
  }

  /** Same with another size. */
  public OnbonOptions withSize(int lampsPerRow, int rows) {
    return new OnbonOptions(listen, address, lampsPerRow, rows, rom, dualColor, baud, out, dump);
  }

  /** Same with another address. */
  public OnbonOptions withAddress(int number) {
    return new OnbonOptions(listen, number, width, height, rom, dualColor, baud, out, dump);
  }

  /** Same with another character set. */
  public OnbonOptions withRom(Rom other) {
    return new OnbonOptions(listen, address, width, height, other, dualColor, baud, out, dump);
  }

  /** Same with red lamps only. */
  public OnbonOptions withRedOnly() {
    return new OnbonOptions(listen, address, width, height, rom, false, baud, out, dump);
  }

  /** Same on a slower line. */
  public OnbonOptions withBaud(int bitsPerSecond) {
    return new OnbonOptions(
        listen, address, width, height, rom, dualColor, bitsPerSecond, out, dump);
  }

  /** Same, keeping what happens in files. */
  public OnbonOptions withFiles(Path folder, Path traffic) {
    return new OnbonOptions(listen, address, width, height, rom, dualColor, baud, folder, traffic);
  }
}
