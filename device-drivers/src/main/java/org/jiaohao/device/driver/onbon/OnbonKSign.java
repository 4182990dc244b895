package org.jiaohao.device.driver.onbon;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.device.codec.onbon.OnbonCommands;
import org.jiaohao.device.codec.onbon.TextArea;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * A strip with an Onbon BX card of the K family, by dynamic text (A3 06), which lives in the card's
 * memory and never wears its flash. Verified against the maker's golden frames, not on a card.
 *
 * <p>The newest content wins. The card is asked every two seconds how many areas it holds; one that
 * lost its power is given the content again. A card that does not tell is sent a standing text
 * again each time. Options: {@code card-address} (1), {@code width} (96) and {@code height} (16) in
 * pixels, {@code rom} (gbk or gb2312).
 */
final class OnbonKSign extends SupervisedDevice implements Sign {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration BLINK = Duration.ofMillis(500);
  private static final int SILENT_TRIES_TO_RECONNECT = 4;
  private static final int CHARACTER = 8; // pixels of a half-width character

  private static final Area BLANK =
      SignContent.of(" ", SignContent.Color.RED, SignContent.Motion.STATIC, 0).areas().getFirst();

  private final Transport transport;
  private final int card;
  private final int width;
  private final int height;
  private final SignText text;
  private final BlockingQueue<Content> next = new ArrayBlockingQueue<>(1);
  private Content current;
  private boolean drawn;
  private boolean visible;
  private boolean countsAreas;
  private boolean tellsState;

  /** What to show; told once what became of it. */
  private static final class Content {
    final Area wanted;
    final long blinkUntil;
    private Consumer<ShowOutcome> outcome;

    Content(SignContent wanted, Consumer<ShowOutcome> outcome) {
      this.wanted = wanted.areas().getFirst();
      this.outcome = outcome;
      this.blinkUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(this.wanted.blinkSeconds());
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

  private OnbonKSign(
      String name, Transport transport, int card, int width, int height, ChineseRom rom) {
    super(name, transport);
    this.transport = transport;
    this.card = card;
    this.width = width;
    this.height = height;
    this.text = new SignText(rom);
  }

  /** A strip as configured, on this line. */
  static OnbonKSign of(DeviceConfig config, Transport transport) {
    var options = new Options(config);
    return new OnbonKSign(
        config.name(),
        transport,
        options.number("card-address", 1, 1, 0xfffd),
        options.number("width", 96, 8, 4096),
        options.number("height", 16, 8, 512),
        options.choice("rom", Rom.GBK) == Rom.GBK ? ChineseRom.GBK : ChineseRom.GB2312);
  }

  private enum Rom {
    GBK,
    GB2312
  }

  @Override
  public SignFeatures features() {
    return new SignFeatures(
        width, height, Set.of(SignContent.Color.values()), 1, false, true, false, false, false);
  }

  @Override
  public byte[] preview(SignContent content) {
    return Lamps.of(content, width, height).png();
  }

  @Override
  public void show(SignContent content, Consumer<ShowOutcome> shown) {
    var wanted = new Content(content, shown);
    if (closing()) {
      wanted.tell(ShowOutcome.FAILED);
      return;
    }
    while (!next.offer(wanted)) {
      Content older = next.poll();
      if (older != null) {
        older.tell(ShowOutcome.REPLACED);
      }
    }
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    drawn = false;
    do {
      tellCurrent(ShowOutcome.FAILED);
    } while (take(Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
  }

  @Override
  protected void ended(DeviceFault fault) {
    tellCurrent(ShowOutcome.FAILED);
    Content waiting = next.poll();
    if (waiting != null) {
      waiting.tell(ShowOutcome.FAILED);
    }
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException, InterruptedException {
    var line = new OnbonLine(open, transport.nanosPerByte(), card);
    drawn = false;
    tellsState = true;
    int silent = 0;
    take(Duration.ZERO);
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      OptionalInt error = current == null || drawn ? probe(line) : draw(line);
      if (error.isPresent() && error.getAsInt() == 0) {
        silent = 0;
        become(DeviceState.IDLE, Set.of(), null);
        boolean replaced = drawn && blink(line);
        if (!replaced && (drawn || current == null)) {
          start(next(next, open, PROBE));
        }
      } else {
        silent = error.isEmpty() ? silent + 1 : 0;
        drawn = false;
        if (!take(Duration.ZERO)) {
          become(DeviceState.OFFLINE, conditions(error), trouble(error));
          tellCurrent(ShowOutcome.FAILED);
          take(RETRY);
        }
      }
    }
  }

  private static Set<Condition> conditions(OptionalInt error) {
    return Set.of(error.isEmpty() ? Condition.NO_STATUS : Condition.DEVICE_ERROR);
  }

  /** Waits for newer content; returns whether it came and is the current one now. */
  private boolean take(Duration longest) throws InterruptedException {
    return start(next.poll(longest.toNanos(), TimeUnit.NANOSECONDS));
  }

  private boolean start(Content fresh) {
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

  private OptionalInt draw(OnbonLine line) throws TransportException {
    OptionalInt error = line.exchange(command(current.wanted), () -> next.peek() != null);
    if (error.isPresent() && error.getAsInt() == 0) {
      drawn = true;
      visible = true;
      current.tell(ShowOutcome.SHOWN);
      learnWhetherItCounts(line);
    }
    return error;
  }

  /** Right after a text was shown: a card that loses its power at once must be noticed too. */
  private void learnWhetherItCounts(OnbonLine line) throws TransportException {
    if (tellsState && !countsAreas && next.peek() == null) {
      OptionalInt error = line.exchange(OnbonCommands.status(), () -> next.peek() != null);
      boolean answered = error.isPresent() && error.getAsInt() == 0;
      countsAreas = answered && OnbonCommands.areas(line.answer()) > 0;
    }
  }

  /** Asks whether the card is there and still knows its text. */
  private OptionalInt probe(OnbonLine line) throws TransportException {
    OptionalInt error = state(line);
    if (current == null || error.isEmpty() || error.getAsInt() != 0) {
      return error;
    }
    int areas = tellsState ? OnbonCommands.areas(line.answer()) : 0;
    countsAreas |= areas > 0;
    boolean forgotten = countsAreas && areas == 0;
    boolean untold = !countsAreas && !scrolls(current.wanted);
    return forgotten || untold ? draw(line) : error;
  }

  /** A card that does not answer the question for its state may still answer a ping. */
  private OptionalInt state(OnbonLine line) throws TransportException {
    OptionalInt error = OptionalInt.empty();
    if (tellsState) {
      error = line.exchange(OnbonCommands.status(), () -> next.peek() != null);
    }
    boolean told = error.isPresent() && error.getAsInt() == 0;
    if (!told && next.peek() == null) {
      error = line.exchange(OnbonCommands.ping(), () -> next.peek() != null);
      if (error.isPresent() && error.getAsInt() == 0) {
        tellsState = false;
        countsAreas = false;
      }
    }
    return error;
  }

  /** Alternates text and blank until the time is over; returns whether newer content came. */
  private boolean blink(OnbonLine line) throws TransportException, InterruptedException {
    while (drawn && (current.blinks() || !visible)) {
      if (take(BLINK)) {
        return true;
      }
      visible = !visible;
      byte[] picture = command(visible ? current.wanted : BLANK);
      OptionalInt error = line.exchange(picture, () -> next.peek() != null);
      drawn = error.isPresent() && error.getAsInt() == 0;
    }
    return false;
  }

  private boolean scrolls(Area content) {
    return content.motion() == SignContent.Motion.SCROLL
        || SignText.columns(text.bytes(content.text())) * CHARACTER > width;
  }

  private byte[] command(Area content) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        switch (content.color()) {
          case RED -> "\\C1".getBytes(StandardCharsets.US_ASCII);
          case GREEN -> "\\C2".getBytes(StandardCharsets.US_ASCII);
          case YELLOW -> "\\C3".getBytes(StandardCharsets.US_ASCII);
        });
    bytes.writeBytes(text.bytes(content.text()));
    int effect = scrolls(content) ? TextArea.LEFT : TextArea.STILL;
    var area =
        new TextArea(0, 0, 0, width, height, TextArea.TOP_LEFT, effect, false, bytes.toByteArray());
    return OnbonCommands.showTexts(List.of(), List.of(area));
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
