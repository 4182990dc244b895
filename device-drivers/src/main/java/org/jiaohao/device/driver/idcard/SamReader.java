package org.jiaohao.device.driver.idcard;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.IdCard;
import org.jiaohao.device.api.IdCard.Field;
import org.jiaohao.device.api.IdCard.Kind;
import org.jiaohao.device.api.IdReader;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.codec.idcard.IdRecord;
import org.jiaohao.device.codec.idcard.SamFrame;
import org.jiaohao.device.codec.idcard.SamFrameDecoder;
import org.jiaohao.device.driver.Listeners;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.SupervisedDevice;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reader with a SAM_V security module on a serial line: find, select, read; a card that stays is
 * not found again until it was lifted. Written from several published descriptions that agree; not
 * tried on a reader. Fingerprints are never read; nothing of a card is logged, stored or put into
 * an error.
 */
final class SamReader extends SupervisedDevice implements IdReader {
  private static final Logger LOG = LoggerFactory.getLogger(SamReader.class);
  private static final Duration FIND_PAUSE = Duration.ofMillis(300);
  private static final Duration RETRY = Duration.ofMillis(300);
  private static final Duration WRITE = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofMillis(1500);
  private static final Duration CARD = Duration.ofSeconds(5);
  private static final int SILENT_TRIES_TO_RECONNECT = 4;
  private static final int LENGTHS = 4;
  private static final int PHOTO = 1024;

  private final Listeners<IdCard> cards;
  private final Listeners<DeviceFault> failures;
  private final SamFrameDecoder decoder = new SamFrameDecoder();
  private final byte[] buffer = new byte[4096];

  SamReader(String name, Pace pace, Transport line) {
    super(name, pace, line);
    this.cards = new Listeners<>(name);
    this.failures = new Listeners<>(name);
  }

  @Override
  public Registration onCard(Consumer<IdCard> listener) {
    return cards.add(listener);
  }

  @Override
  public Registration onFailure(Consumer<DeviceFault> listener) {
    return failures.add(listener);
  }

  @Override
  protected void serve(ByteChannel open) throws TransportException {
    decoder.pause();
    int silent = 0;
    boolean ready = false;
    while (!closing() && silent < SILENT_TRIES_TO_RECONNECT) {
      SamFrame answer = exchange(open, ready ? SamFrame.find() : SamFrame.status(), paced(ANSWER));
      silent = answer == null ? silent + 1 : 0;
      if (answer == null) {
        ready = false;
        become(DeviceState.OFFLINE, Set.of(Condition.NO_STATUS), silentFault());
      } else if (!ready) {
        ready = answer.status3() == SamFrame.OK;
        greet(answer);
      } else if (answer.status3() == SamFrame.FOUND) {
        read(open);
      } else {
        ready = answer.status3() == SamFrame.NOT_FOUND;
      }
      pause(open, paced(ready ? FIND_PAUSE : RETRY));
    }
  }

  private void greet(SamFrame answer) {
    if (answer.status3() == SamFrame.OK) {
      become(DeviceState.IDLE, Set.of(), null);
    } else {
      become(DeviceState.FAILURE, Set.of(Condition.DEVICE_ERROR), refused("open", answer));
    }
  }

  private void pause(ByteChannel open, Duration pause) throws TransportException {
    int n = open.read(buffer, pause);
    decoder.take(buffer, n);
    Arrays.fill(buffer, 0, Math.max(0, n), (byte) 0);
  }

  private void read(ByteChannel open) throws TransportException {
    SamFrame selected = exchange(open, SamFrame.select(), paced(ANSWER));
    if (selected == null || selected.status3() != SamFrame.OK) {
      fail(selected);
      return;
    }
    SamFrame answer = exchange(open, SamFrame.read(), paced(CARD));
    if (answer == null || answer.status3() != SamFrame.OK) {
      fail(answer);
      return;
    }
    try (IdCard card = card(answer)) {
      if (card == null) {
        fail(answer);
        return;
      }
      LOG.info("{} read a card: {}", name(), card.kind());
      cards.tell(card);
    } finally {
      answer.wipe();
    }
  }

  private void fail(SamFrame answer) {
    DeviceFault fault = answer == null ? silentFault() : refused("read", answer);
    LOG.info("{} could not read a card: {}", name(), fault.code());
    failures.tell(fault);
  }

  /** The card in an answer: lengths of its parts, text, photo; null when it makes no sense. */
  private static IdCard card(SamFrame answer) {
    byte[] data = answer.data();
    if (data.length < LENGTHS + IdRecord.LENGTH) {
      return null;
    }
    int text = (data[0] & 0xff) << 8 | data[1] & 0xff;
    int photo = (data[2] & 0xff) << 8 | data[3] & 0xff;
    int lengths = data.length == 2 + LENGTHS + text + photo ? LENGTHS + 2 : LENGTHS;
    if (text != IdRecord.LENGTH || photo > PHOTO || data.length < lengths + text + photo) {
      return null;
    }
    byte[] record = Arrays.copyOfRange(data, lengths, lengths + text);
    try {
      Kind kind = kind(IdRecord.kind(record));
      if (kind == null) {
        return null;
      }
      Map<Field, char[]> values = new EnumMap<>(Field.class);
      IdRecord.values(record).forEach((name, value) -> values.put(Field.valueOf(name), value));
      byte[] picture = Arrays.copyOfRange(data, lengths + text, lengths + text + photo);
      return new IdCard(kind, values, picture);
    } finally {
      Arrays.fill(record, (byte) 0);
    }
  }

  private static Kind kind(char letter) {
    return switch (letter) {
      case ' ' -> Kind.RESIDENT;
      case 'J' -> Kind.HK_MACAO_TAIWAN;
      case 'I' -> Kind.FOREIGNER_2017;
      case 'Y' -> Kind.FOREIGNER_2023;
      default -> null;
    };
  }

  private SamFrame exchange(ByteChannel open, SamFrame command, Duration deadline)
      throws TransportException {
    drain(open);
    open.write(command.encode(), WRITE);
    long end = System.nanoTime() + deadline.toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      int n = open.read(buffer, Duration.ofNanos(left));
      List<SamFrame> frames = decoder.take(buffer, n);
      Arrays.fill(buffer, 0, Math.max(0, n), (byte) 0);
      if (!frames.isEmpty()) {
        return frames.getFirst();
      }
    }
    decoder.pause();
    return null;
  }

  /** A late answer to an earlier command must not be taken for this one's. */
  private void drain(ByteChannel open) throws TransportException {
    int n;
    while ((n = open.read(buffer, Duration.ZERO)) > 0) {
      Arrays.fill(buffer, 0, n, (byte) 0);
    }
    decoder.pause();
  }

  private DeviceFault silentFault() {
    return fault(
        "read",
        "NO_ANSWER",
        "身份证阅读器没有应答，请检查电源、连接线和波特率；接好后自动恢复。",
        "The ID card reader does not answer. Check its power, cable and baud rate; it recovers by"
            + " itself.");
  }

  private DeviceFault refused(String operation, SamFrame answer) {
    int status = answer.status3();
    String code = "SAM_%02X".formatted(status);
    return switch (status) {
      case SamFrame.UNAUTHORISED, 0x60 ->
          fault(
              operation,
              code,
              "阅读器的安全模块自检或授权失败，请联系阅读器厂家。",
              "The reader's security module failed its test or is not authorised: ask its maker.");
      case 0x31, 0x32, 0x33, 0x40, 0x47 ->
          fault(
              operation,
              code,
              "这张证件无法读取：类型不符或已损坏，请核对证件，改用手工录入。",
              "This card cannot be read: another kind, or damaged. Check it and type the data in.");
      default ->
          fault(
              operation,
              code,
              "证件没有读完，请把证件平放在阅读区，读完前不要移动。",
              "The card was not read to its end: lay it flat on the reader and leave it there.");
    };
  }

  @Override
  protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
    Thread.sleep(pause);
  }

  @Override
  protected void ended(DeviceFault fault) {
    Arrays.fill(buffer, (byte) 0);
    decoder.pause();
  }
}
