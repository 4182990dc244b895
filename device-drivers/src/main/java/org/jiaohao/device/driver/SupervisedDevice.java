package org.jiaohao.device.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device with one thread that owns its line: connects, serves, and after a loss connects again
 * with pauses of 0.25 to 1 s, so that a cable put back works within two seconds.
 */
public abstract class SupervisedDevice implements Device {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedDevice.class);
  private static final Duration WORKS = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final byte[] NOTHING = {};
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(1);
  private static final long CLOSE_MILLIS = 2000;

  private final String name;
  private final Pace pace;
  private final Transport transport;
  private final Listeners<DeviceStatus> listeners;
  private final Thread thread;
  private volatile DeviceStatus status =
      new DeviceStatus(DeviceState.CLOSED, Set.of(), null, Instant.now());
  private volatile ByteChannel line;
  private volatile boolean closing;

  /**
   * Creates a closed device.
   *
   * @param name its name within the agent
   * @param pace how long it waits
   * @param transport its line
   */
  protected SupervisedDevice(String name, Pace pace, Transport transport) {
    this.name = name;
    this.pace = pace;
    this.listeners = new Listeners<>(name);
    this.transport = transport;
    this.thread = Thread.ofPlatform().daemon().name("device " + name).unstarted(this::run);
  }

  /**
   * Works on an open line until it fails or the device is closed; to return asks for a new line.
   * Runs on the device's thread.
   */
  protected abstract void serve(ByteChannel open) throws TransportException, InterruptedException;

  /**
   * Spends the pause between two attempts to connect, answering callers that wait for the device.
   *
   * @param fault why there is no line
   */
  protected abstract void away(DeviceFault fault, Duration pause) throws InterruptedException;

  /** Answers callers that wait: the device is closed. */
  protected abstract void ended(DeviceFault fault);

  /**
   * Waits for work, and notices meanwhile that the line broke.
   *
   * @return the next piece, or null when none came in time
   * @throws TransportException when the line broke before there was any
   */
  protected static <T> T next(BlockingQueue<T> work, ByteChannel open, Duration longest)
      throws TransportException, InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    long left = longest.toNanos();
    while (left > 0) {
      T piece = work.poll(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
      if (piece != null) {
        return piece;
      }
      open.read(NOTHING, Duration.ZERO);
      left = until - System.nanoTime();
    }
    return work.poll();
  }

  /**
   * How long {@link #serve} may go on once {@link #closing} is true, to leave the hardware in a
   * safe state, before its line is closed; zero unless overridden, at most 1 s.
   */
  protected Duration lastWords() {
    return Duration.ZERO;
  }

  /** A fault of this device; the texts say what is wrong and what to do next. */
  protected final DeviceFault fault(String operation, String code, String zh, String en) {
    return new DeviceFault(name, transport.address(), operation, code, zh, en);
  }

  /** What a broken line means for the person in front of the device. */
  protected final DeviceFault fault(String operation, TransportException e) {
    LineTrouble trouble = LineTrouble.of(name, e);
    return fault(operation, trouble.code(), trouble.zh(), trouble.en());
  }

  /** A wait at this device's pace. */
  protected final Duration paced(Duration usual) {
    return pace.of(usual);
  }

  /** Whether {@link #close()} was called. */
  protected final boolean closing() {
    return closing;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final synchronized void open() {
    if (!closing && thread.getState() == Thread.State.NEW) {
      become(
          DeviceState.NO_HARDWARE,
          Set.of(),
          fault("open", new TransportException(Reason.NOT_THERE, "not yet connected")));
      thread.start();
    }
  }

  @Override
  public final DeviceStatus status() {
    return status;
  }

  @Override
  public final Optional<String> certificate() {
    return transport.certificate();
  }

  @Override
  public final Registration onStatus(Consumer<DeviceStatus> listener) {
    return listeners.add(listener);
  }

  /** Sets the status; listeners are called when it differs from the one before. */
  protected final void become(DeviceState state, Set<Condition> conditions, DeviceFault fault) {
    DeviceStatus old = status;
    String oldCode = old.fault() == null ? null : old.fault().code();
    String code = fault == null ? null : fault.code();
    boolean same =
        old.state() == state
            && old.conditions().equals(conditions)
            && java.util.Objects.equals(code, oldCode);
    if (same) {
      return;
    }
    status = new DeviceStatus(state, Set.copyOf(conditions), fault, Instant.now());
    LOG.info("{} is {} {} {}", name, state, conditions, fault == null ? "" : fault.messageEn());
    listeners.tell(status);
  }

  private void run() {
    Duration first = paced(FIRST_PAUSE);
    Duration last = paced(LAST_PAUSE);
    Duration pause = first;
    try {
      while (!closing) {
        long began = System.nanoTime();
        connectAndServe();
        boolean lasted = System.nanoTime() - began > paced(WORKS).toNanos();
        pause = lasted ? first : pause;
        if (!closing) {
          away(status.fault(), pause);
        }
        pause = pause.multipliedBy(2).compareTo(last) > 0 ? last : pause.multipliedBy(2);
      }
    } catch (InterruptedException e) {
      if (!closing) {
        LOG.error("{} was interrupted and works no more", name, e);
      }
    } finally {
      DeviceFault closed = fault("close", "CLOSED", "设备已停用。", "The device has been closed.");
      ended(closed);
      become(DeviceState.CLOSED, Set.of(), null);
    }
  }

  private void connectAndServe() throws InterruptedException {
    try (ByteChannel open = transport.open()) {
      line = open;
      if (!closing) {
        serve(open);
      }
    } catch (TransportException e) {
      if (!closing) {
        LOG.debug("{}: {}", name, e.getMessage());
        become(DeviceState.NO_HARDWARE, Set.of(), fault("open", e));
      }
    } catch (RuntimeException | Error e) {
      LOG.error("The driver of {} failed; it starts again", name, e);
      become(
          DeviceState.FAILURE,
          Set.of(),
          fault(
              "serve",
              "DRIVER_ERROR",
              "驱动程序出错，已自动重启；如再次出现请联系技术人员并提供日志。",
              "The driver failed and was restarted; if it happens again send the log to support."));
    } finally {
      line = null;
    }
  }

  @Override
  public final void close() {
    synchronized (this) {
      closing = true;
      if (thread.getState() == Thread.State.NEW) {
        return;
      }
    }
    ByteChannel open = line;
    if (open != null) {
      join(lastWords().toMillis());
      open.close();
    }
    thread.interrupt();
    join(CLOSE_MILLIS - lastWords().toMillis());
  }

  private void join(long millis) {
    if (millis > 0 && Thread.currentThread() != thread) {
      try {
        thread.join(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
