package org.jiaohao.device.driver.modbus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jiaohao.device.codec.modbus.ModbusAnswer;
import org.jiaohao.device.codec.modbus.ModbusFrameDecoder;
import org.jiaohao.device.codec.modbus.ModbusRequest;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/**
 * Asks and listens: what came before a request is thrown away, an answer that does not come in time
 * is asked for twice more. Every request here may be carried out twice.
 */
final class ModbusLine {
  /** How urgent an exchange is on a shared line, and whether it is still wanted. */
  record Turn(boolean urgent, long since, BooleanSupplier obsolete) {
    static Turn routine() {
      return new Turn(false, System.nanoTime(), () -> false);
    }

    static Turn now() {
      return new Turn(true, System.nanoTime(), () -> false);
    }
  }

  /** What came of an exchange. */
  sealed interface Outcome {
    /** The module's answer, possibly a refusal. */
    record Answered(ModbusAnswer answer) implements Outcome {}

    /** Nothing that could be the answer, three times. */
    record Silent() implements Outcome {}

    /** Not asked: it was obsolete before the line was free. */
    record Obsolete() implements Outcome {}
  }

  private static final Duration ANSWER = Duration.ofMillis(200);
  private static final Duration WRITE = Duration.ofSeconds(2);

  /** At least 3.5 characters at 9600 baud, which end a frame. */
  private static final Duration REST = Duration.ofMillis(4);

  private static final int MOST_RESTS = 10;
  private static final int TRIES = 3;

  private final long nanosPerByte;
  private final ModbusFrameDecoder decoder = new ModbusFrameDecoder();
  private final byte[] buffer = new byte[512];

  ModbusLine(long nanosPerByte) {
    this.nanosPerByte = nanosPerByte;
  }

  Outcome exchange(ByteChannel line, ModbusRequest request, Turn wanted) throws TransportException {
    Optional<ByteChannel.Turn> turn = line.turn(wanted.urgent(), wanted.since(), wanted.obsolete());
    if (turn.isEmpty()) {
      return new Outcome.Obsolete();
    }
    try (ByteChannel.Turn mine = turn.get()) {
      for (int i = 0; i < TRIES; i++) {
        ModbusAnswer answer = once(line, request);
        boolean again = answer == null || answer.exception() == ModbusAnswer.BUSY;
        if (!again || answer != null && i == TRIES - 1) {
          return new Outcome.Answered(answer);
        }
      }
    }
    return new Outcome.Silent();
  }

  private ModbusAnswer once(ByteChannel line, ModbusRequest request) throws TransportException {
    for (int i = 0; i < MOST_RESTS && line.read(buffer, REST) > 0; i++) {
      // a late answer, or noise: neither belongs to what is asked now
    }
    decoder.expect(request);
    byte[] bytes = request.encode();
    line.write(bytes, WRITE);
    long end = System.nanoTime() + ANSWER.toNanos() + 2 * bytes.length * nanosPerByte;
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      int n = line.read(buffer, Duration.ofNanos(left));
      List<ModbusAnswer> answers = decoder.take(buffer, n);
      if (!answers.isEmpty()) {
        return answers.getFirst();
      }
      if (n == 0 && Thread.currentThread().isInterrupted()) {
        return null;
      }
    }
    return null;
  }
}
