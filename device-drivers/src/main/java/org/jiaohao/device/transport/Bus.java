package org.jiaohao.device.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * A line that several devices share, such as RS-485. It is opened for the first device and closed
 * with the last; each exchange takes a turn: urgent ones first, else first come, first served.
 * Between two turns the line rests, after the last bit of the one before has left. What a device
 * sends without being asked, all receive.
 */
final class Bus {
  /** How often one who waits looks whether the wait is still wanted. */
  private static final long LOOK_NANOS = 5_000_000;

  private static final Map<String, Bus> ALL = new HashMap<>();

  private final String key;
  private final Transport real;
  private final long gapNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final PriorityQueue<Claim> waiting = new PriorityQueue<>();
  private final AtomicLong claims = new AtomicLong();
  private Claim holder;
  private long freeAt = System.nanoTime();
  private Connection connection;

  private record Claim(boolean urgent, long since, long number) implements Comparable<Claim> {
    @Override
    public int compareTo(Claim other) {
      if (urgent != other.urgent) {
        return Boolean.compare(other.urgent, urgent);
      }
      return since == other.since
          ? Long.compare(number, other.number)
          : Long.signum(since - other.since);
    }
  }

  /** The real line while it is whole. */
  private static final class Connection {
    private final ByteChannel channel;
    private final List<Channel> users = new ArrayList<>();
    private TransportException broken;

    Connection(ByteChannel channel) {
      this.channel = channel;
    }
  }

  private Bus(String key, Transport real, long gapNanos) {
    this.key = key;
    this.real = real;
    this.gapNanos = gapNanos;
  }

  /**
   * The line of a device on a bus.
   *
   * @param key what all its devices name alike
   * @param gap rest of the line between two turns
   */
  static Transport line(String key, Transport real, Duration gap) {
    synchronized (ALL) {
      Bus bus = ALL.computeIfAbsent(key, k -> new Bus(k, real, gap.toNanos()));
      return bus.new Line();
    }
  }

  private final class Line implements Transport {
    @Override
    public ByteChannel open() throws TransportException {
      lock.lock();
      try {
        if (connection == null || connection.broken != null) {
          connection = new Connection(real.open());
        }
        var channel = new Channel(connection);
        connection.users.add(channel);
        return channel;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public String address() {
      return real.address();
    }

    @Override
    public long nanosPerByte() {
      return real.nanosPerByte();
    }

    @Override
    public boolean shared() {
      return true;
    }
  }

  /** Waits for a turn; null when it became obsolete. */
  private Claim claim(Claim claim, BooleanSupplier obsolete, Connection on)
      throws TransportException {
    lock.lock();
    try {
      waiting.add(claim);
      try {
        long rest = freeAt - System.nanoTime();
        while (holder != null || waiting.peek() != claim || rest > 0) {
          check(on);
          if (obsolete.getAsBoolean()) {
            return null;
          }
          boolean mine = holder == null && waiting.peek() == claim;
          moved.awaitNanos(mine ? Math.min(rest, LOOK_NANOS) : LOOK_NANOS);
          rest = freeAt - System.nanoTime();
        }
        check(on);
        holder = claim;
        return claim;
      } finally {
        waiting.remove(claim);
        moved.signalAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(Reason.GONE, "interrupted while waiting for " + key);
    } finally {
      lock.unlock();
    }
  }

  private void check(Connection on) throws TransportException {
    if (on.broken != null) {
      throw new TransportException(on.broken.reason(), on.broken.getMessage());
    }
  }

  private void release(Claim claim) {
    lock.lock();
    try {
      if (holder == claim) {
        holder = null;
        freeAt = Math.max(freeAt, System.nanoTime()) + gapNanos;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The line is broken for everybody. */
  private TransportException broken(Connection on, TransportException why) {
    lock.lock();
    try {
      if (on.broken == null) {
        on.broken = why;
        on.channel.close();
        moved.signalAll();
      }
      return why;
    } finally {
      lock.unlock();
    }
  }

  private final class Channel implements ByteChannel {
    private final Connection on;
    private final Inbox inbox = new Inbox();
    private Claim turn;
    private boolean closed;

    Channel(Connection on) {
      this.on = on;
    }

    @Override
    public Optional<Turn> turn(boolean urgent, long since, BooleanSupplier obsolete)
        throws TransportException {
      Claim claim = claim(new Claim(urgent, since, claims.incrementAndGet()), obsolete, on);
      if (claim == null) {
        return Optional.empty();
      }
      turn = claim;
      return Optional.of(
          () -> {
            turn = null;
            release(claim);
          });
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      check(on);
      try {
        return turn != null || buffer.length == 0
            ? on.channel.read(buffer, wait)
            : overhear(buffer, wait);
      } catch (TransportException e) {
        throw broken(on, e);
      }
    }

    /** What comes while no device has the turn was sent unasked: all receive it. */
    private int overhear(byte[] buffer, Duration wait) throws TransportException {
      long end = System.nanoTime() + wait.toNanos();
      do {
        lock.lock();
        try {
          if (holder == null) {
            var heard = new byte[256];
            int n = on.channel.read(heard, Duration.ZERO);
            if (n > 0) {
              on.users.forEach(user -> user.inbox.put(heard, n));
            }
          }
        } finally {
          lock.unlock();
        }
        long left = Math.min(end - System.nanoTime(), LOOK_NANOS);
        int n = inbox.take(buffer, Duration.ofNanos(Math.max(0, left)));
        if (n > 0) {
          return n;
        }
      } while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted());
      return 0;
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      if (turn == null) {
        try (Turn own = turn(false, System.nanoTime(), () -> false).orElseThrow()) {
          write(bytes, deadline);
        }
        return;
      }
      check(on);
      try {
        on.channel.write(bytes, deadline);
      } catch (TransportException e) {
        throw broken(on, e);
      }
      lock.lock();
      try {
        freeAt = Math.max(freeAt, System.nanoTime()) + bytes.length * real.nanosPerByte();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          on.users.remove(this);
          if (on.users.isEmpty()) {
            on.channel.close();
            connection = connection == on ? null : connection;
          }
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
