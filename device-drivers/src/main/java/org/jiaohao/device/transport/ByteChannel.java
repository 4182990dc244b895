package org.jiaohao.device.transport;

import java.io.Closeable;
import java.time.Duration;

/** A line to a device, used by one thread. Every call ends in time. */
public interface ByteChannel extends Closeable {
  /**
   * Waits for bytes.
   *
   * @param buffer filled from its start; one of length 0 only asks whether the line is whole
   * @param wait longest wait; zero asks only for what is there
   * @return number of bytes, 0 when none came in time
   * @throws TransportException when the line broke
   */
  int read(byte[] buffer, Duration wait) throws TransportException;

  /**
   * Writes all bytes.
   *
   * @param bytes what to write
   * @param deadline longest time for all of it
   * @throws TransportException when the line broke or the peer did not take them in time
   */
  void write(byte[] bytes, Duration deadline) throws TransportException;

  /** Frees the line; never fails and never blocks for long. */
  @Override
  void close();
}
