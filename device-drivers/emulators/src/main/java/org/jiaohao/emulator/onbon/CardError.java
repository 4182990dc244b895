package org.jiaohao.emulator.onbon;

/** Error numbers of a NACK. */
enum CardError {
  NONE(0x00),
  GROUP(0x01),
  COMMAND(0x02),
  BUSY(0x03),
  MEMORY(0x04),
  CRC(0x05),
  CONTROLLER_TYPE(0x11),
  SCREEN_PARAMETER(0x12);

  final int code;

  CardError(int code) {
    this.code = code;
  }
}
