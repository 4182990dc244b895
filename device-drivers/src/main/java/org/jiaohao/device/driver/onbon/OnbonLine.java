package org.jiaohao.device.driver.onbon;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.ByteChannel.Turn;
import org.jiaohao.device.transport.TransportException;

/**
 * One connection to a card: a command and its answer, with a deadline and two repeats. On a shared
 * line each of them takes a turn.
 */
final class OnbonLine {
  /** In place of an error: not sent, because something newer came before the line was free. */
  static final int OUTDATED = -1;

  /** How what is sent stands to what else the sign has to show. */
  interface Priority {
    /** Whether what is sent is not wanted any more. */
    boolean outdated();

    /** Whether a call waits, for which a long picture is broken off. */
    boolean callWaits();

    /** Whether a call is what is sent. */
    boolean urgent();

    /** When it was asked for, by {@link System#nanoTime}. */
    long since();
  }

  private static final int TRIES = 3;
  private static final int LONGEST_ANSWER = 80;
  private static final int SLICE = 128;
  private static final Duration WRITE = Duration.ofSeconds(5);

  private final ByteChannel channel;
  private final Duration patience;
  private final long nanosPerByte;
  private final Priority priority;
  private final byte[] buffer = new byte[256];
  private byte[] answer = {};
  private int tries;
  private int owed; // answers to repeats of the last command, which may still come

  /**
   * Takes over a connection.
   *
   * @param patience longest wait for an answer, besides the time its bytes need
   * @param nanosPerByte time a byte needs on a serial line, else 0
   * @param priority how it stands to what else the sign has to show
   */
  OnbonLine(ByteChannel channel, Duration patience, long nanosPerByte, Priority priority) {
    this.channel = channel;
    this.patience = patience;
    this.nanosPerByte = nanosPerByte;
    this.priority = priority;
  }

  /** Whether it is a serial line. */
  boolean serial() {
    return nanosPerByte > 0;
  }

  /**
   * Sends a command until the card carries it out. Each command states all it wants, so a repeat
   * does no harm.
   *
   * @return the card's error code, 0 = done, or {@link #OUTDATED}; empty when it did not answer
   */
  OptionalInt exchange(Framing framing, byte[] command) throws TransportException {
    byte[] frame = framing.frame(command);
    OptionalInt error = OptionalInt.empty();
    for (tries = 1; tries <= TRIES; tries++) {
      Optional<Turn> turn = channel.turn(priority.urgent(), priority.since(), priority::outdated);
      if (turn.isEmpty()) {
        return OptionalInt.of(OUTDATED);
      }
      try (Turn mine = turn.get()) {
        drain(framing, tries == 1 && owed > 0 ? patience : Duration.ZERO);
        if (write(frame)) {
          owed++;
          error =
              await(framing, patience.toNanos() + (frame.length + LONGEST_ANSWER) * nanosPerByte);
        }
      }
      owed = error.isPresent() ? Math.max(0, owed - 1) : owed;
      boolean done = error.isPresent() && error.getAsInt() == 0;
      if (done || priority.outdated()) {
        return error;
      }
    }
    owed = error.isPresent() ? owed : 0; // a silent card is not waited for
    return error;
  }

  /** Whether something newer waits. */
  boolean outdated() {
    return priority.outdated();
  }

  /** Data of the last answer. */
  byte[] answer() {
    return answer;
  }

  /** Whether the last command was carried out only when it was repeated. */
  boolean repeated() {
    return tries > 1;
  }

  /**
   * Writes a frame; a long one on a slow line piece by piece, in the line's own time.
   *
   * @return false when it was broken off: the start bytes of the next frame end it for the card
   */
  private boolean write(byte[] frame) throws TransportException {
    if (nanosPerByte == 0 || frame.length <= 4 * SLICE) {
      channel.write(frame, WRITE);
      return true;
    }
    for (int at = 0; at < frame.length; at += SLICE) {
      if (priority.callWaits()) {
        return false;
      }
      byte[] slice = Arrays.copyOfRange(frame, at, Math.min(frame.length, at + SLICE));
      long end = System.nanoTime() + slice.length * nanosPerByte;
      channel.write(slice, WRITE);
      boolean last = at + SLICE >= frame.length; // after it the answer may come at any time
      long left;
      while (!last && (left = end - System.nanoTime()) > 0) {
        channel.read(buffer, Duration.ofNanos(left)); // an echo
      }
    }
    return true;
  }

  /**
   * A late answer to an earlier command must not be taken for this one's: it has no number. The
   * card answers each repeat.
   *
   * @param longest how long answers that are owed are waited for
   */
  private void drain(Framing framing, Duration longest) throws TransportException {
    long end = System.nanoTime() + longest.toNanos();
    int n;
    do {
      long left = owed > 0 ? Math.max(0, end - System.nanoTime()) : 0;
      n = channel.read(buffer, Duration.ofNanos(left));
      owed = Math.max(0, owed - framing.take(buffer, n).size());
    } while (n > 0 || owed > 0 && System.nanoTime() < end);
    owed = 0;
  }

  private OptionalInt await(Framing framing, long nanos) throws TransportException {
    long end = System.nanoTime() + nanos;
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      int n = channel.read(buffer, Duration.ofNanos(left));
      for (byte[] data : framing.take(buffer, n)) {
        answer = data;
        return OptionalInt.of(framing.error(answer));
      }
    }
    return OptionalInt.empty();
  }
}
