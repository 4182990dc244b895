package org.jiaohao.device.api;

import java.util.function.Consumer;

/** A reader of ID cards. A card that stays on the reader is reported once. */
public interface IdReader extends Device {
  /**
   * Adds a listener for cards, called on the device's own thread. The card's values are wiped when
   * all listeners have returned; who needs one longer copies it.
   */
  Registration onCard(Consumer<IdCard> listener);

  /** Adds a listener for cards that could not be read; reading is tried again. */
  Registration onFailure(Consumer<DeviceFault> listener);
}
