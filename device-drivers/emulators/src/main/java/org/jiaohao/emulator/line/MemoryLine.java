package org.jiaohao.emulator.line;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cable within one program, for tests: the fastest line, with nothing of the system in it. */
public final class MemoryLine implements Line {
  /** The host's end of a connection. */
  public interface Host {
    /** Bytes from the device; called on the device's thread. */
    void received(byte[] bytes);

    /** The cable was pulled out. */
    void unplugged();
  }

  private static final Map<String, MemoryLine> LINES = new ConcurrentHashMap<>();

  private final String name;
  private final Receiver receiver;
  private Host host;
  private boolean plugged;

  MemoryLine(String name, Receiver receiver) {
    this.name = name;
    this.receiver = receiver;
  }

  /**
   * Connects to a device of this program.
   *
   * @return whether it is plugged and nobody else is connected
   */
  public static boolean connect(String name, Host host) {
    MemoryLine line = LINES.get(name);
    if (line == null) {
      return false;
    }
    synchronized (line) {
      if (!line.plugged || line.host != null) {
        return false;
      }
      line.host = host;
      return true;
    }
  }

  /** Ends a connection. */
  public static void disconnect(String name, Host host) {
    MemoryLine line = LINES.get(name);
    if (line != null) {
      synchronized (line) {
        if (line.host == host) {
          line.host = null;
        }
      }
    }
  }

  /**
   * Sends to a device; may block as a full receive buffer does.
   *
   * @return whether this host is still connected
   */
  public static boolean send(String name, Host from, byte[] bytes) {
    MemoryLine line = LINES.get(name);
    if (line == null) {
      return false;
    }
    synchronized (line) {
      if (line.host != from) {
        return false;
      }
    }
    line.receiver.received(bytes.clone());
    return true;
  }

  @Override
  public String address() {
    return "memory:" + name;
  }

  @Override
  public synchronized void plug() {
    plugged = true;
    LINES.put(name, this);
  }

  @Override
  public void unplug() {
    Host was;
    synchronized (this) {
      plugged = false;
      was = host;
      host = null;
    }
    if (was != null) {
      was.unplugged();
    }
  }

  @Override
  public synchronized boolean plugged() {
    return plugged;
  }

  @Override
  public void write(byte[] bytes) {
    Host to;
    synchronized (this) {
      to = host;
    }
    if (to != null) {
      to.received(bytes.clone());
    }
  }

  @Override
  public void close() {
    unplug();
    LINES.remove(name, this);
  }
}
