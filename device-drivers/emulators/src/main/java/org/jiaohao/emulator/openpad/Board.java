package org.jiaohao.emulator.openpad;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A small board with keys, a display and a buzzer. It says every five seconds that it is there,
 * first when the power comes. The command {@code press} (with {@code key=call}) presses a key,
 * {@code rate} (with {@code value=0}) is the citizen's.
 */
public final class Board extends PoweredModel {
  private static final int LONGEST = 80;

  private final long hereNanos;
  private final AnswerFaults spoiled;
  private final StringBuilder heard = new StringBuilder();
  private long now;
  private long hereAt;
  private String display = "";
  private boolean asking;
  private int beeps;
  private int lamps;
  private long wrong;

  /**
   * A board.
   *
   * @param hereMillis how often it says that it is there
   */
  Board(long hereMillis, Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.hereNanos = hereMillis * 1_000_000;
    this.spoiled = spoiled;
    faults.once("press", p -> say("K " + p.text("key", "call")));
    faults.once(
        "rate",
        p -> {
          asking = false;
          say("R " + p.number("value", 0));
        });
  }

  /** Ticket and number of people waiting. */
  public String display() {
    return display;
  }

  /** Whether it asks for a rating. */
  public boolean asking() {
    return asking;
  }

  /** Sounds made. */
  public int beeps() {
    return beeps;
  }

  /** Lamps, bit 0 is the first. */
  public int lamps() {
    return lamps;
  }

  /** Lines that were not understood. */
  public long wrong() {
    return wrong;
  }

  private void say(String text) {
    if (powered()) {
      int check = spoiled.check(xor(text)) & 0xFF;
      String line = text + "*" + (check < 16 ? "0" : "") + Integer.toHexString(check) + "\r\n";
      send(line.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static int xor(String text) {
    return text.chars().reduce(0, (a, b) -> a ^ b);
  }

  @Override
  public void receive(byte value) {
    if (value != '\n') {
      heard.append(value == '\r' || heard.length() > LONGEST ? "" : (char) (value & 0xFF));
      return;
    }
    String line = heard.toString();
    heard.setLength(0);
    int star = line.lastIndexOf('*');
    boolean right =
        star >= 0
            && line.substring(star + 1)
                .toLowerCase(Locale.ROOT)
                .equals("%02x".formatted(xor(line.substring(0, star))));
    if (!right) {
      wrong++;
      return;
    }
    String[] words = line.substring(0, star).split(" ");
    switch (words[0]) {
      case "T" -> display = words[1] + " " + words[2];
      case "E" -> asking = words[1].equals("1");
      case "B" -> beeps++;
      case "L" -> lamps = Integer.parseInt(words[1]);
      default -> wrong++;
    }
  }

  @Override
  public void advance(long nanos) {
    now += nanos;
    super.advance(nanos);
    if (powered() && now >= hereAt) {
      hereAt = now + hereNanos;
      say("H pad-1 1.0");
    }
  }

  @Override
  protected void forget() {
    display = "";
    asking = false;
    lamps = 0;
    heard.setLength(0);
  }

  @Override
  protected void begin() {
    hereAt = now;
  }
}
