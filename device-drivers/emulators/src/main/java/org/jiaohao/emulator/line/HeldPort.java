package org.jiaohao.emulator.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP port that stays a device's own while its cable is out or its power is off: it is bound but
 * does not listen, so the system gives it to nobody else, and a host is refused there as by a
 * device that is away.
 */
public final class HeldPort implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

  private final Socket holder = new Socket();

  /** Opens what listens. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Opens it.
     *
     * @param at where
     */
    void listen(InetSocketAddress at) throws IOException;
  }

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

  /**
   * Listens at the port, which nobody else can have: a child process that this program has just
   * begun may still hold what listened there before, until it runs a program of its own. That is
   * waited for.
   */
  public void listen(Opening opening) throws IOException {
    var at = new InetSocketAddress(holder.getLocalAddress(), number());
    long end = System.nanoTime() + PATIENCE;
    while (true) {
      try {
        opening.listen(at);
        return;
      } catch (BindException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
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
