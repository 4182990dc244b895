package org.jiaohao.device.driver.callpad;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.callpad.PadFrame;
import org.jiaohao.device.codec.callpad.PadFrameDecoder;
import org.jiaohao.device.driver.Pace;
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
final class BusPad extends SupervisedPad {
  private static final Logger LOG = LoggerFactory.getLogger(BusPad.class);
  private static final Duration LISTEN = Duration.ofMillis(20);
  private static final Duration WRITE = Duration.ofSeconds(2);
  private static final int MOST_WAITING = 999;

  private final int address;
  private final PadProfile profile;
  private final BlockingQueue<PadFrame> out = new LinkedBlockingQueue<>(50);
  private final PadFrameDecoder decoder = new PadFrameDecoder();
  private final Reports reports;
  private volatile PadFrame shown;
  private ByteChannel line;

  BusPad(String name, Pace pace, Transport line, int address, PadProfile profile) {
    super(name, pace, line);
    this.address = address;
    this.profile = profile;
    this.reports = new Reports(address, this::write, System::nanoTime, line.nanosPerByte());
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
    line = open;
    if (shown != null) {
      send(shown); // the pad may have been without power
    }
    var buffer = new byte[256];
    long emptyAt = System.nanoTime();
    while (!closing()) {
      PadFrame next = out.poll();
      if (next != null) {
        reports.say(next);
      }
      long asked = System.nanoTime();
      int n = open.read(buffer, LISTEN);
      if (n == 0) {
        decoder.pause();
      }
      for (PadFrame frame : decoder.take(buffer, n)) {
        if (reports.isNew(frame, emptyAt)) {
          tell(frame);
        }
      }
      if (n < buffer.length) {
        emptyAt = asked;
      }
    }
  }

  private void write(byte[] bytes) throws TransportException {
    Optional<ByteChannel.Turn> turn = line.turn(true, System.nanoTime(), () -> false);
    try (ByteChannel.Turn mine = turn.orElseThrow()) {
      line.write(bytes, WRITE);
    }
  }

  private void tell(PadFrame frame) {
    if (frame.command() == PadFrame.RATING) {
      Integer value = profile.ratings().get(frame.data()[0] & 0xff);
      if (value != null) {
        events().rating(value, System.nanoTime());
      }
    } else {
      PadProfile.Meaning meaning = profile.meaning(frame.data());
      events().press(meaning.key(), meaning.digits(), System.nanoTime());
    }
  }

  @Override
  protected void forget() {
    out.clear();
  }
}
