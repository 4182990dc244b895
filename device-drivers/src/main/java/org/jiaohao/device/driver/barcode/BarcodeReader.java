package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.barcode.ScanText;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader on a serial line or a serial-over-USB port. Commands and framing follow the makers'
 * manuals; no reader was at hand. Contents of codes may be personal: they are never logged.
 */
final class BarcodeReader extends SupervisedDevice implements BarcodeScanner {
  private static final Logger LOG = LoggerFactory.getLogger(BarcodeReader.class);
  private static final Duration WRITE = Duration.ofSeconds(2);

  /** What talks to a reader over an open line. */
  interface Talk {
    /** Bytes that came; returns what to send at once, possibly nothing. */
    byte[] take(byte[] bytes, int count, Consumer<Code> codes);

    /** Nothing came for the profile's pause. */
    byte[] pause(Consumer<Code> codes);

    /** Bytes that start or stop looking. */
    byte[] trigger(boolean on);
  }

  /** A code as it came. */
  record Code(byte[] data, String symbology) {}

  private final BarcodeProfile profile;
  private final ScanText.Expect expect;
  private final long sameAgainNanos;
  private final List<Consumer<Scan>> listeners = new CopyOnWriteArrayList<>();
  private volatile Boolean wanted;
  private byte[] last = {};
  private long lastAt;

  BarcodeReader(
      String name,
      Transport line,
      BarcodeProfile profile,
      ScanText.Expect expect,
      Duration sameAgain) {
    super(name, line);
    this.profile = profile;
    this.expect = expect;
    this.sameAgainNanos = sameAgain.toNanos();
  }

  @Override
  public void onScan(Consumer<Scan> listener) {
    listeners.add(listener);
  }

  @Override
  public void trigger(boolean on) {
    wanted = on;
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException {
    Talk talk = profile.ssi() ? new SsiTalk() : new TextTalk(profile);
    become(DeviceState.IDLE, Set.of(), null);
    var buffer = new byte[1024];
    while (!closing()) {
      Boolean on = wanted;
      if (on != null) {
        send(open, talk.trigger(on));
        wanted = on.equals(wanted) ? null : wanted;
      }
      int n = open.read(buffer, profile.pause());
      send(open, n > 0 ? talk.take(buffer, n, this::tell) : talk.pause(this::tell));
    }
  }

  private static void send(ByteChannel open, byte[] bytes) throws TransportException {
    if (bytes.length > 0) {
      open.write(bytes, WRITE);
    }
  }

  /** Tells a code, unless it is the same one that is still held before the reader. */
  private void tell(Code code) {
    long now = System.nanoTime();
    boolean same = Arrays.equals(code.data(), last) && now - lastAt < sameAgainNanos;
    last = code.data();
    lastAt = now;
    if (same) {
      return;
    }
    ScanText text = ScanText.of(code.data(), expect);
    var scan = new Scan(code.data(), text.text(), text.encoding(), code.symbology());
    LOG.info("{} read a code of {} bytes {}", name(), code.data().length, code.symbology());
    for (Consumer<Scan> listener : listeners) {
      try {
        listener.accept(scan);
      } catch (RuntimeException e) {
        LOG.error("A listener of {} failed", name(), e);
      }
    }
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    // nobody waits for a reader
  }
}
