package org.jiaohao.emulator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.HeldPort;
import org.jiaohao.emulator.line.Parameters;

/** A device that is a server on the network. Guarded by its own monitor. */
public abstract class ServerDevice implements EmulatedDevice {
  private final Faults faults = new Faults();
  private final AnswerFaults spoiled = new AnswerFaults(faults);
  private final InetSocketAddress listen;
  private HeldPort port;
  private boolean listening;
  private boolean powered = true;
  private boolean muted;
  private boolean closed;

  /**
   * Makes a device that does not yet listen.
   *
   * @param listen {@code tcp:127.0.0.1:8081}, port 0 for any free one; {@code tls:} where it can
   */
  protected ServerDevice(String listen) throws IOException {
    if (!listen.matches((secured() ? "(tcp|tls)" : "tcp") + ":[^:]+:\\d{1,5}")) {
      throw new IllegalArgumentException("write --listen tcp:127.0.0.1:8081, not " + listen);
    }
    String[] parts = listen.split(":");
    InetAddress host = InetAddress.getByName(parts[1]);
    if (!host.isLoopbackAddress()) {
      throw new IllegalArgumentException("an emulator listens on this machine only");
    }
    this.listen = new InetSocketAddress(host, Integer.parseInt(parts[2]));
    faults.lasting("mute", (on, p) -> mute(on));
    faults.lasting(
        "unplug",
        (on, p) -> {
          plug(!on);
          hit(on, "unplug");
        });
    faults.once("plug", p -> faults.off("unplug"));
    faults.lasting(
        "power-off",
        (on, p) -> {
          power(!on);
          hit(on, "power-off");
        });
    faults.once("power-on", p -> faults.off("power-off"));
    faults.once(
        "power-cycle",
        p -> {
          faults.apply("power-off", Parameters.NONE);
          faults.off("power-off");
        });
  }

  /**
   * Listens.
   *
   * @param at where; the port is held already
   */
  protected abstract void listen(InetSocketAddress at) throws IOException;

  /** Listens no more and ends all connections. */
  protected abstract void hangUp();

  /** Forgets what only memory held; called with the monitor held. */
  protected abstract void forget();

  /** What is to be seen of the device; called with the monitor held. */
  protected abstract Object look();

  /** First part of the address. */
  protected abstract String scheme();

  /** Whether it can listen at {@code tls:}, too. */
  protected boolean secured() {
    return false;
  }

  /** Path of the device behind host and port. */
  protected String path() {
    return "";
  }

  /** Begins to listen. */
  protected final synchronized void start() throws IOException {
    if (port == null) {
      port = new HeldPort(listen.getAddress(), listen.getPort());
    }
    port.listen(this::listen);
    listening = true;
  }

  /** Faults of all answers. */
  protected final AnswerFaults spoiled() {
    return spoiled;
  }

  /** More faults of a kind of device. */
  protected final Faults faults() {
    return faults;
  }

  /** Waits while the device is mute; called with the monitor held. */
  protected final void waitWhileMute() throws InterruptedException {
    hit(muted, "mute");
    while (muted && !closed) {
      wait(50);
    }
  }

  private void hit(boolean on, String fault) {
    if (on) {
      faults.hit(fault);
    }
  }

  private synchronized void mute(boolean on) {
    muted = on;
    notifyAll();
  }

  private synchronized void power(boolean on) {
    powered = on;
    if (!on) {
      forget();
    }
    plug(on && !faults.active("unplug"));
  }

  private synchronized void plug(boolean in) {
    try {
      if (!in && listening) {
        hangUp();
        listening = false;
      } else if (in && powered && !listening && !closed) {
        start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final synchronized String address() {
    String host = listen.getAddress().getHostAddress();
    return scheme() + "://" + host + ":" + port.number() + path();
  }

  @Override
  public final synchronized Object state() {
    return Map.of(
        "address",
        address(),
        "powered",
        powered,
        "plugged",
        listening,
        "faults",
        faults.shown(),
        "device",
        look());
  }

  @Override
  public final Set<String> faultNames() {
    return faults.names();
  }

  @Override
  public final synchronized void fault(String name, Map<String, String> parameters) {
    faults.apply(name, new Parameters(parameters));
  }

  @Override
  public final synchronized long hits(String fault) {
    return faults.hits(fault);
  }

  @Override
  public final synchronized void clear() {
    faults.clear();
  }

  @Override
  public final synchronized void close() {
    closed = true;
    notifyAll();
    if (listening) {
      hangUp();
      listening = false;
    }
    if (port != null) {
      port.close();
    }
  }
}
