package org.jiaohao.device.driver.sane;

/** Answers of SANE, in the order of their numbers. */
enum SaneStatus {
  GOOD,
  UNSUPPORTED,
  CANCELLED,
  DEVICE_BUSY,
  INVAL,
  EOF,
  JAMMED,
  NO_DOCS,
  COVER_OPEN,
  IO_ERROR,
  NO_MEM,
  ACCESS_DENIED,
  /** A number nobody knows. */
  UNKNOWN;

  static SaneStatus of(int number) {
    return number >= 0 && number < UNKNOWN.ordinal() ? values()[number] : UNKNOWN;
  }
}
