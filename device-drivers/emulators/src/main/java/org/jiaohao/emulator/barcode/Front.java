package org.jiaohao.emulator.barcode;

/** How a make talks: what it understands and in which form it sends a code. */
interface Front {
  /** What the make lets the reader do. */
  interface Engine {
    /** Looks for a code, or stops. */
    void look(boolean on);

    /** Sends bytes to the host. */
    void answer(byte[] bytes);
  }

  /** A byte of the host. */
  void receive(byte value);

  /**
   * Sends a code.
   *
   * @param code its bytes
   * @param aim AIM identifier
   */
  void send(byte[] code, String aim);

  /** Lets time pass. */
  default void advance(long nanos) {}

  /** Forgets what was begun. */
  default void powerOff() {}
}
