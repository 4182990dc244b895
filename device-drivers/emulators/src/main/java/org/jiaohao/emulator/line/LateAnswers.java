package org.jiaohao.emulator.line;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Sends answers as {@link AnswerFaults} spoils and delays them, in order, as time passes. */
public final class LateAnswers {
  private record Late(long due, byte[] wire) {}

  private final AnswerFaults spoiled;
  private final Consumer<byte[]> host;
  private final Deque<Late> late = new ArrayDeque<>();
  private long now;

  /** Sends to this host. */
  public LateAnswers(AnswerFaults spoiled, Consumer<byte[]> host) {
    this.spoiled = spoiled;
    this.host = host;
  }

  /** Sends one frame. */
  public void send(byte[] frame) {
    sendIn(0, frame);
  }

  /**
   * Sends one frame later.
   *
   * @param nanos how much later, before any fault
   */
  public void sendIn(long nanos, byte[] frame) {
    byte[] wire = spoiled.wire(frame);
    long delay = nanos + spoiled.takeDelayMillis() * 1_000_000;
    if (delay == 0 && late.isEmpty()) {
      host.accept(wire);
    } else {
      late.add(new Late(now + delay, wire));
    }
  }

  /** Lets time pass. */
  public void advance(long nanos) {
    now += nanos;
    while (!late.isEmpty() && late.peek().due <= now) {
      host.accept(late.poll().wire);
    }
  }

  /** Forgets what was not yet sent: the power is off. */
  public void forget() {
    late.clear();
  }

  /** Whether nothing waits. */
  public boolean idle() {
    return late.isEmpty();
  }
}
