package org.jiaohao.emulator.keypad;

import java.util.function.Consumer;
import org.jiaohao.emulator.input.KeyStrokes;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.DeviceModel;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.LateAnswers;
import org.jiaohao.emulator.line.Parameters;

/**
 * A number pad. The command {@code press} (with {@code key=96}, a key code of Linux) strikes a key;
 * with {@code repeats=30} it is held down so long that the system repeats it.
 */
public final class NumberPad implements DeviceModel {
  private static final int ENTER = 96;

  private final LateAnswers answers;
  private final KeyStrokes keys = new KeyStrokes();
  private boolean powered = true;
  private int strokes;

  NumberPad(Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    this.answers = new LateAnswers(spoiled, host);
    faults.once("press", this::press);
  }

  /** Strokes made. */
  public int strokes() {
    return strokes;
  }

  private void press(Parameters parameters) {
    if (!powered) {
      return;
    }
    int key = (int) parameters.number("key", ENTER);
    strokes++;
    keys.event(key, 1);
    for (int i = 0; i < parameters.number("repeats", 0); i++) {
      keys.event(key, 2);
    }
    keys.event(key, 0);
    answers.send(keys.take());
  }

  @Override
  public void receive(byte value) {
    // lamps of the pad; it has none
  }

  @Override
  public void advance(long nanos) {
    answers.advance(nanos);
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public boolean settled() {
    return answers.idle();
  }

  @Override
  public boolean powered() {
    return powered;
  }

  @Override
  public void powerOff() {
    powered = false;
    answers.forget();
  }

  @Override
  public void powerOn() {
    powered = true;
  }
}
