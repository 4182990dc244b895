package org.jiaohao.emulator.line;

/**
 * The inside of a device, without any cable or thread: bytes in, virtual time, bytes out. All calls
 * come from one thread at a time.
 */
public interface DeviceModel {
  /** A byte reaches the device; only called while it has power. */
  void receive(byte value);

  /** Whether the device takes more bytes without losing any. */
  boolean hasRoom();

  /** Whether nothing more happens with what was received, because it is done or it is stuck. */
  boolean settled();

  /**
   * Lets time pass.
   *
   * @param nanos how much, in nanoseconds
   */
  void advance(long nanos);

  /** Whether it has power. */
  boolean powered();

  /** Cuts the power; whatever is only in memory is lost. */
  void powerOff();

  /** Gives power back. */
  void powerOn();
}
