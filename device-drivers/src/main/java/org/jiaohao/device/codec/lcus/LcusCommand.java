package org.jiaohao.device.codec.lcus;

/** Commands of LCUS relay boards: A0, number of the relay, 1 or 0, sum of the three. */
public final class LcusCommand {
  private static final int START = 0xA0;

  private LcusCommand() {}

  /**
   * Switches a relay.
   *
   * @param relay 1 to 255
   */
  public static byte[] relay(int relay, boolean on) {
    int state = on ? 1 : 0;
    return new byte[] {(byte) START, (byte) relay, (byte) state, (byte) (START + relay + state)};
  }
}
