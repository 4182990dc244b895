package org.jiaohao.device.driver.barcode;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.device.codec.barcode.SsiFrameDecoder;
import org.jiaohao.device.codec.barcode.SsiPacket;

/**
 * Zebra's SSI: every packet of the reader is acknowledged, a broken one asked for again; a command
 * the reader does not acknowledge is sent again. The parts of a long code each begin with the type
 * of the code, as two public implementations have it; no reader was at hand.
 */
final class SsiTalk implements Talk {
  /** A reader that got no answer sends again after 2 s: later than this no part will follow. */
  private static final Duration LOST = Duration.ofSeconds(3);

  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final int TRIES = 3;
  private static final byte[] NOTHING = {};

  private final Duration pause;
  private final SsiFrameDecoder decoder = new SsiFrameDecoder();
  private final CodeParts parts = new CodeParts();
  private byte[] last = NOTHING;
  private byte[] command = NOTHING;
  private int tries;
  private Duration unanswered = Duration.ZERO;
  private Duration silent = Duration.ZERO;
  private long skipped;

  /**
   * Begins a talk.
   *
   * @param pause time without bytes after which {@link #pause} is called
   */
  SsiTalk(Duration pause) {
    this.pause = pause;
  }

  @Override
  public byte[] take(byte[] bytes, int count, Consumer<Code> codes) {
    var answers = new ByteArrayOutputStream();
    for (SsiPacket packet : decoder.take(bytes, count)) {
      silent = Duration.ZERO;
      if (packet.fromHost()) {
        continue; // an echo
      }
      switch (packet.opcode()) {
        case SsiPacket.ACK -> command = NOTHING;
        case SsiPacket.NAK -> answers.writeBytes(refused(packet));
        default -> {
          answers.writeBytes(SsiPacket.command(SsiPacket.ACK).encode());
          take(packet, codes);
        }
      }
    }
    return answers.toByteArray();
  }

  @Override
  public byte[] pause(Consumer<Code> codes) {
    decoder.pause();
    silent = silent.plus(pause);
    if (parts.begun() && silent.compareTo(LOST) > 0) {
      parts.lose();
    }
    boolean broken = decoder.skipped() > skipped;
    skipped = decoder.skipped();
    if (broken) {
      return SsiPacket.again().encode();
    }
    unanswered = unanswered.plus(pause);
    return command.length > 0 && unanswered.compareTo(ANSWER) > 0 ? again() : NOTHING;
  }

  @Override
  public byte[] trigger(boolean on) {
    command = SsiPacket.command(on ? SsiPacket.START : SsiPacket.STOP).encode();
    tries = 0;
    return again();
  }

  @Override
  public long dropped() {
    return parts.dropped();
  }

  private byte[] refused(SsiPacket packet) {
    if (packet.asksAgain() && command.length > 0) {
      return again();
    }
    command = NOTHING; // it will not do that now
    return NOTHING;
  }

  private byte[] again() {
    unanswered = Duration.ZERO;
    byte[] send = command;
    if (++tries >= TRIES) {
      command = NOTHING;
    }
    return send;
  }

  private void take(SsiPacket packet, Consumer<Code> codes) {
    boolean again = (packet.status() & SsiPacket.SENT_AGAIN) != 0;
    boolean repeated = again && Arrays.equals(packet.data(), last);
    boolean first = last.length == 0; // on this line: what was acknowledged before is not known
    last = packet.data();
    if (repeated || packet.opcode() != SsiPacket.DECODE_DATA || packet.data().length == 0) {
      return;
    }
    parts.add(packet.data(), 1, packet.symbology());
    if ((packet.status() & SsiPacket.MORE) == 0) {
      parts.finish(code -> codes.accept(new Code(code.data(), code.symbology(), again && first)));
    }
  }
}
