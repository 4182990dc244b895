package org.jiaohao.display.pad;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.api.CallPad.Press;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pad. A key is sent to the hall once and never repeated, since it may have been carried out;
 * keys pressed in the meantime are ignored, so that an impatient finger calls only one citizen
 * (R041). When the hall refuses, the pad beeps and its display stays as it is; the page at the
 * window says why.
 */
final class PadAtWindow implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PadAtWindow.class);
  private static final Set<Key> FOR_THE_PAD = Set.of(Key.RATE, Key.CANCEL, Key.OTHER);

  private final CallPad pad;
  private final String window;
  private final HallApi api;
  private final ExecutorService sender;
  private final Registration presses;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean tested;
  private Set<String> queues = Set.of();
  private String number = "";
  private int waiting;

  PadAtWindow(CallPad pad, String window, HallApi api) {
    this.pad = pad;
    this.window = window;
    this.api = api;
    this.sender =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(pad.name()).daemon().factory());
    this.presses = pad.onPress(this::pressed);
  }

  String device() {
    return pad.name();
  }

  String window() {
    return window;
  }

  /** The ticket at the window changed; null when there is none. */
  void number(String ticket) {
    show(ticket == null ? "" : ticket, waiting());
  }

  /** The number of people waiting may have changed. */
  void waiting(ToIntFunction<Set<String>> count) {
    Set<String> own = queues();
    if (own.isEmpty()) {
      return; // unknown until the hall has answered the first key
    }
    show(number(), count.applyAsInt(own));
  }

  /** Tests the pad; keys pressed during the test go nowhere else. */
  Finding test() throws InterruptedException {
    tested = true;
    try {
      return DeviceBench.tryOut(pad);
    } finally {
      tested = false;
      showAgain();
    }
  }

  private void pressed(Press press) {
    if (tested) {
      return;
    }
    if (press.key() == Key.RATE) {
      pad.askForRating();
    }
    if (FOR_THE_PAD.contains(press.key())) {
      return;
    }
    if (busy.compareAndSet(false, true)) {
      sender.execute(() -> send(press));
    } else {
      log.info(
          "{}: {} ignored: the key before it is still being carried out", pad.name(), press.key());
    }
  }

  private void send(Press press) {
    try {
      WindowInfo now = api.press(window, new PadKey(press.key().name(), press.digits()));
      learn(Set.copyOf(now.queues()));
      show(now.ticket() == null ? "" : now.ticket().number(), now.waiting());
    } catch (HallApiException e) {
      log.warn("{}: {} at window {}: {}", pad.name(), press.key(), window, e.getMessage());
      pad.beep();
    } finally {
      busy.set(false);
    }
  }

  private synchronized void learn(Set<String> served) {
    queues = served;
  }

  private synchronized Set<String> queues() {
    return queues;
  }

  private synchronized String number() {
    return number;
  }

  private synchronized int waiting() {
    return waiting;
  }

  private synchronized void show(String ticket, int people) {
    if (!ticket.equals(number) || people != waiting) {
      number = ticket;
      waiting = people;
      pad.show(ticket, people);
    }
  }

  private synchronized void showAgain() {
    pad.show(number, waiting);
  }

  @Override
  public void close() {
    presses.close();
    sender.shutdownNow();
  }
}
