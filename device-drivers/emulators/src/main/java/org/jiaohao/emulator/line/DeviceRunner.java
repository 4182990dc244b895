package org.jiaohao.emulator.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a device model on a line in real time: reads at the line's rate, lets time pass, sends the
 * answers, and knows the faults of every line. The model is guarded by its own monitor.
 *
 * @param <M> the model
 */
public final class DeviceRunner<M extends DeviceModel> implements AutoCloseable {
  private static final long IDLE_NANOS = 20_000_000; // after that the line was silent
  private static final Logger log = LoggerFactory.getLogger(DeviceRunner.class);
  private static final long TICK_MILLIS = 5;
  private static final long SLICES_PER_SECOND = 100;
  private static final long FINISH_MILLIS = 5_000;
  private static final int BITS_PER_BYTE = 10;

  private final M model;
  private final Line line;
  private final Faults faults;
  private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(1000);
  private final AtomicInteger unsent = new AtomicInteger(); // also those that are being written
  private final Random noise = new Random(20261123);
  private final int baud;
  private long lineFreeAt; // of the reading thread
  private long takenAt;
  private volatile int slowBps;
  private volatile boolean closed;
  private volatile int session;
  private boolean muted;
  private boolean powerReturns;
  private long powerAt;
  private long received;
  private long advancedAt = System.nanoTime();

  /**
   * Makes a runner; {@link #start()} lets it begin.
   *
   * @param listen as for {@link Line#of}
   * @param baud bits per second of the line, 0 = as fast as it goes
   * @param dump file for the traffic, or null
   * @param makeModel makes the model, given where its answers go
   */
  public DeviceRunner(
      String listen, int baud, Path dump, Faults faults, Function<Consumer<byte[]>, M> makeModel)
      throws IOException {
    this.baud = baud;
    this.faults = faults;
    this.model = makeModel.apply(this::answer);
    Line.Receiver receiver =
        new Line.Receiver() {
          @Override
          public void received(byte[] bytes) {
            DeviceRunner.this.received(bytes);
          }

          @Override
          public void hungUp() {
            finishJob();
          }
        };
    this.line = dump == null ? Line.of(listen, receiver) : new DumpedLine(listen, receiver, dump);
    defineFaults();
  }

  /** Plugs the line and lets time pass from now on. */
  public void start() throws IOException {
    line.plug();
    Thread.ofPlatform().daemon().name("device").start(this::tick);
    Thread.ofPlatform().daemon().name("answers").start(this::send);
  }

  /** Where a driver finds the device. */
  public String address() {
    return line.address();
  }

  /** Reads the model while nothing else touches it. */
  public <T> T read(Function<M, T> reader) {
    synchronized (model) {
      return reader.apply(model);
    }
  }

  /** Sets a fault or takes it away. */
  public void fault(String name, Parameters parameters) {
    synchronized (model) {
      faults.apply(name, parameters);
      pass();
      model.notifyAll();
    }
  }

  /** Takes all faults away. */
  public void clearFaults() {
    synchronized (model) {
      faults.clear();
      model.notifyAll();
    }
  }

  /** How often a fault has taken effect since the start. */
  public long hits(String fault) {
    synchronized (model) {
      return faults.hits(fault);
    }
  }

  /** Bytes that reached the device's end of the line. */
  public long received() {
    synchronized (model) {
      return received;
    }
  }

  /** Whether the cable is in. */
  public boolean plugged() {
    return line.plugged();
  }

  @Override
  public void close() {
    closed = true;
    line.close();
    synchronized (model) {
      model.notifyAll();
    }
  }

  private void defineFaults() {
    faults.lasting("mute", (on, p) -> muted = on);
    faults.lasting("slow-line", (on, p) -> slowBps = on ? (int) p.number("bps", 300) : 0);
    faults.lasting(
        "unplug",
        (on, p) -> {
          plug(!on);
          hit(on, "unplug");
        });
    faults.once("plug", p -> faults.off("unplug"));
    faults.once("garbage", this::garbage);
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
          powerAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(p.number("seconds", 0));
          powerReturns = true;
          restorePower();
        });
  }

  private void hit(boolean on, String fault) {
    if (on) {
      faults.hit(fault);
    }
  }

  private void restorePower() {
    if (powerReturns && System.nanoTime() - powerAt >= 0) {
      powerReturns = false;
      faults.off("power-off");
    }
  }

  private void garbage(Parameters parameters) {
    byte[] bytes = new byte[(int) Math.clamp(parameters.number("bytes", 16), 1, 65536)];
    noise.nextBytes(bytes);
    if (parameters.text("to", "host").equals("device")) {
      for (byte b : bytes) {
        model.receive(b);
      }
    } else {
      answer(bytes);
    }
  }

  private void power(boolean on) {
    if (on) {
      model.powerOn();
    } else {
      model.powerOff();
      session++;
      unsent.addAndGet(-answers.drainTo(new ArrayList<>()));
    }
    if (line.address().startsWith("tcp:") && !faults.active("unplug")) {
      plug(on);
    }
  }

  private void plug(boolean in) {
    try {
      if (!in) {
        session++;
        unsent.addAndGet(-answers.drainTo(new ArrayList<>()));
        line.unplug();
      } else if (model.powered() || !line.address().startsWith("tcp:")) {
        line.plug();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(byte[] bytes) {
    if (muted) {
      faults.hit("mute");
      return;
    }
    unsent.incrementAndGet();
    if (!answers.offer(bytes)) {
      unsent.decrementAndGet();
      log.warn("{}: the host takes no answers, {} bytes lost", line.address(), bytes.length);
    }
  }

  private int bps() {
    return slowBps > 0 ? slowBps : baud;
  }

  /** A slow line delivers by the clock: what this program was late with is not late for ever. */
  private void received(byte[] bytes) {
    if (System.nanoTime() - takenAt > IDLE_NANOS) {
      lineFreeAt = System.nanoTime();
    }
    int at = 0;
    int current = session;
    while (at < bytes.length && !closed && session == current) {
      int bps = bps();
      int size = bytes.length - at;
      if (bps > 0) {
        size = (int) Math.clamp(bps / BITS_PER_BYTE / SLICES_PER_SECOND, 1, size);
        lineFreeAt += nanos(size, bps);
        sleep(lineFreeAt - System.nanoTime());
      }
      deliver(Arrays.copyOfRange(bytes, at, at + size), current);
      at += size;
    }
    takenAt = System.nanoTime();
  }

  private void deliver(byte[] bytes, int current) {
    synchronized (model) {
      await(() -> model.hasRoom() || session != current, Long.MAX_VALUE);
      for (byte b : bytes) {
        if (model.powered() && session == current) {
          received++;
          model.receive(b);
          faults.count("bytes");
        }
      }
      pass();
    }
  }

  private void finishJob() {
    synchronized (model) {
      await(model::settled, FINISH_MILLIS);
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FINISH_MILLIS);
    while (unsent.get() > 0 && System.nanoTime() < end) {
      sleep(nanos(1, 1000));
    }
  }

  /** Waits, with the model's monitor held. */
  private void await(Supplier<Boolean> condition, long millis) {
    long end = millis == Long.MAX_VALUE ? millis : System.nanoTime() + millis * 1_000_000;
    while (!condition.get() && line.plugged() && !closed && System.nanoTime() < end) {
      try {
        model.wait(TICK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void tick() {
    synchronized (model) {
      while (!closed) {
        pass();
        try {
          model.wait(TICK_MILLIS);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  private void pass() {
    long now = System.nanoTime();
    long elapsed = now - advancedAt;
    advancedAt = now;
    model.advance(elapsed);
    restorePower();
  }

  private void send() {
    while (!closed) {
      try {
        byte[] next = answers.poll(TICK_MILLIS * 20, TimeUnit.MILLISECONDS);
        if (next != null) {
          if (bps() > 0) {
            sleep(nanos(next.length, bps()));
          }
          line.write(next);
          unsent.decrementAndGet();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static long nanos(int bytes, int bps) {
    return 1_000_000_000L * bytes * BITS_PER_BYTE / bps;
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
