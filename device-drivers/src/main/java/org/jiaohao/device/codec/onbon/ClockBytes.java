package org.jiaohao.device.codec.onbon;

import java.time.LocalDateTime;

/** Date and time as all cards take it: binary-coded decimal, the year low byte first. */
final class ClockBytes {
  private ClockBytes() {}

  static byte[] of(LocalDateTime time) {
    return new byte[] {
      (byte) Link.bcd(time.getYear() % 100),
      (byte) Link.bcd(time.getYear() / 100 % 100),
      (byte) Link.bcd(time.getMonthValue()),
      (byte) Link.bcd(time.getDayOfMonth()),
      (byte) Link.bcd(time.getHour()),
      (byte) Link.bcd(time.getMinute()),
      (byte) Link.bcd(time.getSecond()),
      (byte) time.getDayOfWeek().getValue() // Monday is 1
    };
  }
}
