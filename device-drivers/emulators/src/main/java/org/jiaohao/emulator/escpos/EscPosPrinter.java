package org.jiaohao.emulator.escpos;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jiaohao.emulator.escpos.Conditions.Condition;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.DeviceModel;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.LateAnswers;

/** The printer without its cable: receive buffer, command interpreter, mechanism, paper, status. */
final class EscPosPrinter implements DeviceModel {
  static final double ROWS_PER_MM = 8;
  private static final int KNIFE_ROWS = 96;
  private static final long CUT_NANOS = 200_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final int TICKETS_KEPT = 300;
  private static final long NEVER = Long.MIN_VALUE;

  private final EscPosOptions options;
  private final Clock clock;
  private final Faults faults;
  private final Consumer<PrintedTicket> cut;
  private final Deque<Byte> buffer = new ArrayDeque<>();
  private final Conditions conditions = new Conditions();
  private final Mechanism mechanism = new Mechanism();
  private final Interpreter interpreter;
  private final EscPosParser parser;
  private final RealTime realTime = new RealTime(new Reactions());
  private final Paper paper;
  private final Deque<PrintedTicket> tickets = new ArrayDeque<>();
  private boolean powered = true;
  private long credit;
  private long now;
  private long headCoolAt = NEVER;
  private long nextAutomatic;
  private int automaticMask;
  private byte[] lastAutomatic = {};
  private int lagging = 0x12;
  private long workedOff;
  private final LateAnswers answers;
  private long bytesAtCut;
  private long dropped;

  EscPosPrinter(
      EscPosOptions options,
      Clock clock,
      Faults faults,
      AnswerFaults spoiled,
      Consumer<byte[]> host,
      Consumer<PrintedTicket> cut) {
    this.options = options;
    this.clock = clock;
    this.faults = faults;
    this.cut = cut;
    this.paper = new Paper(options.width(), KNIFE_ROWS);
    this.interpreter =
        new Interpreter(
            options.width(), KNIFE_ROWS, options.rom(), mechanism, new Answers(options, this));
    this.parser = new EscPosParser(interpreter, options.qr());
    this.answers = new LateAnswers(spoiled, host);
    defineFaults();
  }

  private void defineFaults() {
    lasting("paper-near-end", Condition.PAPER_NEAR_END);
    lasting("paper-out", Condition.PAPER_OUT);
    lasting("cover-open", Condition.COVER_OPEN);
    lasting("offline", Condition.OFFLINE);
    lasting("cutter-error", Condition.CUTTER_ERROR);
    faults.lasting(
        "head-hot",
        (on, p) -> {
          long seconds = p.number("seconds", 0);
          headCoolAt = on && seconds > 0 ? now + seconds * SECOND : NEVER;
          change(Condition.HEAD_HOT, on);
        });
    faults.once(
        "refill",
        p -> {
          faults.off("paper-out");
          faults.off("paper-near-end");
        });
    faults.once("take-ticket", p -> change(Condition.TICKET_IN_EXIT, false));
  }

  private void lasting(String name, Condition condition) {
    faults.lasting(name, (on, p) -> change(condition, on));
  }

  private void change(Condition condition, boolean on) {
    conditions.set(condition, on);
    if (powered) {
      automaticStatus(false);
    }
  }

  @Override
  public void receive(byte value) {
    realTime.accept(value & 0xFF);
    if (!powered) {
      return;
    }
    if (buffer.size() >= options.bufferBytes() && options.dropWhenFull()) {
      dropped++;
    } else {
      buffer.add(value);
    }
  }

  @Override
  public boolean hasRoom() {
    return options.dropWhenFull() || buffer.size() < options.bufferBytes();
  }

  @Override
  public boolean settled() {
    return !powered || conditions.offline() || buffer.isEmpty() && mechanism.idle();
  }

  @Override
  public void advance(long nanos) {
    now += nanos;
    answers.advance(nanos);
    credit += nanos;
    if (headCoolAt != NEVER && now >= headCoolAt) {
      faults.off("head-hot");
    }
    if (options.dialect() == Dialect.BIXOLON && automaticMask != 0 && now >= nextAutomatic) {
      automaticStatus(true);
    }
    while (powered && !conditions.offline()) {
      if (!mechanism.idle()) {
        long cost = cost(mechanism.next());
        if (cost > credit) {
          return;
        }
        credit -= cost;
        work();
      } else if (!buffer.isEmpty()) {
        workedOff++;
        parser.accept(buffer.remove() & 0xFF);
      } else {
        break;
      }
    }
    credit = 0;
  }

  private long cost(Mechanism.Step step) {
    if (options.fast()) {
      return 0;
    }
    return switch (step) {
      case Mechanism.Row row -> (long) (SECOND / (options.mmPerSecond() * ROWS_PER_MM));
      case Mechanism.Cut cutting -> CUT_NANOS;
      case Mechanism.Reads reads -> 0;
    };
  }

  private void work() {
    Mechanism.Step step = mechanism.next();
    mechanism.done();
    switch (step) {
      case Mechanism.Row row -> {
        paper.add(row.dots());
        faults.count("rows");
        if (paper.tooLong()) {
          cutOff();
        }
      }
      case Mechanism.Reads reads -> {
        if (reads.qr()) {
          paper.qr(reads.text());
        } else {
          paper.text(reads.text());
        }
      }
      case Mechanism.Cut cutting -> {
        cutOff();
        change(Condition.TICKET_IN_EXIT, options.dialect().sensesTicket());
      }
    }
  }

  private void cutOff() {
    PrintedTicket ticket = paper.cut(clock.instant(), workedOff - bytesAtCut);
    bytesAtCut = workedOff;
    tickets.add(ticket);
    if (tickets.size() > TICKETS_KEPT) {
      tickets.remove();
    }
    cut.accept(ticket);
  }

  @Override
  public boolean powered() {
    return powered;
  }

  @Override
  public void powerOff() {
    powered = false;
    answers.forget();
    buffer.clear();
    mechanism.stop();
    parser.reset();
    realTime.forget();
    automaticMask = 0;
    interpreter.initialise();
  }

  @Override
  public void powerOn() {
    powered = true;
    credit = 0;
  }

  /** The paper that hangs out and is not cut yet. */
  PrintedTicket unfinished() {
    return paper.piece(clock.instant(), workedOff - bytesAtCut);
  }

  List<PrintedTicket> tickets() {
    return new ArrayList<>(tickets);
  }

  Set<Condition> conditions() {
    return conditions.all();
  }

  int cuts() {
    return paper.cuts();
  }

  Set<String> unknownCommands() {
    return interpreter.unknownCommands();
  }

  int buffered() {
    return buffer.size();
  }

  long dropped() {
    return dropped;
  }

  /** Sends to the host, unless this printer never does. */
  void answer(byte... bytes) {
    if (powered && options.dialect() != Dialect.ONE_WAY) {
      answers.send(bytes);
    }
  }

  int status(int n) {
    return conditions.realTime(n, options.dialect());
  }

  int paperSensor() {
    return conditions.paperSensor();
  }

  /** GS a: 0 = off, else one report at once and one at every change. */
  void automaticStatusMask(int mask) {
    automaticMask = mask;
    if (mask != 0) {
      automaticStatus(true);
    }
  }

  private void automaticStatus(boolean always) {
    byte[] status = conditions.automatic();
    boolean changed = !java.util.Arrays.equals(status, lastAutomatic);
    lastAutomatic = status;
    nextAutomatic = now + SECOND;
    if (automaticMask != 0 && (always || changed)) {
      answer(status);
    }
  }

  private void clearBuffersNow() {
    buffer.clear();
    mechanism.stop();
    parser.reset();
  }

  /** What the printer does at once when a real-time command arrives. */
  private final class Reactions implements RealTime.Sink {
    @Override
    public void status(int n) {
      if (options.dialect() == Dialect.IN_ORDER) {
        return;
      }
      if (n == 0x14 && options.dialect() == Dialect.CUSTOM) {
        answer(conditions.full());
      } else if (n >= 1 && n <= 4) {
        int status = conditions.realTime(n, options.dialect());
        answer((byte) (options.dialect() == Dialect.LAGGING ? lagging : status));
        lagging = status;
      }
    }

    @Override
    public void recover(int n) {
      if (n == 2 && conditions.has(Condition.CUTTER_ERROR)) {
        clearBuffersNow();
      }
    }

    @Override
    public void clearBuffers() {
      clearBuffersNow();
      answer((byte) 0x37, (byte) 0x25, (byte) 0);
    }

    @Override
    public void switchOff() {
      faults.apply("power-off", org.jiaohao.emulator.line.Parameters.NONE);
    }
  }
}
