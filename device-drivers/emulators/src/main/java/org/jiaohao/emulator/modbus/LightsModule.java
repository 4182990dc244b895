package org.jiaohao.emulator.modbus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;

/**
 * Relays on coils, buttons on discrete inputs, a register or two. The command {@code press} (with
 * {@code button=2 ms=200 bounce=10}) pushes a button, whose contact may bounce at first; {@code
 * stuck} (with {@code button=2}) holds it down.
 */
public final class LightsModule extends RtuSlave {
  private static final int REGISTERS = 16;
  private static final long MILLI = 1_000_000L;
  private static final long BOUNCE = 3 * MILLI;

  private final int coils;
  private final int inputs;
  private final BitSet lit = new BitSet();
  private final long[] down;
  private final long[] bounces;
  private final BitSet stuck = new BitSet();
  private final int[] registers = new int[REGISTERS];
  private long now;
  private long writes;

  LightsModule(
      int unit, int coils, int inputs, Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(unit, spoiled, host);
    this.coils = coils;
    this.inputs = inputs;
    this.down = new long[inputs];
    this.bounces = new long[inputs];
    faults.once("press", this::press);
    faults.lasting("stuck", (on, p) -> stuck.set((int) p.number("button", 1) - 1, on));
  }

  private void press(Parameters p) {
    int button = (int) p.number("button", 1) - 1;
    down[button] = now + p.number("ms", 200) * MILLI;
    bounces[button] = now + p.number("bounce", 0) * MILLI;
  }

  /** Lamp by lamp, 1 for lit. */
  public String lights() {
    var text = new StringBuilder();
    for (int i = 0; i < coils; i++) {
      text.append(lit.get(i) ? '1' : '0');
    }
    return text.toString();
  }

  /** Requests that wrote lamps. */
  public long writes() {
    return writes;
  }

  private boolean level(int input) {
    boolean contact = now >= bounces[input] || now / BOUNCE % 2 == 0;
    return powered() && (stuck.get(input) || now < down[input] && contact);
  }

  @Override
  protected byte[] carryOut(int function, byte[] body) throws Refusal {
    int first = word(body, 0);
    int second = word(body, 2);
    return switch (function) {
      case 1 -> bits(first, second, coils, lit::get);
      case 2 -> bits(first, second, inputs, this::level);
      case 3, 4 -> registers(first, second);
      case 5 -> {
        within(first, 1, coils);
        if (second != 0xFF00 && second != 0) {
          throw new Refusal(3);
        }
        lit.set(first, second != 0);
        writes++;
        yield body;
      }
      case 6 -> {
        within(first, 1, REGISTERS);
        registers[first] = second;
        yield body;
      }
      case 15 -> {
        if (second == 0 || (body[4] & 0xFF) != (second + 7) / 8) {
          throw new Refusal(3);
        }
        within(first, second, coils);
        for (int i = 0; i < second; i++) {
          lit.set(first + i, (body[5 + i / 8] >> i % 8) % 2 != 0);
        }
        writes++;
        yield Arrays.copyOf(body, 4);
      }
      case 16 -> {
        within(first, second, REGISTERS);
        for (int i = 0; i < second; i++) {
          registers[first + i] = word(body, 5 + 2 * i);
        }
        yield Arrays.copyOf(body, 4);
      }
      default -> throw new Refusal(1);
    };
  }

  private static void within(int first, int count, int all) throws Refusal {
    if (count == 0) {
      throw new Refusal(3);
    }
    if (first + count > all) {
      throw new Refusal(2);
    }
  }

  private interface Level {
    boolean at(int place);
  }

  private static byte[] bits(int first, int count, int all, Level level) throws Refusal {
    within(first, count, all);
    byte[] answer = new byte[1 + (count + 7) / 8];
    answer[0] = (byte) (answer.length - 1);
    for (int i = 0; i < count; i++) {
      if (level.at(first + i)) {
        answer[1 + i / 8] += (byte) (1 << i % 8);
      }
    }
    return answer;
  }

  private byte[] registers(int first, int count) throws Refusal {
    within(first, count, REGISTERS);
    byte[] answer = new byte[1 + 2 * count];
    answer[0] = (byte) (2 * count);
    for (int i = 0; i < count; i++) {
      answer[1 + 2 * i] = (byte) (registers[first + i] / 256);
      answer[2 + 2 * i] = (byte) registers[first + i];
    }
    return answer;
  }

  @Override
  public void advance(long nanos) {
    now += nanos;
    super.advance(nanos);
  }

  @Override
  protected void forget() {
    super.forget();
    lit.clear();
    Arrays.fill(down, 0);
    Arrays.fill(registers, 0);
  }
}
