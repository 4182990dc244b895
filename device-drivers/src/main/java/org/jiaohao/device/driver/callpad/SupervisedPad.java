package org.jiaohao.device.driver.callpad;

import java.time.Duration;
import java.util.function.Consumer;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.Transport;

/** What pads of every make have in common: whom they tell. */
abstract class SupervisedPad extends SupervisedDevice implements CallPad {
  private final PadEvents events;

  SupervisedPad(String name, Pace pace, Transport line) {
    super(name, pace, line);
    this.events = new PadEvents(name);
  }

  /** The events of the pad. */
  final PadEvents events() {
    return events;
  }

  /** The line is gone: what waits for it is said no more. */
  protected abstract void forget();

  @Override
  public final Registration onPress(Consumer<Press> listener) {
    return events.onPress(listener);
  }

  @Override
  public final Registration onRating(Consumer<Integer> listener) {
    return events.onRating(listener);
  }

  @Override
  protected final void away(DeviceFault fault, Duration pause) throws InterruptedException {
    forget();
    Thread.sleep(pause);
  }

  @Override
  protected final void ended(DeviceFault fault) {
    forget();
  }
}
