package org.jiaohao.device.transport;

import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

  /**
   * Waits until the line is free for one exchange; on a line of one's own it is at once. What is
   * written and read before {@link Turn#close} disturbs no other device.
   *
   * @param urgent goes before all that are not
   * @param since {@link System#nanoTime} when the exchange was asked for; the earlier goes first
   * @param obsolete asked while waiting: whether the exchange is no longer wanted
   * @return the turn, or empty when it became obsolete before the line was free
   * @throws TransportException when the line broke meanwhile
   */
  default Optional<Turn> turn(boolean urgent, long since, BooleanSupplier obsolete)
      throws TransportException {
    return Optional.of(() -> {});
  }

  /** The right to use a shared line. */
  interface Turn extends AutoCloseable {
    /** Gives the line free. */
    @Override
    void close();
  }

  /** Frees the line; never fails and never blocks for long. */
  @Override
  void close();
}
