package org.jiaohao.device.driver.barcode;

import java.util.function.Consumer;
import org.jiaohao.device.transport.TransportException;

/** What talks to a reader over an open line. */
interface Talk {
  /**
   * A code as it came.
   *
   * @param again whether it may be one that was already reported before the line broke
   */
  record Code(byte[] data, String symbology, boolean again) {
    Code(byte[] data, String symbology) {
      this(data, symbology, false);
    }
  }

  /** Begins a talk on a line that was just opened. */
  @FunctionalInterface
  interface Opening {
    /** The talk, or null when what is on the line is no such reader. */
    Talk open() throws TransportException;
  }

  /** Bytes that came; returns what to send at once, possibly nothing. */
  byte[] take(byte[] bytes, int count, Consumer<Code> codes);

  /** Nothing came for the profile's pause; returns what to send, possibly nothing. */
  byte[] pause(Consumer<Code> codes);

  /** Bytes that start or stop looking. */
  byte[] trigger(boolean on);

  /** Codes dropped since the line was opened because they were broken, too long or unreadable. */
  long dropped();
}
