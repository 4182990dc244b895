package org.jiaohao.emulator.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A TCP port that stays a device's own while its cable is out or its power is off: it is bound but
 * does not listen, so the system gives it to nobody else, and a host is refused there as by a
 * device that is away.
 */
public final class HeldPort implements AutoCloseable {
  private final Socket holder = new Socket();

  /**
   * Takes a port.
   *
   * @param port 0 for any free one
   * @throws IOException when somebody else has it
   */
  public HeldPort(InetAddress host, int port) throws IOException {
    try {
      holder.setReuseAddress(true); // so that the device can listen beside the holder
      holder.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      holder.close();
      throw e;
    }
  }

  /** The port. */
  public int number() {
    return holder.getLocalPort();
  }

  /** Gives the port back. */
  @Override
  public void close() {
    try {
      holder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
