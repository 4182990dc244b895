package org.jiaohao.device.codec.modbus;

/**
 * Check field of Modbus frames (Modbus over serial line 1.02, 6.2.2): begins with FFFF, reflected
 * polynomial A001, low byte first on the line.
 */
final class Crc16 {
  private static final int POLYNOMIAL = 0xA001;

  private Crc16() {}

  static int of(byte[] bytes, int from, int count) {
    int crc = 0xFFFF;
    for (int i = from; i < from + count; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ POLYNOMIAL;
      }
    }
    return crc;
  }

  /** Whether the two bytes behind {@code count} others are their check field. */
  static boolean right(byte[] bytes, int from, int count) {
    int crc = of(bytes, from, count);
    return (bytes[from + count] & 0xFF) == (crc & 0xFF)
        && (bytes[from + count + 1] & 0xFF) == crc >> 8;
  }
}
