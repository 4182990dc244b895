package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * GM65, GM812, EM3095 modules: {@code 7E 00 type length address(2) data check(2)} with
 * CRC-16/XMODEM over type to data, or AB CD for "do not check". Writing 1 to zone 0002 looks for a
 * code, zone 002A holds the speed, bit 7 of zone 00D0 turns the AIM identifier on.
 */
final class Gm65Front implements Front {
  private static final int READ = 7;
  private static final int WRITE = 8;
  private static final int SAVE = 9;
  private static final int TRIGGER_ZONE = 0x0002;
  private static final int SPEED_ZONE = 0x002A;
  private static final int AIM_ZONE = 0x00D0;
  private static final int ANY_CHECK = 0xABCD;
  private static final int GOOD = 0;
  private static final int CRC_FAILED = 1;
  private static final int UNKNOWN = 3;
  private static final byte[] ZERO = {0};

  private final Engine engine;
  private final TextFront plain;
  private final TextFront marked;
  private final byte[] zones = new byte[0x10000];
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private byte[] saved;

  Gm65Front(Engine engine) {
    this.engine = engine;
    this.plain = new TextFront(engine, "", "", false);
    this.marked = new TextFront(engine, "", "", true);
    zones[SPEED_ZONE] = 0x39;
    zones[SPEED_ZONE + 1] = 0x01;
    saved = zones.clone();
  }

  @Override
  public void receive(byte value) {
    int at = heard.size();
    if (at == 0 && value != 0x7E || at == 1 && value != 0) {
      heard.reset();
      return;
    }
    heard.write(value);
    byte[] frame = heard.toByteArray();
    if (frame.length >= 4 && frame.length == length(frame) + 8) {
      heard.reset();
      obey(frame);
    }
  }

  /** Octets of data; a read carries one, the number wanted. */
  private static int length(byte[] frame) {
    return (frame[2] & 0xFF) == READ ? 1 : frame[3] & 0xFF;
  }

  private void obey(byte[] frame) {
    int check = (frame[frame.length - 2] & 0xFF) << 8 | frame[frame.length - 1] & 0xFF;
    int zone = (frame[4] & 0xFF) << 8 | frame[5] & 0xFF;
    if (check != ANY_CHECK && check != crc(frame, 2, frame.length - 2)) {
      reply(CRC_FAILED, ZERO);
      return;
    }
    switch (frame[2]) {
      case READ -> {
        int wanted = frame[6] & 0xFF;
        reply(GOOD, Arrays.copyOfRange(zones, zone, Math.min(zones.length, zone + wanted)));
      }
      case WRITE -> {
        int count = Math.min(length(frame), zones.length - zone);
        System.arraycopy(frame, 6, zones, zone, count);
        reply(GOOD, ZERO);
        if (zone == TRIGGER_ZONE) {
          engine.look((zones[zone] & 1) != 0);
        }
      }
      case SAVE -> {
        saved = zones.clone();
        reply(GOOD, ZERO);
      }
      default -> reply(UNKNOWN, ZERO);
    }
  }

  private void reply(int type, byte[] data) {
    byte[] bytes = new byte[6 + data.length];
    bytes[0] = 2;
    bytes[2] = (byte) type;
    bytes[3] = (byte) data.length;
    System.arraycopy(data, 0, bytes, 4, data.length);
    int crc = crc(bytes, 2, 4 + data.length);
    bytes[4 + data.length] = (byte) (crc >> 8);
    bytes[5 + data.length] = (byte) crc;
    engine.answer(bytes);
  }

  private static int crc(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= (bytes[i] & 0xFF) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
      }
      crc &= 0xFFFF;
    }
    return crc;
  }

  @Override
  public void send(byte[] code, String aim) {
    ((zones[AIM_ZONE] & 0x80) != 0 ? marked : plain).send(code, aim);
  }

  @Override
  public void powerOff() {
    heard.reset();
    System.arraycopy(saved, 0, zones, 0, zones.length);
  }
}
