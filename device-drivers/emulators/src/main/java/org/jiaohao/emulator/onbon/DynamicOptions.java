package org.jiaohao.emulator.onbon;

import java.nio.file.Path;

/**
 * What sign to be.
 *
 * @param listen {@code pty:/path/of/link} or {@code tcp:127.0.0.1:5005}, port 0 for any free one
 * @param model of the card
 * @param address number of the card on its bus, 1 to 65533
 * @param width lamps per row
 * @param height rows of lamps
 * @param colors colours of one-bit lamps: 1 red, 2 red and green
 * @param bootMillis how long it says nothing after power came back
 * @param baud bits per second of the line, 0 = as fast as it goes
 * @param out folder for a picture of every new content, or null
 * @param dump file for the traffic, or null
 */
public record DynamicOptions(
    String listen,
    DynamicModel model,
    int address,
    int width,
    int height,
    int colors,
    int bootMillis,
    int baud,
    Path out,
    Path dump) {
  private static final int USUAL_BOOT = 5000;

  /** Checks the ranges. */
  public DynamicOptions {
    if (address < 1 || address > 0xFFFD) {
      throw new IllegalArgumentException("address must be 1 to 65533, not " + address);
    }
    if (width < 8 || width > 4096 || height < 8 || height > 1024) {
      throw new IllegalArgumentException(
          "a sign has 8 to 4096 by 8 to 1024 lamps, not " + width + "x" + height);
    }
    if (colors < 1 || colors > 2) {
      throw new IllegalArgumentException("colors must be 1 or 2, not " + colors);
    }
  }

  /** A board of 128 by 32 lamps in two colours, address 1, which boots for 5 s. */
  public static DynamicOptions of(String listen, DynamicModel model) {
    return new DynamicOptions(listen, model, 1, 128, 32, 2, USUAL_BOOT, 0, null, null);
  }

  /** Same with another size. */
  public DynamicOptions withSize(int lampsPerRow, int rows) {
    return new DynamicOptions(
        listen, model, address, lampsPerRow, rows, colors, bootMillis, baud, out, dump);
  }

  /** Same with lamps of so many colours. */
  public DynamicOptions withColors(int number) {
    return new DynamicOptions(
        listen, model, address, width, height, number, bootMillis, baud, out, dump);
  }

  /** Same with another time to boot. */
  public DynamicOptions withBoot(int millis) {
    return new DynamicOptions(
        listen, model, address, width, height, colors, millis, baud, out, dump);
  }

  /** Same on a slower line. */
  public DynamicOptions withBaud(int bitsPerSecond) {
    return new DynamicOptions(
        listen, model, address, width, height, colors, bootMillis, bitsPerSecond, out, dump);
  }
}
