package org.jiaohao.device.driver.modbus;

import java.util.BitSet;

/**
 * Makes presses of the levels of buttons: a level counts when two samples in a row agree, a press
 * is a change from up to down. What is down at the first sample was not pressed now.
 */
final class Debounce {
  private BitSet before;
  private BitSet down;

  /** Forgets all levels: there were no samples for a while. */
  void reset() {
    before = null;
  }

  /**
   * Takes a sample.
   *
   * @return the buttons that were pressed, bit 0 is the first
   */
  BitSet sample(BitSet levels) {
    if (before == null) {
      before = copy(levels);
      down = copy(levels);
      return new BitSet();
    }
    BitSet pressed = copy(levels);
    pressed.and(before);
    pressed.andNot(down);
    BitSet lastlyUp = copy(down);
    lastlyUp.andNot(levels);
    lastlyUp.andNot(before);
    down.or(pressed);
    down.andNot(lastlyUp);
    before = copy(levels);
    return pressed;
  }

  private static BitSet copy(BitSet bits) {
    return (BitSet) bits.clone();
  }
}
