package org.jiaohao.emulator.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * Says what a device once said: each answer follows, after the time it took then, when the host has
 * sent the bytes that stand before it in the recording. Where the host sends others, the place is
 * remembered and the replay waits for the right ones; at the end it begins anew.
 */
public final class ReplayedDevice extends PoweredModel {
  private static final long MILLI = 1_000_000;

  private final Recording recording;
  private final Deque<Byte> last = new ArrayDeque<>();
  private int step;
  private int rounds;
  private long other;

  ReplayedDevice(Recording recording, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.recording = recording;
    speak();
  }

  /** How often the whole recording was played. */
  public int rounds() {
    return rounds;
  }

  /** Bytes of the host that the recording does not have at that place. */
  public long other() {
    return other;
  }

  /** Says all that stands between the present place and the next bytes of the host. */
  private void speak() {
    long later = 0;
    while (step < recording.steps().size() && recording.steps().get(step).fromDevice()) {
      Recording.Step each = recording.steps().get(step++);
      later += each.millis() * MILLI;
      sendIn(later, each.bytes());
    }
    if (step == recording.steps().size() && step > 0) {
      step = 0;
      rounds++;
    }
  }

  @Override
  public void receive(byte value) {
    last.addLast(value);
    byte[] wanted = recording.steps().get(step).bytes();
    while (last.size() > wanted.length) {
      last.removeFirst();
      other++;
    }
    if (same(wanted)) {
      last.clear();
      step++;
      if (step == recording.steps().size()) {
        step = 0;
        rounds++;
      } else {
        speak();
      }
    }
  }

  private boolean same(byte[] wanted) {
    if (last.size() != wanted.length) {
      return false;
    }
    int i = 0;
    for (byte each : last) {
      if (each != wanted[i++]) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void forget() {
    last.clear();
    step = 0;
  }
}
