package org.jiaohao.emulator.line;

import java.util.function.Consumer;

/**
 * The inside of a device that takes bytes at any time, sends its answers as faults spoil and delay
 * them, and forgets without power what only memory held.
 */
public abstract class PoweredModel implements DeviceModel {
  private final LateAnswers answers;
  private boolean powered = true;

  /** A device that answers to this host. */
  protected PoweredModel(AnswerFaults spoiled, Consumer<byte[]> host) {
    this.answers = new LateAnswers(spoiled, host);
  }

  /** A device that never answers. */
  protected PoweredModel() {
    this(new AnswerFaults(new Faults()), bytes -> {});
  }

  /** Forgets what only memory held: the power has gone. */
  protected abstract void forget();

  /** Begins anew: the power has come back. */
  protected void begin() {}

  /** Sends one frame to the host. */
  protected final void send(byte[] frame) {
    answers.send(frame);
  }

  /** Sends one frame to the host, so many nanoseconds later. */
  protected final void sendIn(long nanos, byte[] frame) {
    answers.sendIn(nanos, frame);
  }

  @Override
  public final boolean hasRoom() {
    return true;
  }

  @Override
  public final boolean settled() {
    return answers.idle();
  }

  @Override
  public void advance(long nanos) {
    answers.advance(nanos);
  }

  @Override
  public final boolean powered() {
    return powered;
  }

  @Override
  public final void powerOff() {
    powered = false;
    answers.forget();
    forget();
  }

  @Override
  public final void powerOn() {
    powered = true;
    begin();
  }
}
