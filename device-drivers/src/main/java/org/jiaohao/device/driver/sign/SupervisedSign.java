package org.jiaohao.device.driver.sign;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Urgency;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * What signs of every make have in common: the newest content wins, a call blinks and then stands
 * still, a sign that was away gets its content again. A routine content does not break off a call
 * that is being sent.
 */
public abstract class SupervisedSign extends SupervisedDevice implements Sign {
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final long BLINK = Duration.ofMillis(500).toNanos();
  private static final int SILENT_TRIES_TO_RECONNECT = 4;

  private final long probeEvery;
  private final AtomicReference<Pending> newest = new AtomicReference<>();
  private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
  private Pending current;
  private boolean drawn;
  private boolean visible;
  private long toggledAt;
  private long probedAt;

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
    /** Refused, or answered with something that makes no sense. */
    REFUSED
  }

  private static final class Pending {
    private final SignContent content;
    private final boolean urgent;
    private final long since = System.nanoTime();
    private final long blinkUntil;
    private Consumer<ShowOutcome> listener;

    Pending(SignContent content, Consumer<ShowOutcome> listener) {
      this.content = content;
      this.urgent = content.urgency() == Urgency.CALL;
      this.listener = listener;
      int seconds =
          content.areas().stream().mapToInt(SignContent.Area::blinkSeconds).max().orElse(0);
      this.blinkUntil = since + TimeUnit.SECONDS.toNanos(seconds);
    }

    void end(ShowOutcome outcome) {
      Consumer<ShowOutcome> waiting;
      synchronized (this) {
        waiting = listener;
        listener = null;
      }
      if (waiting != null) {
        waiting.accept(outcome);
      }
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
    this.probeEvery = paced(probeEvery).toNanos();
  }

  /** A new line is open. */
  protected void connected(ByteChannel line) {}

  /** Whether a new line begins with {@link #greet}; else with the content or a {@link #probe}. */
  protected boolean greets() {
    return true;
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

  /**
   * When the content that is shown must look different, in nanoseconds from now; {@link
   * Long#MAX_VALUE} for never.
   */
  protected long untilChange() {
    boolean more = blinks() && (System.nanoTime() < current.blinkUntil || !visible);
    return more ? Math.max(0, toggledAt + BLINK - System.nanoTime()) : Long.MAX_VALUE;
  }

  /** Lets the content that is shown look as it must now. */
  protected Answer change(ByteChannel line) throws TransportException {
    visible = !visible;
    toggledAt = System.nanoTime();
    return draw(line, current.content, visible);
  }

  /** Whether a setting such as the brightness is to be sent. */
  protected boolean settingsDue() {
    return false;
  }

  /** Sends a setting that is due. */
  protected Answer sendSetting() throws TransportException {
    return Answer.DONE;
  }

  /** The sign may have lost everything that was sent to it. */
  protected void lost() {}

  /** What staff must know of a sign that works. */
  protected Set<Condition> conditions() {
    return Set.of();
  }

  /** Vendor's code and words of the last refusal, for the fault. */
  protected String refusal() {
    return "";
  }

  /** The fault of a sign that refused a command. */
  protected DeviceFault refused() {
    return fault(
        "show",
        "SIGN_REFUSED",
        "显示屏拒绝了命令（" + refusal() + "），将自动重试；如不恢复请检查屏参、型号和密码。",
        "The sign refused the command ("
            + refusal()
            + "); it is tried again. If it stays, check its settings, model and password.");
  }

  /** When the present content was asked for, by {@link System#nanoTime}. */
  protected final long since() {
    return current.since;
  }

  /** Whether a call is the content that is not yet shown. */
  protected final boolean drawsCall() {
    return current != null && current.urgent && !drawn;
  }

  /** Whether a newer content waits, so that repeats for the present one are in vain. */
  protected final boolean outdated() {
    Pending waiting = newest.get();
    return waiting != null && (waiting.urgent || current == null || !current.urgent);
  }

  /** Whether a call waits while something that is none is sent. */
  protected final boolean callWaits() {
    Pending waiting = newest.get();
    return waiting != null && waiting.urgent && current != null && !current.urgent;
  }

  /** Lets the device's thread look at once for what is due. */
  protected final void wake() {
    news.offer(true);
  }

  /** Lets the sign be asked as soon as nothing else is due. */
  protected final void probeSoon() {
    probedAt = System.nanoTime() - probeEvery;
  }

  @Override
  public final void show(SignContent content, Consumer<ShowOutcome> shown) {
    var wanted = new Pending(content, shown);
    if (closing()) {
      wanted.end(ShowOutcome.FAILED);
      return;
    }
    Pending older = newest.getAndSet(wanted);
    if (older != null) {
      older.end(ShowOutcome.REPLACED);
    }
    wake();
  }

  @Override
  protected final void serve(ByteChannel line) throws TransportException, InterruptedException {
    connected(line);
    drawn = false;
    probedAt = System.nanoTime();
    lost();
    int silent = 0;
    takeNewest();
    boolean greeted = !greets();
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      Answer answer = greeted ? work(line) : greet(line);
      if (answer == Answer.DONE) {
        silent = 0;
        become(DeviceState.IDLE, conditions(), null);
        if (greeted) {
          next(news, line, Duration.ofNanos(rest()));
        }
        greeted = true;
        takeNewest();
      } else if (answer == Answer.OUTDATED || answer == Answer.FORGOTTEN) {
        silent = 0;
        drawn = false;
        takeNewest();
      } else {
        drawn = false;
        lost();
        greeted &= answer != Answer.REFUSED || !greets(); // it may have forgotten who we are
        silent = answer == Answer.SILENT ? silent + 1 : 0;
        if (!takeNewest()) {
          trouble(answer);
          end(ShowOutcome.FAILED);
          next(news, line, paced(RETRY));
          takeNewest();
        }
      }
    }
  }

  /** Does what is due first. */
  private Answer work(ByteChannel line) throws TransportException {
    if (current != null && !drawn) {
      probedAt = System.nanoTime(); // its answer says as much
      Answer answer = draw(line, current.content, true);
      if (answer == Answer.DONE) {
        drawn = true;
        visible = true;
        toggledAt = System.nanoTime();
        end(ShowOutcome.SHOWN);
      }
      return answer;
    }
    if (current != null && untilChange() <= 0) {
      return change(line);
    }
    if (settingsDue()) {
      return sendSetting();
    }
    if (untilProbe() > 0) {
      return Answer.DONE;
    }
    probedAt = System.nanoTime();
    return probe(line);
  }

  private long untilProbe() {
    return Math.max(0, probedAt + probeEvery - System.nanoTime());
  }

  /** Nanoseconds until something is due. */
  private long rest() {
    if (current != null && !drawn || settingsDue()) {
      return 0;
    }
    return current == null ? untilProbe() : Math.min(untilProbe(), untilChange());
  }

  /** Makes newer content the current one; returns whether there was any. */
  private boolean takeNewest() {
    Pending fresh = newest.getAndSet(null);
    if (fresh == null) {
      return false;
    }
    end(ShowOutcome.REPLACED);
    current = fresh;
    drawn = false;
    return true;
  }

  private void end(ShowOutcome outcome) {
    if (current != null) {
      current.end(outcome);
    }
  }

  @Override
  protected final void away(DeviceFault fault, Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    drawn = false;
    do {
      takeNewest();
      end(ShowOutcome.FAILED);
    } while (news.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS) != null);
  }

  @Override
  protected final void ended(DeviceFault fault) {
    takeNewest();
    end(ShowOutcome.FAILED);
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
      become(DeviceState.OFFLINE, Set.of(Condition.DEVICE_ERROR), refused());
    }
  }
}
