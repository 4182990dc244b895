package org.jiaohao.device.driver.sign;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * What signs of every make have in common: the newest content wins, a call blinks and then stands
 * still, a sign that was away is told its content again.
 */
public abstract class SupervisedSign extends SupervisedDevice implements Sign {
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration BLINK = Duration.ofMillis(500);
  private static final int SILENT_TRIES_TO_RECONNECT = 4;

  private final Duration probeEvery;
  private final BlockingQueue<Pending> next = new ArrayBlockingQueue<>(1);
  private Pending current;
  private boolean drawn;
  private boolean visible;

  /** What a sign said to a command. */
  protected enum Answer {
    /** Carried out. */
    DONE,
    /** It is there, but has lost its content. */
    FORGOTTEN,
    /** Not sent: newer content came while the line was busy. */
    OUTDATED,
    /** Nothing came in time. */
    SILENT,
    /** Refused, or an answer nobody understands. */
    REFUSED
  }

  private static final class Pending {
    private final SignContent content;
    private final long since = System.nanoTime();
    private final long blinkUntil;
    private Consumer<ShowOutcome> outcome;

    Pending(SignContent content, Consumer<ShowOutcome> outcome) {
      this.content = content;
      this.outcome = outcome;
      int seconds =
          content.areas().stream().mapToInt(SignContent.Area::blinkSeconds).max().orElse(0);
      this.blinkUntil = since + TimeUnit.SECONDS.toNanos(seconds);
    }

    void tell(ShowOutcome result) {
      Consumer<ShowOutcome> listener;
      synchronized (this) {
        listener = outcome;
        outcome = null;
      }
      if (listener != null) {
        listener.accept(result);
      }
    }

    boolean blinks() {
      return System.nanoTime() < blinkUntil;
    }
  }

  /**
   * Creates a closed sign.
   *
   * @param probeEvery how often {@link #probe} asks whether the sign is there, at most 2 s where an
   *     unplugged sign is seen by nothing else
   */
  protected SupervisedSign(String name, Pace pace, Transport line, Duration probeEvery) {
    super(name, pace, line);
    this.probeEvery = paced(probeEvery);
  }

  /** Greets the sign after the line was opened. */
  protected Answer greet(ByteChannel line) throws TransportException {
    return Answer.DONE;
  }

  /**
   * Shows a content, or darkness.
   *
   * @param lit false for the dark half of a blink
   */
  protected abstract Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException;

  /** Asks whether the sign is there and still knows what it shows. */
  protected abstract Answer probe(ByteChannel line) throws TransportException;

  /** Whether a content may be drawn twice a second, so that it blinks. */
  protected boolean blinks() {
    return true;
  }

  /** What staff must know of a sign that works. */
  protected Set<Condition> conditions() {
    return Set.of();
  }

  /** Vendor's code and words of the last refusal, for the fault. */
  protected String refusal() {
    return "";
  }

  /** When the present content was asked for, by {@link System#nanoTime}. */
  protected final long since() {
    return current.since;
  }

  /** Whether a newer content waits, so that repeats for the present one are in vain. */
  protected final boolean outdated() {
    return next.peek() != null;
  }

  @Override
  public final void show(SignContent content, Consumer<ShowOutcome> shown) {
    var wanted = new Pending(content, shown);
    if (closing()) {
      wanted.tell(ShowOutcome.FAILED);
      return;
    }
    while (!next.offer(wanted)) {
      Pending older = next.poll();
      if (older != null) {
        older.tell(ShowOutcome.REPLACED);
      }
    }
  }

  @Override
  protected final void serve(ByteChannel line) throws TransportException, InterruptedException {
    drawn = false;
    int silent = 0;
    take(next.poll());
    boolean greeted = false;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      Answer answer = greeted ? turn(line) : greet(line);
      if (answer == Answer.DONE) {
        silent = 0;
        become(DeviceState.IDLE, conditions(), null);
        boolean idle = greeted && (drawn || current == null);
        greeted = true;
        if (idle && !blink(line)) {
          take(next(next, line, probeEvery));
        }
      } else {
        drawn = false;
        greeted &= answer != Answer.REFUSED; // it may have forgotten who we are
        silent = answer == Answer.SILENT ? silent + 1 : 0;
        boolean harmless = answer == Answer.FORGOTTEN || answer == Answer.OUTDATED;
        if (!take(next.poll()) && !harmless) {
          trouble(answer);
          tell(ShowOutcome.FAILED);
          take(next(next, line, paced(RETRY)));
        }
      }
    }
  }

  private Answer turn(ByteChannel line) throws TransportException {
    if (current == null || drawn) {
      return probe(line);
    }
    Answer answer = draw(line, current.content, true);
    if (answer == Answer.DONE) {
      drawn = true;
      visible = true;
      tell(ShowOutcome.SHOWN);
    }
    return answer;
  }

  /** Lets the content blink as long as it must; returns whether a newer one came. */
  private boolean blink(ByteChannel line) throws TransportException, InterruptedException {
    while (blinks() && drawn && current != null && (current.blinks() || !visible)) {
      if (take(next(next, line, BLINK))) {
        return true;
      }
      visible = !visible;
      drawn = draw(line, current.content, visible) == Answer.DONE;
    }
    return !drawn && current != null;
  }

  private boolean take(Pending fresh) {
    if (fresh == null) {
      return false;
    }
    tell(ShowOutcome.REPLACED);
    current = fresh;
    drawn = false;
    return true;
  }

  private void tell(ShowOutcome outcome) {
    if (current != null) {
      current.tell(outcome);
    }
  }

  @Override
  protected final void away(DeviceFault fault, Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    drawn = false;
    tell(ShowOutcome.FAILED);
    long left = pause.toNanos();
    while (left > 0) {
      if (take(next.poll(left, TimeUnit.NANOSECONDS))) {
        tell(ShowOutcome.FAILED);
      }
      left = until - System.nanoTime();
    }
  }

  @Override
  protected final void ended(DeviceFault fault) {
    tell(ShowOutcome.FAILED);
    take(next.poll());
    tell(ShowOutcome.FAILED);
  }

  private void trouble(Answer answer) {
    if (answer == Answer.SILENT) {
      become(
          DeviceState.OFFLINE,
          Set.of(Condition.NO_STATUS),
          fault(
              "show",
              "NO_ANSWER",
              "显示屏没有应答，请检查电源、屏号、波特率或网络；接好后自动恢复。",
              "The sign does not answer. Check its power, address, baud rate or network; it"
                  + " recovers by itself."));
    } else {
      become(
          DeviceState.OFFLINE,
          Set.of(Condition.DEVICE_ERROR),
          fault(
              "show",
              "SIGN_REFUSED",
              "显示屏拒绝了命令（" + refusal() + "），将自动重试；如不恢复请检查屏参、型号和密码。",
              "The sign refused the command ("
                  + refusal()
                  + "); it is tried again. If it stays, check"
                  + " its settings, model and password."));
    }
  }
}
