package org.jiaohao.device.transport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.device.transport.TransportException.Reason;

/** A cable without length: what the driver writes reaches the peer at once, on the same thread. */
public final class MemoryTransport implements Transport {
  /** The device at the other end. */
  public interface Peer {
    /** Bytes from the driver. */
    void received(byte[] bytes);

    /** A new connection, over which it may {@link MemoryTransport#answer}. */
    default void connected() {}
  }

  private Peer peer;
  private boolean plugged = true;
  private boolean takesBytes = true;
  private CountDownLatch hangs;
  private MemoryChannel open;
  private int connections;
  private int reads;

  /** Puts a device at the other end. */
  public synchronized void attach(Peer device) {
    peer = device;
  }

  /** Pulls the cable out. */
  public synchronized void unplug() {
    plugged = false;
    if (open != null) {
      open.inbox.end(new TransportException(Reason.GONE, "unplugged"));
    }
  }

  /** Puts it in again. */
  public synchronized void plug() {
    plugged = true;
  }

  /** From now on the peer takes nothing; a write ends at its deadline. */
  public synchronized void stall() {
    takesBytes = false;
  }

  /** From now on opening takes until {@link #letGo}. */
  public synchronized void hang() {
    hangs = new CountDownLatch(1);
  }

  /** Ends {@link #hang}. */
  public synchronized void letGo() {
    hangs.countDown();
  }

  /** How often the line was opened. */
  public synchronized int connections() {
    return connections;
  }

  /** How often the driver has taken bytes of the device. */
  public synchronized int received() {
    return reads;
  }

  /** The device sends. */
  public synchronized void answer(byte[] bytes) {
    if (open != null) {
      open.inbox.put(bytes, bytes.length);
    }
  }

  @Override
  public String address() {
    return "memory:";
  }

  @Override
  public ByteChannel open() throws TransportException {
    CountDownLatch latch;
    synchronized (this) {
      latch = hangs;
    }
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(Reason.TIMEOUT, "interrupted");
    }
    synchronized (this) {
      if (!plugged) {
        throw new TransportException(Reason.NOT_THERE, "no cable");
      }
      connections++;
      open = new MemoryChannel();
      peer.connected();
      return open;
    }
  }

  private final class MemoryChannel implements ByteChannel {
    private final Inbox inbox = new Inbox();

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      int n = inbox.take(buffer, wait);
      if (n > 0) {
        synchronized (MemoryTransport.this) {
          reads++;
        }
      }
      return n;
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      synchronized (MemoryTransport.this) {
        if (!plugged || open != this) {
          throw new TransportException(Reason.GONE, "unplugged");
        }
        if (takesBytes) {
          peer.received(bytes);
          return;
        }
      }
      inbox.take(new byte[1], deadline);
      throw new TransportException(Reason.TIMEOUT, "full");
    }

    @Override
    public void close() {
      inbox.end(new TransportException(Reason.GONE, "closed"));
      synchronized (MemoryTransport.this) {
        if (open == this) {
          open = null;
        }
      }
    }
  }
}
