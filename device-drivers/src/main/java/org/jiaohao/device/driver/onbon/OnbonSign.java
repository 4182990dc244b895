package org.jiaohao.device.driver.onbon;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.driver.onbon.Card.Look;
import org.jiaohao.device.driver.onbon.Card.Memory;
import org.jiaohao.device.driver.onbon.Card.Part;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * A sign with an Onbon BX card. The newest content wins; a call that waits breaks off a picture
 * that can wait. The card is asked every two seconds; one that lost its memory is given the content
 * and the settings again.
 */
final class OnbonSign extends SupervisedDevice implements Sign {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final int SILENT_TRIES_TO_RECONNECT = 4;
  private static final OptionalInt DONE = OptionalInt.of(0);

  private final Transport transport;
  private final Card card;
  private final long probe;
  private final boolean calm; // on a line with others the time for blinking belongs to their calls
  private final Settings settings = new Settings();
  private final AtomicReference<Shown> newest = new AtomicReference<>();
  private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
  private Shown current;
  private boolean drawn;
  private boolean drawnBefore;
  private long since;
  private long asked;
  private List<Look> looks = List.of();

  private final OnbonLine.Wish wish =
      new OnbonLine.Wish() {
        @Override
        public boolean outdated() {
          Shown waiting = newest.get();
          return waiting != null && (waiting.urgent || current == null || !current.urgent);
        }

        @Override
        public boolean callWaits() {
          Shown waiting = newest.get();
          return waiting != null && waiting.urgent && current != null && !current.urgent;
        }

        @Override
        public boolean urgent() {
          return current != null && current.urgent && !drawn;
        }

        @Override
        public long since() {
          return urgent() ? current.given : System.nanoTime();
        }
      };

  OnbonSign(String name, Pace pace, Transport transport, Card card) {
    super(name, pace, transport);
    this.transport = transport;
    this.card = card;
    this.probe = paced(PROBE).toNanos();
    this.calm = transport.shared() && !card.blinks();
  }

  @Override
  public SignFeatures features() {
    return card.features();
  }

  @Override
  public byte[] preview(SignContent content) {
    return card.picture(content).png();
  }

  @Override
  public void show(SignContent content, Consumer<ShowOutcome> shown) {
    var wanted = new Shown(content, card.features().areas(), calm, shown);
    if (closing()) {
      wanted.tell(ShowOutcome.FAILED);
      return;
    }
    Shown older = newest.getAndSet(wanted);
    if (older != null) {
      older.tell(ShowOutcome.REPLACED);
    }
    news.offer(true);
  }

  @Override
  public void brightness(int percent) {
    settings.brightness(percent);
    news.offer(true);
  }

  @Override
  public void power(boolean on) {
    settings.power(on);
    news.offer(true);
  }

  @Override
  public void clock(LocalDateTime time) {
    settings.clock(time);
    news.offer(true);
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    drawn = false;
    do {
      takeNewest();
      tellCurrent(ShowOutcome.FAILED);
    } while (news.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS) != null);
  }

  @Override
  protected void ended(DeviceFault fault) {
    takeNewest();
    tellCurrent(ShowOutcome.FAILED);
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    card.connected(new OnbonLine(open, paced(ANSWER), transport.nanosPerByte(), wish));
    drawnBefore = false;
    lost();
    int silent = 0;
    takeNewest();
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      OptionalInt error = work();
      if (done(error)) {
        silent = 0;
        become(DeviceState.IDLE, Set.of(), null);
        next(news, open, Duration.ofNanos(rest()));
        takeNewest();
      } else if (error.isPresent() && error.getAsInt() == OnbonLine.OUTDATED) {
        takeNewest();
      } else {
        silent = error.isEmpty() ? silent + 1 : 0;
        lost();
        if (!takeNewest()) {
          become(DeviceState.OFFLINE, conditions(error), trouble(error));
          tellCurrent(ShowOutcome.FAILED);
          next(news, open, paced(RETRY));
          takeNewest();
        }
      }
    }
  }

  private static boolean done(OptionalInt error) {
    return error.isPresent() && error.getAsInt() == 0;
  }

  private static Set<Condition> conditions(OptionalInt error) {
    return Set.of(error.isEmpty() ? Condition.NO_STATUS : Condition.DEVICE_ERROR);
  }

  /** The card may have lost everything. */
  private void lost() {
    drawn = false;
    settings.lost();
    asked = System.nanoTime() - probe;
  }

  /** Makes newer content the current one; returns whether there was any. */
  private boolean takeNewest() {
    Shown fresh = newest.getAndSet(null);
    if (fresh == null) {
      return false;
    }
    tellCurrent(ShowOutcome.REPLACED);
    current = fresh;
    drawn = false;
    return true;
  }

  private void tellCurrent(ShowOutcome outcome) {
    if (current != null) {
      current.tell(outcome);
    }
  }

  /** Does what is due first. */
  private OptionalInt work() throws TransportException {
    if (current != null && !drawn) {
      return draw();
    }
    if (current != null && !looks(System.nanoTime()).equals(looks)) {
      return send(looks(System.nanoTime()), false);
    }
    if (settings.due()) {
      return settings.send(card);
    }
    return System.nanoTime() - asked >= probe ? ask() : DONE;
  }

  /** Nanoseconds until something is due. */
  private long rest() {
    boolean due = current != null && !drawn || settings.due();
    long now = System.nanoTime();
    long untilProbe = Math.max(0, asked + probe - now);
    if (due || current == null) {
      return due ? 0 : untilProbe;
    }
    return looks(now).equals(looks) ? current.untilChange(card, since, now, untilProbe) : 0;
  }

  private List<Look> looks(long now) {
    return current.areas.stream().map(area -> current.look(area, card, since, now)).toList();
  }

  private OptionalInt draw() throws TransportException {
    since = System.nanoTime();
    OptionalInt error = send(looks(since), true);
    if (done(error)) {
      drawn = true;
      current.tell(ShowOutcome.SHOWN);
      if (!drawnBefore) {
        asked = System.nanoTime() - probe; // one that loses its power now is noticed too
      }
      drawnBefore = true;
    }
    return error;
  }

  /** Sends all areas, or those that look different now. */
  private OptionalInt send(List<Look> wanted, boolean all) throws TransportException {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Area area = current.areas.get(i);
      boolean due = all || wanted.get(i) != looks.get(i);
      parts.add(new Part(area, wanted.get(i), due));
    }
    OptionalInt error = card.show(parts);
    if (done(error)) {
      looks = wanted;
    }
    return error;
  }

  /** Asks whether the card is there and still shows its content. */
  private OptionalInt ask() throws TransportException {
    OptionalInt error = card.ask();
    if (!done(error)) {
      return error;
    }
    asked = System.nanoTime();
    if (card.memory() == Memory.LOST) {
      settings.lost();
      drawn = false;
    } else if (card.memory() == Memory.UNKNOWN && current != null) {
      List<Part> standing =
          current.areas.stream().map(a -> new Part(a, Look.STEADY, !card.moves(a))).toList();
      return looks.stream().allMatch(Look.STEADY::equals) ? card.show(standing) : error;
    }
    return error;
  }

  private DeviceFault trouble(OptionalInt error) {
    if (error.isPresent()) {
      int code = error.getAsInt();
      return fault(
          "show",
          "CARD_ERROR_" + code,
          "显示屏控制卡拒绝了命令（错误码 " + code + "），将自动重试；如不恢复请检查屏参和型号。",
          "The sign's card refused the command (error "
              + code
              + "); it is tried again. If it"
              + " stays, check the card's screen settings and model.");
    }
    return fault(
        "show",
        "NO_ANSWER",
        "显示屏没有应答，请检查电源、屏号和波特率；接好后自动恢复。",
        "The sign does not answer. Check its power, address and baud rate; it recovers by itself.");
  }
}
