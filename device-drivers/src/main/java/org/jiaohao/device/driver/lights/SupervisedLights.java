package org.jiaohao.device.driver.lights;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntConsumer;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.driver.Listeners;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lamps of every make have in common: the state wanted is written whole, first of all on every
 * new line; blinking is done here; at the end all are put out.
 */
public abstract class SupervisedLights extends SupervisedDevice implements Lights {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedLights.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final int lights;
  private final Duration step;
  private final Shine[] wanted;
  private final long[] since;
  private final BlockingQueue<Boolean> changed = new ArrayBlockingQueue<>(1);
  private final Listeners<Integer> presses;

  /**
   * Creates closed lamps, all dark.
   *
   * @param lights how many
   * @param step how often {@link #step} is called when nothing is switched, at most 100 ms
   */
  protected SupervisedLights(String name, Pace pace, Transport line, int lights, Duration step) {
    super(name, pace, line);
    this.lights = lights;
    this.presses = new Listeners<>(name);
    this.step = step;
    this.wanted = new Shine[lights];
    this.since = new long[lights];
    Arrays.fill(wanted, Shine.OFF);
  }

  /** Begins on a new line, whose lamps may still be lit by a program before this one. */
  protected abstract void begin();

  /**
   * Brings the lamps to a state if they are not, and looks at the buttons.
   *
   * @param lit bit 0 is lamp 1
   * @param urgent whether a lamp was switched just now
   * @return whether to go on; false asks for a new line
   */
  protected abstract boolean step(ByteChannel line, BitSet lit, boolean urgent)
      throws TransportException;

  @Override
  public final int maxLights() {
    return lights;
  }

  @Override
  public final void shine(int light, Shine shine) {
    if (light < 1 || light > lights) {
      throw new IllegalArgumentException(name() + " has lamps 1 to " + lights + ", not " + light);
    }
    synchronized (wanted) {
      if (wanted[light - 1] == shine) {
        return;
      }
      wanted[light - 1] = shine;
      since[light - 1] = System.nanoTime();
    }
    changed.offer(true);
  }

  @Override
  public final void allOff() {
    synchronized (wanted) {
      Arrays.fill(wanted, Shine.OFF);
    }
    changed.offer(true);
  }

  @Override
  public final Registration onPress(IntConsumer listener) {
    return presses.add(listener::accept);
  }

  /** Tells the listeners of a button, numbered from 1. */
  protected final void pressed(int button) {
    LOG.info("{}: button {}", name(), button);
    presses.tell(button);
  }

  private BitSet lit() {
    long now = System.nanoTime();
    var lit = new BitSet();
    synchronized (wanted) {
      for (int i = 0; i < lights; i++) {
        lit.set(i, wanted[i].lit(now - since[i]));
      }
    }
    return lit;
  }

  @Override
  protected final void serve(ByteChannel line) throws TransportException, InterruptedException {
    begin();
    boolean goOn = true;
    boolean urgent = false;
    while (goOn && !closing()) {
      goOn = step(line, lit(), urgent);
      urgent = goOn && !closing() && next(changed, line, step) != null;
    }
    if (closing()) {
      step(line, new BitSet(), true);
    }
  }

  /** Time to put the lamps out before the line is closed. */
  @Override
  protected final Duration lastWords() {
    return LAST_WORDS;
  }

  @Override
  protected final void away(DeviceFault fault, Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    changed.clear();
  }
}
