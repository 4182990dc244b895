package org.jiaohao.device.driver.onbon;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jiaohao.device.codec.onbon.OnbonCommands;
import org.jiaohao.device.codec.onbon.OnbonFrame;
import org.jiaohao.device.codec.onbon.OnbonFrameDecoder;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/** One connection to a card: a command and its answer, with a deadline and two repeats. */
final class OnbonLine {
  private static final int TRIES = 3;
  private static final int LONGEST_ANSWER = 80;
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration WRITE = Duration.ofSeconds(5);

  private final ByteChannel channel;
  private final long nanosPerByte;
  private final int card;
  private final OnbonFrameDecoder decoder = new OnbonFrameDecoder();
  private final byte[] buffer = new byte[256];
  private byte[] answer = {};

  /**
   * Takes over a connection.
   *
   * @param nanosPerByte time a byte needs on a serial line, else 0
   * @param card screen number
   */
  OnbonLine(ByteChannel channel, long nanosPerByte, int card) {
    this.channel = channel;
    this.nanosPerByte = nanosPerByte;
    this.card = card;
  }

  /**
   * Sends a command until the card carries it out. Each command states all it wants, so a repeat
   * does no harm.
   *
   * @param outdated tells between two tries that the command is not wanted any more
   * @return the card's error code, 0 = done; empty when it did not answer
   */
  OptionalInt exchange(byte[] command, BooleanSupplier outdated) throws TransportException {
    byte[] frame = new OnbonFrame(card, OnbonFrame.COMPUTER, command).encode();
    OptionalInt error = OptionalInt.empty();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      drain();
      channel.write(frame, WRITE);
      error = await(ANSWER.toNanos() + (frame.length + LONGEST_ANSWER) * nanosPerByte);
      boolean done = error.isPresent() && error.getAsInt() == 0;
      if (done || outdated.getAsBoolean()) {
        return error;
      }
    }
    return error;
  }

  /** Data of the last answer. */
  byte[] answer() {
    return answer;
  }

  /** A late answer to an earlier command must not be taken for this one's. */
  private void drain() throws TransportException {
    int n;
    while ((n = channel.read(buffer, Duration.ZERO)) > 0) {
      decoder.take(buffer, n);
    }
  }

  private OptionalInt await(long nanos) throws TransportException {
    long end = System.nanoTime() + nanos;
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      int n = channel.read(buffer, Duration.ofNanos(left));
      for (OnbonFrame frame : decoder.take(buffer, n)) {
        // What a bus without direction control echoes comes from the computer itself.
        if (frame.source() == card && frame.destination() == OnbonFrame.COMPUTER) {
          answer = frame.data();
          return OptionalInt.of(OnbonCommands.error(answer));
        }
      }
    }
    return OptionalInt.empty();
  }
}
