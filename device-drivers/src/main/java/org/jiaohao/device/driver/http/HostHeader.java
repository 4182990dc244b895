package org.jiaohao.device.driver.http;

/** What a device wants to be called in the header {@code Host} of requests. */
public enum HostHeader {
  /** Its address, with the port unless that is the usual one (RFC 9110, 7.2). */
  USUAL,
  /** Its address, always with the port. */
  WITH_PORT,
  /** {@code localhost}: some refuse every other name. */
  LOCALHOST
}
