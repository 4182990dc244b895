package org.jiaohao.emulator.modbus;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A Modbus module: a request that is whole and right is carried out and answered, one with a wrong
 * check field is passed over in silence, a pause inside a request ends it.
 */
public abstract class RtuSlave extends PoweredModel {
  /** A request that is refused, with the exception code. */
  protected static final class Refusal extends Exception {
    private final int code;

    /** With 1 function, 2 address, 3 value, 4 device, 6 busy. */
    protected Refusal(int code) {
      this.code = code;
    }
  }

  private static final long PAUSE = 30_000_000L;
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = value % 2 == 1 ? value / 2 ^ 0xA001 : value / 2;
      }
      TABLE[i] = value;
    }
  }

  private final int unit;
  private final AnswerFaults spoiled;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private long quiet;
  private long wrongChecks;
  private long requests;

  /** A module with an address. */
  protected RtuSlave(int unit, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.unit = unit;
    this.spoiled = spoiled;
  }

  /**
   * Carries out a request.
   *
   * @param body what stands between function and check field
   * @return the same part of the answer
   * @throws Refusal when it cannot
   */
  protected abstract byte[] carryOut(int function, byte[] body) throws Refusal;

  @Override
  protected void forget() {
    heard.reset();
  }

  /** Its address on the line. */
  public final int unit() {
    return unit;
  }

  /** Requests with a wrong check field. */
  public final long wrongChecks() {
    return wrongChecks;
  }

  /** Requests to this module. */
  public final long requests() {
    return requests;
  }

  /** A number of two bytes in a body. */
  protected static int word(byte[] body, int at) {
    return (body[at] & 0xFF) * 256 + (body[at + 1] & 0xFF);
  }

  @Override
  public final void receive(byte value) {
    quiet = 0;
    heard.write(value);
    byte[] bytes = heard.toByteArray();
    int whole = length(bytes);
    if (whole < 0) {
      heard.reset();
    } else if (whole > 0 && bytes.length == whole) {
      heard.reset();
      take(bytes);
    }
  }

  /** Length of the request that has begun; 0 = not known yet, -1 = it is none. */
  private static int length(byte[] bytes) {
    if (bytes.length < 2) {
      return 0;
    }
    int function = bytes[1] & 0xFF;
    if (function == 15 || function == 16) {
      return bytes.length < 7 ? 0 : 9 + (bytes[6] & 0xFF);
    }
    // Of functions that are not known the length is not known either: most have that of a read.
    return function == 0 || function > 0x2B ? -1 : 8;
  }

  private void take(byte[] bytes) {
    int end = bytes.length - 2;
    if (check(bytes, end) != (bytes[end] & 0xFF) + (bytes[end + 1] & 0xFF) * 256) {
      wrongChecks++;
      return;
    }
    int addressed = bytes[0] & 0xFF;
    if (addressed != unit && addressed != 0) {
      return;
    }
    requests++;
    int function = bytes[1] & 0xFF;
    byte[] answer;
    try {
      if (spoiled.busy()) {
        throw new Refusal(6);
      }
      answer = carryOut(function, Arrays.copyOfRange(bytes, 2, end));
    } catch (Refusal e) {
      answer = new byte[] {(byte) e.code};
      function += 0x80;
    }
    if (addressed != 0) {
      say(function, answer);
    }
  }

  private void say(int function, byte[] body) {
    byte[] frame = new byte[body.length + 4];
    frame[0] = (byte) spoiled.address(unit);
    frame[1] = (byte) function;
    System.arraycopy(body, 0, frame, 2, body.length);
    int check = spoiled.check(check(frame, body.length + 2));
    frame[frame.length - 2] = (byte) (check % 256);
    frame[frame.length - 1] = (byte) (check / 256);
    send(frame);
  }

  private static int check(byte[] bytes, int count) {
    int value = 0xFFFF;
    for (int i = 0; i < count; i++) {
      value = value / 256 ^ TABLE[(value ^ bytes[i]) & 0xFF];
    }
    return value;
  }

  @Override
  public void advance(long nanos) {
    super.advance(nanos);
    quiet += nanos;
    if (quiet > PAUSE) {
      heard.reset();
    }
  }
}
