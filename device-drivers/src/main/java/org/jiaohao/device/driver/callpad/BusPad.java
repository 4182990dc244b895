package org.jiaohao.device.driver.callpad;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.callpad.PadFrame;
import org.jiaohao.device.codec.callpad.PadFrameDecoder;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pad on the FF 68 bus. Each report is sent back unchanged, else the pad repeats it; a report
 * equal to the one just answered is a repeat, not another press, so that one press never calls two
 * citizens (R041). Written from one public hall program; no pad was at hand.
 */
final class BusPad extends SupervisedDevice implements CallPad {
  private static final Logger LOG = LoggerFactory.getLogger(BusPad.class);
  private static final Duration LISTEN = Duration.ofMillis(20);
  private static final Duration WRITE = Duration.ofSeconds(2);
  private static final long REPEAT_NANOS = 500_000_000L;
  private static final long ECHO_NANOS = 50_000_000L;
  private static final int MOST_WAITING = 999;

  private final int address;
  private final PadProfile profile;
  private final List<Consumer<Press>> presses = new CopyOnWriteArrayList<>();
  private final List<Consumer<Integer>> ratings = new CopyOnWriteArrayList<>();
  private final BlockingQueue<PadFrame> out = new LinkedBlockingQueue<>(50);
  private final PadFrameDecoder decoder = new PadFrameDecoder();
  private volatile PadFrame shown;
  private byte[] sent = {};
  private long sentAt;
  private byte[] answered = {};
  private long answeredAt;

  BusPad(String name, Transport line, int address, PadProfile profile) {
    super(name, line);
    this.address = address;
    this.profile = profile;
  }

  @Override
  public void onPress(Consumer<Press> listener) {
    presses.add(listener);
  }

  @Override
  public void onRating(Consumer<Integer> listener) {
    ratings.add(listener);
  }

  @Override
  public void show(String ticket, int waiting) {
    String digits = ticket.replaceAll("\\D", "");
    PadFrame frame =
        PadFrame.show(address, String.valueOf(Math.clamp(waiting, 0, MOST_WAITING)), digits);
    shown = frame;
    send(frame);
  }

  @Override
  public void askForRating() {
    send(PadFrame.startRating(address));
  }

  @Override
  public void beep() {
    send(PadFrame.beep(address));
  }

  private void send(PadFrame frame) {
    if (!out.offer(frame)) {
      LOG.warn("{} has too much to say; one message is dropped", name());
    }
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException {
    become(DeviceState.IDLE, Set.of(), null);
    decoder.pause();
    if (shown != null) {
      send(shown); // the pad may have been without power
    }
    var buffer = new byte[256];
    while (!closing()) {
      PadFrame next = out.poll();
      if (next != null) {
        write(open, next);
      }
      int n = open.read(buffer, LISTEN);
      if (n == 0) {
        decoder.pause();
      }
      for (PadFrame frame : decoder.take(buffer, n)) {
        heard(open, frame);
      }
    }
  }

  private void write(ByteChannel open, PadFrame frame) throws TransportException {
    byte[] bytes = frame.encode();
    Optional<ByteChannel.Turn> turn = open.turn(true, System.nanoTime(), () -> false);
    try (ByteChannel.Turn mine = turn.orElseThrow()) {
      open.write(bytes, WRITE);
    }
    sent = bytes;
    sentAt = System.nanoTime();
  }

  private void heard(ByteChannel open, PadFrame frame) throws TransportException {
    byte[] bytes = frame.encode();
    long now = System.nanoTime();
    boolean own = Arrays.equals(bytes, sent) && now - sentAt < ECHO_NANOS;
    boolean report = frame.command() == PadFrame.KEYS || frame.command() == PadFrame.RATING;
    if (own || frame.address() != address || !report || frame.data().length == 0) {
      return; // an adapter's echo of our own, or another pad's
    }
    boolean repeat = Arrays.equals(bytes, answered) && now - answeredAt < REPEAT_NANOS;
    boolean rating = frame.command() == PadFrame.RATING;
    write(open, rating ? PadFrame.ratingTaken(address, frame.data()[0]) : frame);
    answered = bytes;
    answeredAt = System.nanoTime();
    if (!repeat) {
      tell(frame, rating);
    }
  }

  private void tell(PadFrame frame, boolean rating) {
    try {
      if (rating) {
        Integer value = profile.ratings().get(frame.data()[0] & 0xff);
        if (value != null) {
          ratings.forEach(listener -> listener.accept(value));
        }
      } else {
        PadProfile.Meaning meaning = profile.meaning(frame.data());
        LOG.info("{}: {}", name(), meaning.key());
        presses.forEach(listener -> listener.accept(new Press(meaning.key(), meaning.digits())));
      }
    } catch (RuntimeException e) {
      LOG.error("A listener of {} failed", name(), e);
    }
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    out.clear();
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    out.clear();
  }
}
