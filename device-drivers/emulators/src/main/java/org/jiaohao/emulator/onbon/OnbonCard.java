package org.jiaohao.emulator.onbon;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.PoweredModel;

/** The card without its cable: frames in, answers out, dynamic areas in memory. */
final class OnbonCard extends PoweredModel {
  private static final int HEADER = 14;
  private static final int BARCODE = 16;
  private static final int CRC = 2;
  private static final int MIN_DATA = 5;
  private static final int BROADCAST_ANSWERED = 0xFFFE;
  private static final int BROADCAST = 0xFFFF;
  private static final int UNCHECKED = 0xFFFF;
  private static final int ANY_CONTROLLER = 0xFE;
  private static final int CONTROLLER = 0x51;
  private static final int ACK = 0x00;
  private static final int NACK = 0x01;

  private final OnbonOptions options;
  private final Faults faults;
  private final Consumer<SignPicture> changed;
  private final CardFrames frames = new CardFrames(this::frame);
  private final AnswerFaults answerFaults;
  private final SignMemory memory;
  private boolean lampsOn = true;
  private long now;
  private long good;
  private long bad;
  private long notForMe;
  private long flashWrites;
  private LocalDateTime time;

  OnbonCard(
      OnbonOptions options,
      Clock clock,
      Faults faults,
      AnswerFaults spoiled,
      Consumer<byte[]> host,
      Consumer<SignPicture> changed) {
    super(spoiled, host);
    this.changed = changed;
    this.options = options;
    this.faults = faults;
    this.answerFaults = spoiled;
    this.memory = new SignMemory(options, clock);
  }

  @Override
  public void receive(byte value) {
    frames.accept(value & 0xFF);
  }

  @Override
  public void advance(long nanos) {
    now += nanos;
    super.advance(nanos);
  }

  @Override
  protected void forget() {
    frames.reset();
    memory.clear();
  }

  @Override
  protected void begin() {
    lampsOn = true;
  }

  SignMemory memory() {
    return memory;
  }

  boolean lampsOn() {
    return powered() && lampsOn;
  }

  /** The lamps now. */
  SignPicture picture() {
    SignPicture picture = new SignPicture(options.width(), options.height());
    if (lampsOn()) {
      memory.draw(picture, now);
    }
    return picture;
  }

  OnbonSignEmulator.Counters counters(long bytes) {
    return new OnbonSignEmulator.Counters(bytes, good, bad + frames.bad(), notForMe, flashWrites);
  }

  /** What the card's clock was set to, or null. */
  LocalDateTime time() {
    return time;
  }

  private void frame(byte[] content) {
    faults.count("frames");
    if (!powered()) {
      return;
    }
    if (content.length < HEADER + CRC + MIN_DATA) {
      bad++;
      return;
    }
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int address = in.getShort(0) & 0xFFFF;
    if (address != options.address() && address != BROADCAST && address != BROADCAST_ANSWERED) {
      notForMe++;
      return;
    }
    int host = in.getShort(2) & 0xFFFF;
    boolean mayAnswer = address != BROADCAST;
    int crc = in.getShort(content.length - CRC) & 0xFFFF;
    if (crc != UNCHECKED && crc != CardFrames.crc(content, content.length - CRC)) {
      bad++;
      reply(mayAnswer, host, CardError.CRC);
      return;
    }
    int header = HEADER + (content[7] == 1 ? BARCODE : 0);
    int length = in.getShort(12) & 0xFFFF;
    if (length < MIN_DATA || header + length + CRC != content.length) {
      bad++;
      return;
    }
    good++;
    byte[] data = Arrays.copyOfRange(content, header, header + length);
    boolean wanted = mayAnswer && data[2] == 1;
    int type = content[10] & 0xFF;
    if (type != ANY_CONTROLLER && type != CONTROLLER) {
      reply(wanted, host, CardError.CONTROLLER_TYPE);
    } else if (answerFaults.busy()) {
      reply(wanted, host, CardError.BUSY);
    } else {
      reply(wanted, host, data);
    }
  }

  private void reply(boolean wanted, int host, byte[] request) {
    byte[] extra = {};
    CardError error;
    try {
      error = execute(request);
      if (error == CardError.NONE && request[0] == (byte) 0xA1 && request[1] == 0x02) {
        extra = status();
      }
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      error = CardError.SCREEN_PARAMETER;
    }
    if (wanted) {
      answer(host, error, extra);
    }
  }

  private void reply(boolean wanted, int host, CardError error) {
    if (wanted) {
      answer(host, error, new byte[0]);
    }
  }

  private CardError execute(byte[] data) {
    byte[] payload = Arrays.copyOfRange(data, MIN_DATA, data.length);
    return switch (data[0] & 0xFF) {
      case 0xA1 -> files(data[1] & 0xFF);
      case 0xA2 -> settings(data[1] & 0xFF, payload);
      case 0xA3 -> screen(data, payload);
      default -> CardError.GROUP;
    };
  }

  private CardError files(int command) {
    return switch (command) {
      case 0x00, 0x01, 0x05, 0x06 -> {
        flashWrites++;
        yield CardError.NONE;
      }
      case 0x02, 0x07, 0x08 -> CardError.NONE;
      default -> CardError.COMMAND;
    };
  }

  private CardError settings(int command, byte[] payload) {
    switch (command) {
      case 0x00 -> {
        return CardError.NONE;
      }
      case 0x01 -> {
        memory.clear();
        lampsOn = true;
        return CardError.NONE;
      }
      case 0x03 -> {
        time = clock(payload);
        return CardError.NONE;
      }
      default -> {
        return CardError.COMMAND;
      }
    }
  }

  /** BCD: year low byte first, month, day, hour, minute, second, weekday 1 to 7. */
  static LocalDateTime clock(byte[] p) {
    if (p.length < 8) {
      throw new IllegalArgumentException("clock");
    }
    String digits = HexFormat.of().formatHex(new byte[] {p[1], p[0], p[2], p[3], p[4], p[5], p[6]});
    return LocalDateTime.of(
        Integer.parseInt(digits.substring(0, 4)),
        Integer.parseInt(digits.substring(4, 6)),
        Integer.parseInt(digits.substring(6, 8)),
        Integer.parseInt(digits.substring(8, 10)),
        Integer.parseInt(digits.substring(10, 12)),
        Integer.parseInt(digits.substring(12, 14)));
  }

  private CardError screen(byte[] data, byte[] payload) {
    switch (data[1] & 0xFF) {
      case 0x00 -> {
        if (payload.length < 1 || payload[0] < 1 || payload[0] > 2) {
          return CardError.SCREEN_PARAMETER;
        }
        lampsOn = payload[0] == 1;
        return CardError.NONE;
      }
      case 0x01, 0x04, 0x08 -> {
        return CardError.NONE;
      }
      case 0x06 -> {
        memory.update(data[3] & 0xFF, payload, now);
        changed.accept(picture());
        return CardError.NONE;
      }
      case 0x10 -> {
        memory.clear();
        return CardError.NONE;
      }
      default -> {
        return CardError.COMMAND;
      }
    }
  }

  /** Lamps, brightness, clock, programs, current program, dynamic areas, barcode, network id. */
  private byte[] status() {
    byte[] ids = memory.ids();
    ByteBuffer out = ByteBuffer.allocate(1 + 1 + 8 + 1 + 4 + 1 + 1 + 1 + ids.length + 16 + 12);
    out.put((byte) (lampsOn ? 1 : 2)).put((byte) 15);
    LocalDateTime shown = time == null ? LocalDateTime.of(2000, 1, 1, 0, 0) : time;
    int[] clock = {
      shown.getYear() % 100,
      shown.getYear() / 100,
      shown.getMonthValue(),
      shown.getDayOfMonth(),
      shown.getHour(),
      shown.getMinute(),
      shown.getSecond(),
      shown.getDayOfWeek().getValue()
    };
    for (int part : clock) {
      out.put((byte) (part / 10 << 4 | part % 10));
    }
    out.put((byte) 0).put(new byte[4]).put((byte) 0).put((byte) 0);
    out.put((byte) ids.length).put(ids);
    return out.array();
  }

  private void answer(int host, CardError error, byte[] extra) {
    int length = MIN_DATA + extra.length;
    ByteBuffer out = ByteBuffer.allocate(HEADER + length + CRC).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) host).putShort((short) answerFaults.address(options.address()));
    out.position(10);
    out.put((byte) CONTROLLER).put((byte) 2).putShort((short) length);
    out.put((byte) 0xA0).put((byte) (error == CardError.NONE ? ACK : NACK));
    out.put((byte) error.code).putShort((short) 0).put(extra);
    int crc = CardFrames.crc(out.array(), out.position());
    out.putShort((short) answerFaults.check(crc));
    send(CardFrames.wire(out.array()));
  }
}
