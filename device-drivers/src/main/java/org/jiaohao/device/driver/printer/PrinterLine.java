package org.jiaohao.device.driver.printer;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.escpos.EscPosAnswer;
import org.jiaohao.device.codec.escpos.EscPosCommands;
import org.jiaohao.device.codec.escpos.EscPosFrameDecoder;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/** One connection to a printer: exchanges with deadlines. Used by the printer's thread only. */
final class PrinterLine implements AutoCloseable {
  private static final int CHUNK = 256;
  private static final long SHORTEST_WRITE_MILLIS = 500;
  private static final Duration ANSWER = Duration.ofMillis(400);
  private static final Duration STALL = Duration.ofSeconds(10);
  private static final Duration STATUS_WHILE_PRINTING = Duration.ofMillis(500);

  private final ByteChannel channel;
  private final PrinterProfile profile;
  private final EscPosFrameDecoder decoder = new EscPosFrameDecoder();
  private final byte[] buffer = new byte[256];
  private int jobNumber;

  PrinterLine(ByteChannel channel, PrinterProfile profile) {
    this.channel = channel;
    this.profile = profile;
  }

  /**
   * Brings the printer into a known state; {@code brokenOff} zeros are sent when a job broke off.
   * After a job that broke off, its parser may still wait for the rest of an image, and half a
   * ticket hangs out: zeros end the image, a cut frees the paper.
   */
  void prepare(int brokenOff) throws TransportException {
    if (brokenOff > 0) {
      channel.write(EscPosCommands.finishAnyImage(brokenOff), Duration.ofSeconds(20));
    }
    channel.write(EscPosCommands.initialize(), STALL);
    channel.write(EscPosCommands.chineseOn(), STALL);
    if (brokenOff > 0 && profile.cutter()) {
      channel.write(EscPosCommands.cut(), STALL);
    }
  }

  /**
   * Asks for the whole status. What is not plainly good is asked a second time, since a first
   * answer may be stale or noise. Null when the printer does not answer.
   */
  PrinterFaults status() throws TransportException {
    if (!profile.status()) {
      drain();
      return null;
    }
    PrinterFaults first = askStatus();
    boolean good =
        first != null && first.state() == DeviceState.IDLE && first.conditions().isEmpty();
    return good ? first : askStatus();
  }

  private PrinterFaults askStatus() throws TransportException {
    var bits = new int[4];
    for (int n = 1; n <= bits.length; n++) {
      drain();
      channel.write(EscPosCommands.status(n), STALL);
      Optional<EscPosAnswer> answer = await(EscPosAnswer.RealTime.class::isInstance, ANSWER);
      if (answer.isEmpty()) {
        return null;
      }
      bits[n - 1] = ((EscPosAnswer.RealTime) answer.get()).bits();
    }
    return new PrinterFaults(bits[0], bits[1], bits[2], bits[3]);
  }

  /** Late answers to earlier questions must not be taken for the next one's. */
  private void drain() throws TransportException {
    int n;
    while ((n = channel.read(buffer, Duration.ZERO)) > 0) {
      decoder.take(buffer, n);
    }
    decoder.reset();
  }

  /**
   * Sends a job and waits for its proof.
   *
   * @param deadline {@link System#nanoTime()} at which waiting ends
   * @param seen told every status that is asked meanwhile; null when there was no answer
   * @return whether the printer proved that the job came out
   */
  boolean print(byte[] job, long deadline, Consumer<PrinterFaults> seen) throws TransportException {
    for (int from = 0; from < job.length; from += CHUNK) {
      int to = Math.min(job.length, from + CHUNK);
      channel.write(java.util.Arrays.copyOfRange(job, from, to), left(deadline));
    }
    Predicate<EscPosAnswer> proof = askForProof(deadline);
    if (proof == null) {
      return false;
    }
    while (System.nanoTime() < deadline) {
      if (await(proof, STATUS_WHILE_PRINTING).isPresent()) {
        return true;
      }
      if (profile.status()) {
        channel.write(EscPosCommands.status(4), left(deadline));
        channel.write(EscPosCommands.status(2), left(deadline));
        Optional<Boolean> done = watch(proof, seen);
        if (done.isPresent()) {
          return done.get();
        }
      }
    }
    return false;
  }

  private Predicate<EscPosAnswer> askForProof(long deadline) throws TransportException {
    return switch (profile.completion()) {
      case PROCESS_ID -> {
        jobNumber = jobNumber % 9999 + 1;
        String id = "%04d".formatted(jobNumber);
        channel.write(EscPosCommands.processId(id), left(deadline));
        yield answer -> answer instanceof EscPosAnswer.Block block && block.answers(id);
      }
      case ORDERED_STATUS -> {
        channel.write(EscPosCommands.orderedStatus(), left(deadline));
        yield EscPosAnswer.Ordered.class::isInstance;
      }
      case NONE -> null;
    };
  }

  /** Two status answers while a job prints; the proof may come in between. */
  private Optional<Boolean> watch(Predicate<EscPosAnswer> proof, Consumer<PrinterFaults> seen)
      throws TransportException {
    var bits = new int[2];
    for (int i = 0; i < bits.length; i++) {
      Optional<EscPosAnswer> answer =
          await(a -> proof.test(a) || a instanceof EscPosAnswer.RealTime, ANSWER);
      if (answer.isEmpty()) {
        return Optional.empty(); // busy or silent: the deadline decides
      }
      if (proof.test(answer.get())) {
        return Optional.of(true);
      }
      bits[i] = ((EscPosAnswer.RealTime) answer.get()).bits();
    }
    var faults = new PrinterFaults(0x12, bits[1], 0x12, bits[0]);
    if (faults.state() != DeviceState.IDLE) {
      seen.accept(faults);
    }
    return Optional.empty();
  }

  private static Duration left(long deadline) {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    return Duration.ofMillis(Math.clamp(millis, SHORTEST_WRITE_MILLIS, STALL.toMillis()));
  }

  private Optional<EscPosAnswer> await(Predicate<EscPosAnswer> wanted, Duration longest)
      throws TransportException {
    long end = System.nanoTime() + longest.toNanos();
    long left;
    Optional<EscPosAnswer> found = Optional.empty();
    while (found.isEmpty() && (left = end - System.nanoTime()) > 0) {
      int n = channel.read(buffer, Duration.ofNanos(left));
      found = decoder.take(buffer, n).stream().filter(wanted).findFirst();
    }
    return found;
  }

  @Override
  public void close() {
    channel.close();
  }
}
