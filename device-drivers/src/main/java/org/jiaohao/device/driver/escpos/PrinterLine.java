package org.jiaohao.device.driver.escpos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import org.jiaohao.device.codec.escpos.EscPosAnswer;
import org.jiaohao.device.codec.escpos.EscPosCommands;
import org.jiaohao.device.codec.escpos.EscPosFrameDecoder;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/** One connection to a printer: sends, and sorts what comes back. For the printer's thread only. */
final class PrinterLine {
  private static final int CHUNK = 256;
  private static final int ANSWERS_KEPT = 16;
  private static final Duration WRITE = Duration.ofSeconds(10);

  /** 50 mm/s, 8 rows/mm: the slowest paper of the manuals. */
  private static final long NANOS_PER_ROW = 2_500_000;

  private static final int OFFLINE = 0x08;
  private static final int WELL = 0x12;

  private final ByteChannel channel;
  private final Duration patience;
  private final long nanosPerByte;
  private final PrinterProfile profile;
  private final EscPosFrameDecoder decoder = new EscPosFrameDecoder();
  private final byte[] buffer = new byte[256];
  private final Deque<Integer> realTime = new ArrayDeque<>();
  private final Deque<EscPosAnswer.Block> blocks = new ArrayDeque<>();
  private boolean ordered;
  private boolean news;
  private long lineFreeAt = System.nanoTime();

  /**
   * Takes over a connection.
   *
   * @param patience longest wait for an answer, besides the time its bytes need
   * @param nanosPerByte time a byte needs on a serial line, else 0
   */
  PrinterLine(ByteChannel channel, Duration patience, long nanosPerByte, PrinterProfile profile) {
    this.channel = channel;
    this.patience = patience;
    this.nanosPerByte = nanosPerByte;
    this.profile = profile;
  }

  /** Sends a job in small pieces, and the question for its proof behind it. */
  void begin(PrintJob job) throws TransportException {
    ordered = false;
    sendPaced(job.bytes(), job.until());
    switch (profile.completion()) {
      case PROCESS_ID -> send(EscPosCommands.processId(job.id()), job.until());
      case ORDERED_STATUS -> send(EscPosCommands.orderedStatus(), job.until());
      case NONE -> {} // this printer proves nothing
    }
    askForNews(); // some printers forget it when a job begins
  }

  /**
   * A band of an image leaves when the one before is on paper, even on slow paper: printers without
   * flow control lose what their buffer does not hold.
   */
  private void sendPaced(JobBytes job, long until) throws TransportException {
    int sent = 0;
    long paperFreeAt = System.nanoTime();
    for (JobBytes.Band band : job.bands()) {
      send(Arrays.copyOfRange(job.all(), sent, band.start()), until);
      sent = band.start();
      for (long now = System.nanoTime(); now < Math.min(paperFreeAt, until); ) {
        listen(Duration.ofNanos(Math.min(paperFreeAt, until) - now));
        now = System.nanoTime();
      }
      paperFreeAt = Math.max(lineFreeAt, System.nanoTime()) + band.rows() * NANOS_PER_ROW;
    }
    send(Arrays.copyOfRange(job.all(), sent, job.all().length), until);
  }

  /** Whether the printer has proved that it printed the job. */
  boolean proved(PrintJob job) {
    return switch (profile.completion()) {
      case PROCESS_ID -> blocks.stream().anyMatch(block -> block.answers(job.id()));
      case ORDERED_STATUS -> ordered;
      case NONE -> false;
    };
  }

  /** Whether a query is answered that is read only behind everything sent before. */
  boolean answersInOrder() throws TransportException {
    ordered = false;
    long until = System.nanoTime() + WRITE.toNanos();
    send(EscPosCommands.orderedStatus(), until);
    long end = Math.max(lineFreeAt, System.nanoTime()) + patience.toNanos();
    while (!ordered && System.nanoTime() < end) {
      listen(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return ordered;
  }

  /**
   * Ends whatever command was cut off and parts the paper from the torso of its ticket.
   *
   * @param longestCommand bytes the command may still lack
   */
  void freePaper(int longestCommand) throws TransportException {
    long until = System.nanoTime() + WRITE.toNanos();
    send(EscPosCommands.finishAnyImage(longestCommand), until);
    send(EscPosCommands.initialize(), until);
    send(EscPosCommands.lineFeed(), until);
    send(DocumentBytes.end(profile), until);
    askForNews();
  }

  /**
   * Bytes wait in the operating system until a slow line has taken those before them; answers come
   * later by so much.
   */
  private void send(byte[] bytes, long until) throws TransportException {
    for (int from = 0; from < bytes.length; from += CHUNK) {
      byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK));
      lineFreeAt = Math.max(lineFreeAt, System.nanoTime()) + chunk.length * nanosPerByte;
      channel.write(chunk, Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
  }

  /** Lets the printer tell changes by itself, where it can. */
  void askForNews() throws TransportException {
    if (profile.automatic()) {
      send(EscPosCommands.automaticStatus(), System.nanoTime() + WRITE.toNanos());
    }
  }

  /** Whether the printer has reported a change by itself since the last call. */
  boolean news() {
    boolean told = news;
    news = false;
    return told;
  }

  /** Takes in what comes until the first bytes or the end of the wait. */
  void listen(Duration wait) throws TransportException {
    for (EscPosAnswer answer : decoder.take(buffer, channel.read(buffer, wait))) {
      switch (answer) {
        case EscPosAnswer.RealTime status -> keep(realTime, status.bits());
        case EscPosAnswer.Block block -> keep(blocks, block);
        case EscPosAnswer.Ordered status -> ordered |= (status.bits() & 0x70) == 0;
        case EscPosAnswer.Automatic status -> news = true;
      }
    }
  }

  private static <T> void keep(Deque<T> answers, T answer) {
    answers.add(answer);
    if (answers.size() > ANSWERS_KEPT) {
      answers.remove();
    }
  }

  /** Asks for the status; empty when the printer does not answer. */
  Optional<PrinterFaults> status() throws TransportException {
    OptionalInt printer = ask(1);
    OptionalInt paper = printer.isPresent() ? ask(4) : printer;
    if (paper.isEmpty()) {
      return Optional.empty();
    }
    boolean online = (printer.getAsInt() & OFFLINE) == 0;
    OptionalInt offline = online ? OptionalInt.of(WELL) : ask(2);
    OptionalInt error = online ? OptionalInt.of(WELL) : ask(3);
    return offline.isEmpty() || error.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PrinterFaults(
                printer.getAsInt(), offline.getAsInt(), error.getAsInt(), paper.getAsInt()));
  }

  /** Asks twice: the first answer of some printers is the one to the query before. */
  private OptionalInt ask(int n) throws TransportException {
    return askOnce(n).isEmpty() ? OptionalInt.empty() : askOnce(n);
  }

  private OptionalInt askOnce(int n) throws TransportException {
    listen(Duration.ZERO);
    realTime.clear();
    send(EscPosCommands.status(n), System.nanoTime() + WRITE.toNanos());
    long end = Math.max(lineFreeAt, System.nanoTime()) + patience.toNanos();
    while (realTime.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        decoder.reset();
        return OptionalInt.empty();
      }
      listen(Duration.ofNanos(left));
    }
    return OptionalInt.of(realTime.remove());
  }
}
