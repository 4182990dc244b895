package org.jiaohao.device.api;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A device that is supervised from {@link #open()} to {@link #close()}: it connects, and after a
 * loss connects again by itself; no caller ever has to reopen it.
 */
public interface Device extends AutoCloseable {
  /** Name within the agent, for example {@code ticket-printer}. */
  String name();

  /** Starts supervision and returns at once, whether or not the hardware is there. */
  void open();

  /** Present status; never blocks. */
  DeviceStatus status();

  /**
   * SHA-256 fingerprint of the certificate by which the device proved itself, in pairs of hex
   * digits; empty when it is not reached through TLS or not yet.
   */
  default Optional<String> certificate() {
    return Optional.empty();
  }

  /** Adds a listener for changes of the status, called on the device's own thread. */
  Registration onStatus(Consumer<DeviceStatus> listener);

  /** Ends supervision and frees the port within two seconds. */
  @Override
  void close();
}
