package org.jiaohao.device.driver.sign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.codec.ChineseRom;
import org.jiaohao.device.codec.onbon.OnbonCommands;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A strip with an Onbon BX card of the K family, by dynamic text (A3 06), which lives in the card's
 * memory and never wears its flash. Verified against the maker's golden frames, not on a card.
 *
 * <p>One thread owns the line. The newest content wins. What a standing text shows is sent again
 * every few seconds, so that a card that lost its power is right again by itself. Options: {@code
 * card-address} (1), {@code width} (96) and {@code height} (16) in pixels, {@code rom} (gbk or
 * gb2312).
 */
public final class OnbonKSign implements Sign {
  private static final Logger log = LoggerFactory.getLogger(OnbonKSign.class);
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Duration BLINK = Duration.ofMillis(500);
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long LONGEST_RETRY_MILLIS = 1000;
  private static final int CHARACTER = 8; // pixels of a half-width character

  private final String name;
  private final Transport transport;
  private final int card;
  private final int width;
  private final int height;
  private final SignText text;
  private final BlockingQueue<Content> next = new ArrayBlockingQueue<>(1);
  private final List<Consumer<DeviceStatus>> listeners = new CopyOnWriteArrayList<>();
  private volatile DeviceStatus status =
      new DeviceStatus(DeviceState.CLOSED, Set.of(), null, Instant.now());
  private volatile Thread worker;
  private Content current;

  /** What to show; told once what became of it. */
  private static final class Content {
    final SignContent wanted;
    final long blinkUntil;
    private Consumer<ShowOutcome> outcome;

    Content(SignContent wanted, Consumer<ShowOutcome> outcome) {
      this.wanted = wanted;
      this.outcome = outcome;
      this.blinkUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(wanted.blinkSeconds());
    }

    synchronized void tell(ShowOutcome result) {
      if (outcome != null) {
        outcome.accept(result);
        outcome = null;
      }
    }

    boolean blinks() {
      return System.nanoTime() < blinkUntil;
    }
  }

  private OnbonKSign(
      String name, Transport transport, int card, int width, int height, ChineseRom rom) {
    this.name = name;
    this.transport = transport;
    this.card = card;
    this.width = width;
    this.height = height;
    this.text = new SignText(rom);
  }

  /** A strip as configured, on this line. */
  public static OnbonKSign of(DeviceConfig config, Transport transport) {
    String rom = config.options().getOrDefault("rom", "gbk").toUpperCase(Locale.ROOT);
    if (!rom.equals("GBK") && !rom.equals("GB2312")) {
      throw new ConfigurationException(
          "设备 " + config.name() + "：rom 应为 gbk 或 gb2312",
          "device " + config.name() + ": rom must be gbk or gb2312");
    }
    return new OnbonKSign(
        config.name(),
        transport,
        number(config, "card-address", 1, 0xfffd),
        number(config, "width", 96, 4096),
        number(config, "height", 16, 512),
        ChineseRom.valueOf(rom));
  }

  private static int number(DeviceConfig config, String option, int usual, int most) {
    String value = config.options().getOrDefault(option, String.valueOf(usual));
    if (!value.matches("\\d{1,5}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > most) {
      throw new ConfigurationException(
          "设备 " + config.name() + "：" + option + " 应为 1 至 " + most + " 的整数",
          "device " + config.name() + ": " + option + " must be a number from 1 to " + most);
    }
    return Integer.parseInt(value);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DeviceStatus status() {
    return status;
  }

  @Override
  public void onStatus(Consumer<DeviceStatus> listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized void open() {
    if (worker == null) {
      set(DeviceState.NO_HARDWARE, Set.of(), notThere());
      worker = Thread.ofPlatform().name("sign-" + name).daemon().unstarted(this::supervise);
      worker.start();
    }
  }

  @Override
  public void show(SignContent content, Consumer<ShowOutcome> shown) {
    var wanted = new Content(content, shown);
    while (!next.offer(wanted)) {
      Content older = next.poll();
      if (older != null) {
        older.tell(ShowOutcome.REPLACED);
      }
    }
  }

  private void supervise() {
    long retry = FIRST_RETRY_MILLIS;
    while (running()) {
      try (var line = new OnbonLine(transport.open(), card)) {
        while (running()) {
          boolean answered = serve(line);
          retry = answered ? FIRST_RETRY_MILLIS : retry;
        }
      } catch (TransportException e) {
        log.debug("{} at {}: {}", name, transport.address(), e.getMessage());
        set(DeviceState.NO_HARDWARE, Set.of(), notThere());
        failCurrent();
        pause(retry);
        retry = Math.min(retry * 2, LONGEST_RETRY_MILLIS);
      } catch (RuntimeException e) {
        log.error("{} at {}", name, transport.address(), e);
        pause(LONGEST_RETRY_MILLIS);
      }
    }
  }

  private boolean running() {
    return worker == Thread.currentThread();
  }

  /** Sends what has to be shown now and waits until something is due; returns whether it works. */
  private boolean serve(OnbonLine line) throws TransportException {
    boolean answered = current == null ? line.exchange(OnbonCommands.ping()) : draw(line);
    if (!answered) {
      set(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), silent());
      failCurrent();
      await(Duration.ofMillis(FIRST_RETRY_MILLIS));
      return false;
    }
    set(DeviceState.IDLE, Set.of(), null);
    if (current != null) {
      current.tell(ShowOutcome.SHOWN);
      blink(line);
    }
    while (running() && await(REFRESH) == null) {
      boolean scrolls = current != null && scrolls(current.wanted);
      boolean there = scrolls || current == null ? line.exchange(OnbonCommands.ping()) : draw(line);
      if (!there) {
        return false; // draws everything again once the card is back
      }
    }
    return true;
  }

  /** The next content, when one comes in time; it becomes the current one. */
  private Content await(Duration longest) {
    try {
      Content fresh = next.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
      if (fresh != null) {
        if (current != null) {
          current.tell(ShowOutcome.REPLACED);
        }
        current = fresh;
      }
      return fresh;
    } catch (InterruptedException e) {
      return null; // close() woke us
    }
  }

  /** Alternates text and blank until the time is over or something newer comes. */
  private void blink(OnbonLine line) throws TransportException {
    boolean visible = true;
    while (running() && current.blinks() && next.peek() == null) {
      pauseUnlessNew(BLINK);
      visible = !visible;
      if (next.peek() == null) {
        if (visible) {
          draw(line);
        } else {
          line.exchange(
              command(new SignContent(" ", current.wanted.color(), current.wanted.motion(), 0)));
        }
      }
    }
    if (!visible && next.peek() == null) {
      draw(line);
    }
  }

  private void pauseUnlessNew(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (running() && next.peek() == null && System.nanoTime() < end) {
      pause(20);
    }
  }

  private boolean draw(OnbonLine line) throws TransportException {
    return line.exchange(command(current.wanted));
  }

  private boolean scrolls(SignContent content) {
    return content.motion() == SignContent.Motion.SCROLL
        || SignText.columns(text.bytes(content.text())) * CHARACTER > width;
  }

  private byte[] command(SignContent content) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        switch (content.color()) {
          case RED -> "\\C1".getBytes(StandardCharsets.US_ASCII);
          case GREEN -> "\\C2".getBytes(StandardCharsets.US_ASCII);
          case YELLOW -> "\\C3".getBytes(StandardCharsets.US_ASCII);
        });
    bytes.writeBytes(text.bytes(content.text()));
    int effect = scrolls(content) ? OnbonCommands.LEFT : OnbonCommands.STILL;
    return OnbonCommands.showText(width, height, effect, bytes.toByteArray());
  }

  private void failCurrent() {
    if (current == null) {
      await(Duration.ZERO);
    }
    if (current != null) {
      current.tell(ShowOutcome.FAILED);
    }
  }

  private void set(DeviceState state, Set<Condition> conditions, DeviceFault fault) {
    if (status.state() != state || !java.util.Objects.equals(status.fault(), fault)) {
      status = new DeviceStatus(state, conditions, fault, Instant.now());
      listeners.forEach(listener -> listener.accept(status));
    }
  }

  private DeviceFault notThere() {
    return new DeviceFault(
        name,
        transport.address(),
        "open",
        "NO_HARDWARE",
        "找不到显示屏，请检查电源、网线或串口线。",
        "The sign is not there. Check its power and cable.");
  }

  private DeviceFault silent() {
    return new DeviceFault(
        name,
        transport.address(),
        "show",
        "NO_ANSWER",
        "显示屏没有应答，请检查电源、屏号和波特率。",
        "The sign does not answer. Check its power, address and baud rate.");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    Thread last = worker;
    worker = null;
    if (last == null) {
      return;
    }
    last.interrupt();
    try {
      last.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    set(DeviceState.CLOSED, Set.of(), null);
  }
}
