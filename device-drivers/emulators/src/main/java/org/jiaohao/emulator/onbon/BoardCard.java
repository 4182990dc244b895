package org.jiaohao.emulator.onbon;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.PoweredModel;

/** A card with dynamic areas without its cable: protocols F0, 05 and 07. */
final class BoardCard extends PoweredModel {
  private static final int LONGEST = 2 << 20;
  private static final int MIN_BODY = 5;
  private static final int BROADCAST_ANSWERED = 0xFFFE;
  private static final int BROADCAST = 0xFFFF;
  private static final int ANY_TYPE = 0xFFFE;
  private static final int HALF_HOURS = 48;
  private static final int BRIGHTEST = 15;
  private static final long MILLISECOND = 1_000_000;

  private final DynamicOptions options;
  private final Faults faults;
  private final Consumer<SignPicture> changed;
  private final CardFrames frames = new CardFrames(this::frame, LONGEST);
  private final AnswerFaults answerFaults;
  private final BoardMemory memory;
  private boolean lampsOn = true;
  private int brightness = BRIGHTEST;
  private long now;
  private long bootedAt;
  private long good;
  private long bad;
  private long notForMe;
  private long flashWrites;
  private LocalDateTime time;

  BoardCard(
      DynamicOptions options,
      Faults faults,
      AnswerFaults spoiled,
      Consumer<byte[]> host,
      Consumer<SignPicture> changed) {
    super(spoiled, host);
    this.options = options;
    this.faults = faults;
    this.changed = changed;
    this.answerFaults = spoiled;
    this.memory = new BoardMemory(options);
  }

  @Override
  public void receive(byte value) {
    if (!booting()) {
      frames.accept(value & 0xFF);
    }
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
    bootedAt = now + options.bootMillis() * MILLISECOND;
  }

  /** Whether it has power and does not listen yet. */
  boolean booting() {
    return now < bootedAt;
  }

  BoardMemory memory() {
    return memory;
  }

  boolean lampsOn() {
    return powered() && lampsOn && !booting();
  }

  /** Level in the first half hour of the day, 0 to 15. */
  int brightness() {
    return brightness;
  }

  /** What the card's clock was set to, or null. */
  LocalDateTime time() {
    return time;
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

  private void frame(byte[] content) {
    faults.count("frames");
    BoardFrame frame = powered() ? BoardFrame.read(content) : null;
    if (frame == null) {
      bad += powered() ? 1 : 0;
      return;
    }
    int address = frame.address();
    if (address != options.address() && address != BROADCAST && address != BROADCAST_ANSWERED) {
      notForMe++;
      return;
    }
    boolean mayAnswer = address != BROADCAST;
    byte[] body = frame.body();
    if (!frame.checked()) {
      bad++;
      reply(mayAnswer, frame, CardError.CRC, new byte[0]);
      return;
    }
    if (body.length < MIN_BODY) {
      bad++;
      return;
    }
    good++;
    boolean wanted = mayAnswer && body[0] == 1;
    if (frame.type() != ANY_TYPE && frame.type() != options.model().type) {
      reply(wanted, frame, CardError.CONTROLLER_TYPE, new byte[0]);
    } else if (answerFaults.busy()) {
      reply(wanted, frame, CardError.BUSY, new byte[0]);
    } else {
      CardError error = execute(frame, Arrays.copyOfRange(body, MIN_BODY, body.length));
      byte[] told = error == CardError.NONE ? told(frame) : new byte[0];
      reply(wanted, frame, error, told);
    }
  }

  private CardError execute(BoardFrame frame, byte[] payload) {
    try {
      return switch (frame.body()[1] & 0xFF) {
        case 0xA1 -> files(frame.body()[2] & 0xFF);
        case 0xA2 -> settings(frame.body()[2] & 0xFF, payload);
        case 0xA7 -> frame.dynamic() ? areas(frame.body()[2] & 0xFF, payload) : CardError.GROUP;
        default -> CardError.GROUP;
      };
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      return CardError.SCREEN_PARAMETER;
    }
  }

  private CardError areas(int command, byte[] payload) {
    CardError error = CardError.NONE;
    switch (command) {
      case 0x00 -> error = memory.update(payload, now);
      case 0x01 -> memory.delete(payload);
      default -> error = CardError.COMMAND;
    }
    changed.accept(picture());
    return error;
  }

  private CardError files(int command) {
    return switch (command) {
      case 0x00, 0x01, 0x02, 0x03 -> {
        flashWrites++;
        yield CardError.NONE;
      }
      case 0x06, 0x08, 0x09, 0x12 -> CardError.NONE;
      default -> CardError.COMMAND;
    };
  }

  private CardError settings(int command, byte[] payload) {
    switch (command) {
      case 0x00, 0x0F -> {
        return CardError.NONE;
      }
      case 0x01 -> memory.clear();
      case 0x02 -> time = OnbonCard.clock(payload);
      case 0x05 -> lampsOn = flag(payload);
      case 0x07 -> brightness = level(payload);
      default -> {
        return CardError.COMMAND;
      }
    }
    return CardError.NONE;
  }

  private static boolean flag(byte[] payload) {
    if (payload.length != 1 || payload[0] < 0 || payload[0] > 1) {
      throw new IllegalArgumentException("power");
    }
    return payload[0] == 1;
  }

  private static int level(byte[] payload) {
    boolean right = payload.length == 1 + HALF_HOURS && payload[0] == 0;
    for (int i = 1; right && i < payload.length; i++) {
      right = payload[i] >= 0 && payload[i] <= BRIGHTEST;
    }
    if (!right) {
      throw new IllegalArgumentException("brightness");
    }
    return payload[1];
  }

  /** What the card tells of itself: answers A2 80 to a ping and A2 8F to the question for state. */
  private byte[] told(BoardFrame frame) {
    int asked = (frame.body()[1] & 0xFF) << 8 | frame.body()[2] & 0xFF;
    if (frame.dynamic() || asked != 0xA200 && asked != 0xA20F) {
      return new byte[0];
    }
    ByteBuffer out = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    if (asked == 0xA200) {
      out.putShort((short) options.model().type).put(new byte[8]).put((byte) 1);
      out.putShort((short) options.address()).put((byte) 0);
      out.putShort((short) options.width()).putShort((short) options.height());
      out.put((byte) (options.colors() == 1 ? 1 : 3)).put((byte) brightness);
      out.put((byte) (lampsOn ? 1 : 0)).put(new byte[9]);
    } else {
      out.put((byte) (lampsOn ? 1 : 0)).put((byte) 0).put((byte) 0).put((byte) brightness);
      out.putShort((short) 0).putInt(0).put(new byte[3]);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private void reply(boolean wanted, BoardFrame frame, CardError error, byte[] told) {
    if (!wanted) {
      return;
    }
    int address = answerFaults.address(options.address());
    byte[] content = frame.answer(address, options.model().type, error, told, answerFaults::check);
    send(CardFrames.wire(content));
  }
}
