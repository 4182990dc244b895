package org.jiaohao.emulator.lcus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.DeviceModel;
import org.jiaohao.emulator.line.LateAnswers;

/**
 * A relay board: four bytes switch a relay, FF asks for all, which are told as text. All relays are
 * off when the power comes.
 */
public final class RelayBoard implements DeviceModel {
  private static final int FRAME = 4;

  private final boolean[] relays;
  private final LateAnswers answers;
  private final Deque<Integer> heard = new ArrayDeque<>();
  private boolean powered = true;
  private long wrong;

  RelayBoard(int count, AnswerFaults spoiled, Consumer<byte[]> host) {
    this.relays = new boolean[count];
    this.answers = new LateAnswers(spoiled, host);
  }

  /** Relay by relay, 1 for on. */
  public String relays() {
    var text = new StringBuilder();
    for (boolean on : relays) {
      text.append(on ? '1' : '0');
    }
    return text.toString();
  }

  /** Bytes that belonged to no command. */
  public long wrong() {
    return wrong;
  }

  @Override
  public void receive(byte value) {
    int octet = value & 0xFF;
    if (heard.isEmpty() && octet == 0xFF) {
      tell();
      return;
    }
    heard.add(octet);
    while (!heard.isEmpty() && heard.peek() != 0xA0) {
      heard.poll();
      wrong++;
    }
    if (heard.size() == FRAME) {
      Integer[] frame = heard.toArray(Integer[]::new);
      boolean right = (frame[0] + frame[1] + frame[2]) % 256 == frame[3];
      if (right && frame[1] >= 1 && frame[1] <= relays.length && frame[2] <= 1) {
        relays[frame[1] - 1] = frame[2] == 1;
        heard.clear();
      } else {
        heard.poll();
        wrong++;
      }
    }
  }

  private void tell() {
    var text = new StringBuilder();
    for (int i = 0; i < relays.length; i++) {
      text.append("CH%d: %s\r\n".formatted(i + 1, relays[i] ? "ON" : "OFF"));
    }
    answers.send(text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
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
    java.util.Arrays.fill(relays, false);
    heard.clear();
    answers.forget();
  }

  @Override
  public void powerOn() {
    powered = true;
  }
}
