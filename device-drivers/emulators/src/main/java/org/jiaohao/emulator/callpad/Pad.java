package org.jiaohao.emulator.callpad;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A pad. The command {@code press} (with {@code pad=3} where several are on the line, {@code
 * keys=060F}) presses keys, {@code rate} (with {@code value=0}) is the citizen's; a report is said
 * again every 200 ms until it is answered.
 */
public final class Pad extends PoweredModel {
  private static final long REPEAT = 200_000_000L;
  private static final int TRIES = 20;

  private final int address;
  private final AnswerFaults spoiled;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private byte[] report;
  private byte[] expected;
  private int tries;
  private long now;
  private long saidAt;
  private String display = "";
  private boolean asking;
  private int beeps;
  private int reports;
  private int answered;

  Pad(int address, Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.address = address;
    this.spoiled = spoiled;
  }

  /** Its address on the line. */
  public int address() {
    return address;
  }

  /** Six digits: waiting, ticket; a space is dark. */
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

  /** Reports sent, repeats included. */
  public int reports() {
    return reports;
  }

  /** Reports that were answered. */
  public int answered() {
    return answered;
  }

  void press(Parameters p) {
    byte[] keys = HexFormat.of().parseHex(p.text("keys", "0C"));
    report(0x01, keys, 0x01);
  }

  void rate(Parameters p) {
    report(0x11, new byte[] {(byte) p.number("value", 0)}, 0x01);
  }

  private void report(int command, byte[] data, int answerCommand) {
    if (!powered()) {
      return;
    }
    report = frame(spoiled.address(address), command, data);
    expected = frame(address, answerCommand, data);
    tries = 0;
    say();
  }

  private void say() {
    tries++;
    reports++;
    saidAt = now;
    byte[] bytes = report.clone();
    bytes[bytes.length - 2] = (byte) spoiled.check(bytes[bytes.length - 2]);
    send(bytes);
    // A spoiled address is spoiled once; repeats are right.
    report = frame(address, report[6], Arrays.copyOfRange(report, 7, report.length - 2));
  }

  private static byte[] frame(int address, int command, byte[] data) {
    byte[] bytes = new byte[data.length + 9];
    bytes[0] = (byte) 0xFF;
    bytes[1] = 0x68;
    bytes[2] = (byte) (data.length + 2);
    bytes[3] = bytes[2];
    bytes[4] = 0x68;
    bytes[5] = (byte) address;
    bytes[6] = (byte) command;
    System.arraycopy(data, 0, bytes, 7, data.length);
    int sum = 0;
    for (int i = 5; i < bytes.length - 2; i++) {
      sum += bytes[i];
    }
    bytes[bytes.length - 2] = (byte) sum;
    bytes[bytes.length - 1] = 0x16;
    return bytes;
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    byte[] b = heard.toByteArray();
    int from = b.length > 0 && (b[0] & 0xFF) == 0xFF ? 1 : 0;
    if (b.length > from && b[from] != 0x68) {
      heard.reset();
      return;
    }
    if (b.length < from + 4) {
      return;
    }
    int length = b[from + 1] & 0xFF;
    if (length > 60 || b[from + 2] != b[from + 1] || b[from + 3] != 0x68) {
      heard.reset();
    } else if (b.length == from + length + 6) {
      heard.reset();
      byte[] whole = new byte[length + 7];
      whole[0] = (byte) 0xFF;
      System.arraycopy(b, from, whole, 1, length + 6);
      take(whole);
    }
  }

  private void take(byte[] frame) {
    byte[] data = Arrays.copyOfRange(frame, 7, frame.length - 2);
    boolean right = Arrays.equals(frame, frame(frame[5] & 0xFF, frame[6] & 0xFF, data));
    if (!right || (frame[5] & 0xFF) != address) {
      return;
    }
    if (report != null && Arrays.equals(frame, expected)) {
      report = null;
      answered++;
      asking = false;
    } else if (frame[6] == 0x01 && data.length == 1 && data[0] == 0x0B) {
      asking = true;
    } else if (frame[6] == 0x02 && data.length == 6) {
      var digits = new StringBuilder();
      for (byte digit : data) {
        digits.append(digit == 0x0A ? " " : String.valueOf(digit));
      }
      display = digits.toString();
    } else if (frame[6] == 0x03) {
      beeps++;
    }
  }

  @Override
  public void advance(long nanos) {
    now += nanos;
    super.advance(nanos);
    if (report != null && now - saidAt > REPEAT) {
      if (tries < TRIES) {
        say();
      } else {
        report = null;
      }
    }
  }

  @Override
  protected void forget() {
    report = null;
    display = "";
    asking = false;
    heard.reset();
  }
}
