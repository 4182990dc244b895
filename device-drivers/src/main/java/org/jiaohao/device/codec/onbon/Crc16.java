package org.jiaohao.device.codec.onbon;

/** CRC-16/ARC: polynomial 8005 reflected, start 0, no final xor; "123456789" gives BB3D. */
final class Crc16 {
  private Crc16() {}

  static int of(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xa001 : crc >> 1;
      }
    }
    return crc;
  }
}
