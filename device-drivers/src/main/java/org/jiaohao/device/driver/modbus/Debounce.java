package org.jiaohao.device.driver.modbus;

import java.util.BitSet;

/**
 * Makes presses of the levels of buttons: a level counts when two samples in a row agree, a press
 * is a change from up to down. What is down at the first samples was not pressed now.
 */
final class Debounce {
  private BitSet before;
  private BitSet down;

  /** Forgets all levels: nobody looked for a while. */
  void reset() {
    before = null;
    down = null;
  }

  /**
   * Takes a sample.
   *
   * @return the buttons that were pressed, bit 0 is the first
   */
  BitSet sample(BitSet levels) {
    var pressed = new BitSet();
    if (before != null) {
      var steady = (BitSet) levels.clone();
      steady.xor(before);
      steady.flip(0, Math.max(levels.size(), before.size()));
      if (down == null) {
        down = (BitSet) before.clone();
        down.or(levels); // whatever is not surely up was not pressed now
      }
      pressed = (BitSet) levels.clone();
      pressed.and(steady);
      pressed.andNot(down);
      var up = (BitSet) steady.clone();
      up.andNot(levels);
      down.or(pressed);
      down.andNot(up);
    }
    before = (BitSet) levels.clone();
    return pressed;
  }
}
