package org.jiaohao.device.codec.template;

/** Check fields of frames. */
public enum Check {
  /** None. */
  NONE(0),
  /** Sum of all bytes, low 8 bits. */
  SUM8(1),
  /** Sum of all bytes, low 16 bits. */
  SUM16(2),
  /** All bytes joined by exclusive or. */
  XOR8(1),
  /** CRC-16/ARC: polynomial 8005 reflected, begins with 0000. */
  CRC16_ARC(2),
  /** CRC-16/XMODEM: polynomial 1021, begins with 0000. */
  CRC16_XMODEM(2),
  /** CRC-16/MODBUS: polynomial 8005 reflected, begins with FFFF. */
  CRC16_MODBUS(2);

  private final int bytes;

  Check(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of the field. */
  public int bytes() {
    return bytes;
  }

  /** The value over a part of some bytes. */
  public int of(byte[] data, int from, int to) {
    int value = this == CRC16_MODBUS ? 0xffff : 0;
    for (int i = from; i < to; i++) {
      int b = data[i] & 0xff;
      value =
          switch (this) {
            case NONE -> 0;
            case SUM8 -> value + b & 0xff;
            case SUM16 -> value + b & 0xffff;
            case XOR8 -> value ^ b;
            case CRC16_ARC, CRC16_MODBUS -> reflected(value ^ b);
            case CRC16_XMODEM -> forward(value ^ b << 8);
          };
    }
    return value;
  }

  private static int reflected(int start) {
    int value = start;
    for (int bit = 0; bit < 8; bit++) {
      value = (value & 1) == 0 ? value >> 1 : value >> 1 ^ 0xa001;
    }
    return value;
  }

  private static int forward(int start) {
    int value = start;
    for (int bit = 0; bit < 8; bit++) {
      value = (value & 0x8000) == 0 ? value << 1 : value << 1 ^ 0x1021;
    }
    return value & 0xffff;
  }
}
