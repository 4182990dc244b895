package org.jiaohao.emulator.keypad;

import java.util.function.Consumer;
import org.jiaohao.emulator.input.KeyStrokes;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A number pad. The command {@code press} (with {@code key=96}, a key code of Linux) strikes a key;
 * with {@code repeats=30} it is held down so long that the system repeats it.
 */
public final class NumberPad extends PoweredModel {
  private static final int ENTER = 96;

  private final KeyStrokes keys = new KeyStrokes();
  private int strokes;

  NumberPad(Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    faults.once("press", this::press);
  }

  /** Strokes made. */
  public int strokes() {
    return strokes;
  }

  private void press(Parameters parameters) {
    if (!powered()) {
      return;
    }
    int key = (int) parameters.number("key", ENTER);
    strokes++;
    keys.event(key, 1);
    for (int i = 0; i < parameters.number("repeats", 0); i++) {
      keys.event(key, 2);
    }
    keys.event(key, 0);
    send(keys.take());
  }

  @Override
  public void receive(byte value) {
    // lamps of the pad; it has none
  }

  @Override
  protected void forget() {
    // nothing to forget
  }
}
