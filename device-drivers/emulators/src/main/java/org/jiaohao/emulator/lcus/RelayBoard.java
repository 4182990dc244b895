package org.jiaohao.emulator.lcus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A relay board: four bytes switch a relay, FF asks for all, which are told as text. All relays are
 * off when the power comes.
 */
public final class RelayBoard extends PoweredModel {
  private static final int FRAME = 4;

  private final boolean[] relays;
  private final Deque<Integer> heard = new ArrayDeque<>();
  private long wrong;

  RelayBoard(int count, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.relays = new boolean[count];
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
    send(text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Override
  protected void forget() {
    java.util.Arrays.fill(relays, false);
    heard.clear();
  }
}
