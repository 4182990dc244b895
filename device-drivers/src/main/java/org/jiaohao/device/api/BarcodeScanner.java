package org.jiaohao.device.api;

import java.util.function.Consumer;

/** A barcode or QR reader (UnifiedPOS: Scanner). */
public interface BarcodeScanner extends Device {
  /**
   * Adds a listener for codes, called on the device's own thread; a code that is held before the
   * reader is reported once.
   */
  Registration onScan(Consumer<Scan> listener);

  /**
   * Lets the reader look for a code until the registration is closed; while several are open it
   * looks until the last one is closed. Nothing happens on readers that always look.
   */
  Registration trigger();

  /**
   * A code that was read. What it holds is data, never a command, control characters included.
   *
   * @param data bytes of the code as they came, without prefix and suffix
   * @param text the same as text; hex digits when no character set fits
   * @param encoding {@code US-ASCII}, {@code UTF-8}, {@code GB18030} or {@code hex}
   * @param symbology AIM identifier such as {@code ]Q1}, or empty when the reader does not tell
   */
  record Scan(byte[] data, String text, String encoding, String symbology) {}
}
