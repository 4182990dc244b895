package org.jiaohao.device.driver.callpad;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.openpad.PadLine;
import org.jiaohao.device.codec.openpad.PadLineDecoder;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pad that speaks the product's own lines of text, such as a small board with keys on a USB
 * socket. It keeps nothing: what it shows is said again each time it says that it is there. A line
 * that is spoiled is a press that did not happen; the clerk presses again.
 */
final class OpenPad extends SupervisedPad {
  private static final Logger LOG = LoggerFactory.getLogger(OpenPad.class);
  private static final Duration LISTEN = Duration.ofMillis(20);
  private static final Duration WRITE = Duration.ofSeconds(2);

  /** A pad says every five seconds that it is there. */
  private static final Duration SILENT = Duration.ofSeconds(12);

  private static final int MOST_WAITING = 999;

  private final BlockingQueue<PadLine> out = new LinkedBlockingQueue<>(50);
  private final PadLineDecoder decoder = new PadLineDecoder();
  private final Typed typed = new Typed();
  private volatile PadLine shown;

  OpenPad(String name, Pace pace, Transport line) {
    super(name, pace, line);
  }

  @Override
  public void show(String ticket, int waiting) {
    PadLine line = PadLine.show(ticket, Math.clamp(waiting, 0, MOST_WAITING));
    shown = line;
    send(line);
  }

  @Override
  public void askForRating() {
    send(PadLine.askForRating());
  }

  @Override
  public void beep() {
    send(PadLine.beep());
  }

  private void send(PadLine line) {
    if (!out.offer(line)) {
      LOG.warn("{} has too much to say; one message is dropped", name());
    }
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException {
    become(DeviceState.IDLE, Set.of(Condition.NO_STATUS), null);
    decoder.reset();
    typed.clear();
    showAgain();
    var buffer = new byte[256];
    long heardAt = System.nanoTime();
    while (!closing()) {
      PadLine next = out.poll();
      if (next != null) {
        open.write(next.encode(), WRITE);
      }
      int n = open.read(buffer, LISTEN);
      for (PadLine line : decoder.take(buffer, n)) {
        heardAt = System.nanoTime();
        become(DeviceState.IDLE, Set.of(), null);
        heard(line, heardAt);
      }
      if (System.nanoTime() - heardAt > paced(SILENT).toNanos()) {
        silent();
      }
    }
  }

  private void showAgain() {
    if (shown != null) {
      send(shown);
    }
  }

  private void heard(PadLine line, long now) {
    String argument = line.argument();
    switch (line.kind()) {
      case "K" -> {
        if (argument.matches("\\d")) {
          typed.add(argument.charAt(0) - '0', now);
        } else {
          events().press(key(argument), typed.take(now), now);
        }
      }
      case "R" -> {
        if (argument.matches("[0-4]")) {
          events().rating(argument.charAt(0) - '0', now);
        }
      }
      case "H" -> showAgain();
      default -> LOG.debug("{} says something unknown: {}", name(), line.kind());
    }
  }

  private static Key key(String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Key key : Key.values()) {
      if (key.name().equals(name)) {
        return key;
      }
    }
    return Key.OTHER;
  }

  private void silent() {
    become(
        DeviceState.OFFLINE,
        Set.of(Condition.NO_STATUS),
        fault(
            "listen",
            "NO_ANSWER",
            "呼叫器没有信号，请检查电源、连接线和波特率；恢复后自动可用，其间请用屏幕上的呼叫面板。",
            "The call pad is silent. Check its power, cable and baud rate; it recovers by itself."
                + " Use the call panel on the screen meanwhile."));
  }

  @Override
  protected void forget() {
    out.clear();
  }
}
