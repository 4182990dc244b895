package org.jiaohao.emulator.line;

import java.io.IOException;

/** The device's end of a cable. */
public interface Line extends AutoCloseable {
  /** What the device does with the bytes that reach it. */
  interface Receiver {
    /**
     * Bytes arrived; called on the line's own thread. May block, which stops the flow as a full
     * receive buffer does.
     */
    void received(byte[] bytes);

    /**
     * The host has closed its direction of a network connection; called on the line's own thread.
     * The connection is closed when this returns.
     */
    void hungUp();
  }

  /** The address a driver is configured with, such as {@code tcp://127.0.0.1:9100}. */
  String address();

  /** Puts the cable in; does nothing when it is in. */
  void plug() throws IOException;

  /** Pulls the cable out; the host sees it at once. Does nothing when it is out. */
  void unplug();

  /** Whether the cable is in. */
  boolean plugged();

  /** Sends to the host; what nobody takes is lost, as on a serial line. */
  void write(byte[] bytes);

  @Override
  default void close() {
    unplug();
  }

  /**
   * Makes a line that is not yet plugged.
   *
   * @param listen {@code pty:/path/of/link}, or {@code tcp:127.0.0.1:9100} with port 0 for any free
   *     one; {@code tcp:127.0.0.1:9100?busy=refuse} hangs up on a second client instead of letting
   *     it wait; {@code memory:NAME} within one program
   * @param receiver takes what the host sends
   * @throws IllegalArgumentException when {@code listen} is neither
   */
  static Line of(String listen, Receiver receiver) throws IOException {
    if (listen.startsWith("pty:")) {
      return new PtyLine(java.nio.file.Path.of(listen.substring(4)), receiver);
    }
    if (listen.startsWith("tcp:")) {
      return TcpLine.of(listen, receiver);
    }
    if (listen.startsWith("memory:")) {
      return new MemoryLine(listen.substring(7), receiver);
    }
    throw new IllegalArgumentException(
        "Cannot listen on '" + listen + "': write pty:/path/of/link or tcp:127.0.0.1:9100");
  }
}
