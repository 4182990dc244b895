package org.jiaohao.device.driver.callpad;

import java.time.Duration;
import java.util.Set;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.input.KeyEvent;
import org.jiaohao.device.codec.input.KeyEventFrameDecoder;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/** A keypad without display. A key that is held down is pressed once. */
final class Keypad extends SupervisedPad {
  private static final Duration LISTEN = Duration.ofMillis(100);

  private final KeypadProfile profile;
  private final KeyEventFrameDecoder decoder = new KeyEventFrameDecoder();
  private final Typed typed = new Typed();

  Keypad(String name, Pace pace, Transport line, KeypadProfile profile) {
    super(name, pace, line);
    this.profile = profile;
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException {
    become(DeviceState.IDLE, Set.of(), null);
    decoder.pause();
    typed.clear();
    var buffer = new byte[256];
    while (!closing()) {
      int n = open.read(buffer, LISTEN);
      if (n == 0) {
        decoder.pause();
      }
      for (KeyEvent event : decoder.take(buffer, n)) {
        if (event.type() == KeyEvent.KEY && event.value() == KeyEvent.PRESSED) {
          pressed(event.code(), System.nanoTime());
        }
      }
    }
  }

  private void pressed(int code, long now) {
    Integer digit = profile.digits().get(code);
    if (digit != null) {
      typed.add(digit, now);
    } else {
      events().press(profile.keys().getOrDefault(code, Key.OTHER), typed.take(now), now);
    }
  }

  /** It has no display. */
  @Override
  public void show(String ticket, int waiting) {}

  /** It has no keys for ratings. */
  @Override
  public void askForRating() {}

  /** It has no buzzer. */
  @Override
  public void beep() {}

  @Override
  protected void forget() {}
}
