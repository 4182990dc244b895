package org.jiaohao.device.driver.barcode;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.codec.barcode.ScanText;
import org.jiaohao.device.driver.Listeners;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader on any line. Commands and framing follow the makers' manuals, reports and key events the
 * HID specifications and Linux; no reader was at hand. Contents of codes may be personal: they are
 * never logged.
 */
final class BarcodeReader extends SupervisedDevice implements BarcodeScanner {
  private static final Logger LOG = LoggerFactory.getLogger(BarcodeReader.class);
  private static final Duration WRITE = Duration.ofSeconds(2);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration STRANGE = Duration.ofMillis(500);

  private final Talk.Opening opening;
  private final Duration pause;
  private final ScanText.Expect expect;
  private final long sameAgainNanos;
  private final Listeners<Scan> listeners;
  private final AtomicReference<Boolean> wanted = new AtomicReference<>();
  private int triggers; // guarded by wanted
  private byte[] last = {};
  private long lastAt;

  BarcodeReader(
      String name,
      Pace pace,
      Transport line,
      Talk.Opening opening,
      Duration pause,
      ScanText.Expect expect,
      Duration sameAgain) {
    super(name, pace, line);
    this.listeners = new Listeners<>(name);
    this.opening = opening;
    this.pause = pause;
    this.expect = expect;
    this.sameAgainNanos = sameAgain.toNanos();
  }

  @Override
  public Registration onScan(Consumer<Scan> listener) {
    return listeners.add(listener);
  }

  @Override
  public Registration trigger() {
    synchronized (wanted) {
      triggers++;
      wanted.set(true);
    }
    var closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        release();
      }
    };
  }

  private void release() {
    synchronized (wanted) {
      if (--triggers == 0) {
        wanted.set(false);
      }
    }
  }

  private boolean triggered() {
    synchronized (wanted) {
      return triggers > 0;
    }
  }

  /** Time to stop the reader before the line is closed. */
  @Override
  protected Duration lastWords() {
    return triggered() ? LAST_WORDS : Duration.ZERO;
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException {
    Talk talk = opening.open();
    var buffer = new byte[1024];
    if (talk == null) {
      become(DeviceState.FAILURE, Set.of(), otherKind());
      while (!closing()) {
        open.read(buffer, STRANGE); // until it is pulled out
      }
      return;
    }
    become(DeviceState.IDLE, Set.of(), null);
    if (triggered()) {
      wanted.set(true); // the reader may have been without power
    }
    long told = 0;
    while (!closing()) {
      Boolean on = wanted.getAndSet(null);
      if (on != null) {
        send(open, talk.trigger(on));
      }
      int n = open.read(buffer, pause);
      send(open, n > 0 ? talk.take(buffer, n, this::tell) : talk.pause(this::tell));
      if (talk.dropped() > told) {
        LOG.warn(
            "{} 收到的条码不完整，已丢弃（累计 {} 个）。如反复出现，请在型号配置中加大 pause-ms，并检查结束符设置。"
                + " / dropped what was no whole code ({} so far). If this goes on, make pause-ms of"
                + " its profile longer, and see whether the reader ends codes as the profile says.",
            name(),
            talk.dropped(),
            talk.dropped());
        told = talk.dropped();
      }
    }
    if (triggered()) {
      send(open, talk.trigger(false));
    }
  }

  private DeviceFault otherKind() {
    return fault(
        "open",
        "NOT_HID_POS",
        "该设备不是 HID POS 方式的扫码器。请按说明书扫描设置码，将扫码器设为 HID POS，或改用 hid-keyboard、barcode 驱动。",
        "The device is no reader in HID POS mode. Set it to HID POS with the codes of its manual,"
            + " or use the driver hid-keyboard or barcode.");
  }

  private static void send(ByteChannel open, byte[] bytes) throws TransportException {
    if (bytes.length > 0) {
      open.write(bytes, WRITE);
    }
  }

  /** Tells a code, unless it is the same one that is still held before the reader. */
  private void tell(Talk.Code code) {
    long now = System.nanoTime();
    boolean soon = now - lastAt < sameAgainNanos;
    boolean same = Arrays.equals(code.data(), last) && (soon || code.again());
    last = code.data();
    lastAt = now;
    if (same) {
      return;
    }
    ScanText text = ScanText.of(code.data(), expect);
    var scan = new Scan(code.data(), text.text(), text.encoding(), code.symbology());
    LOG.info("{} read a code of {} bytes {}", name(), code.data().length, code.symbology());
    listeners.tell(scan);
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
