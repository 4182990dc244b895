package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;

/**
 * Simple Serial Interface: packets that the host must acknowledge, else they are sent again with
 * the retransmit bit, four times at most.
 */
final class SsiFront implements Front {
  private static final byte[] START = HexFormat.of().parseHex("04E40400FF14");
  private static final byte[] STOP = HexFormat.of().parseHex("04E50400FF13");
  private static final byte[] ACK = HexFormat.of().parseHex("04D00400FF28");
  private static final byte[] NAK = HexFormat.of().parseHex("05D1040001FF25");
  private static final byte[] OWN_ACK = HexFormat.of().parseHex("04D00000FF2C");
  private static final long PATIENCE = 500_000_000L;
  private static final int TRIES = 4;
  private static final int PART = 200;
  private static final int QR = 0x1C;
  private static final int DECODE_DATA = 0xF3;

  private final Engine engine;
  private final IntUnaryOperator check;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private byte[] packet;
  private int tries;
  private long waited;
  private int acknowledged;
  private boolean deaf;

  /**
   * Makes one.
   *
   * @param check spoils the check field, or does not
   */
  SsiFront(Engine engine, IntUnaryOperator check) {
    this.engine = engine;
    this.check = check;
  }

  /** The next command of the host is lost. */
  void missNext() {
    deaf = true;
  }

  int acknowledged() {
    return acknowledged;
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    byte[] bytes = heard.toByteArray();
    boolean start = TextFront.ends(bytes, START);
    if (start || TextFront.ends(bytes, STOP)) {
      heard.reset();
      if (!deaf) {
        engine.answer(OWN_ACK);
        engine.look(start);
      }
      deaf = false;
    } else if (TextFront.ends(bytes, ACK)) {
      heard.reset();
      acknowledged++;
      packet = null;
      next();
    } else if (TextFront.ends(bytes, NAK)) {
      heard.reset();
      again();
    } else if (bytes.length > 64) {
      heard.reset();
    }
  }

  @Override
  public void send(byte[] code, String aim) {
    int at = 0;
    do {
      int length = Math.min(PART, code.length - at);
      boolean more = at + length < code.length;
      waiting.add(decodeData(more, Arrays.copyOfRange(code, at, at + length)));
      at += length;
    } while (at < code.length);
    next();
  }

  private static byte[] decodeData(boolean more, byte[] data) {
    byte[] bytes = new byte[7 + data.length];
    bytes[0] = (byte) (5 + data.length);
    bytes[1] = (byte) DECODE_DATA;
    bytes[3] = (byte) (more ? 2 : 0);
    bytes[4] = QR;
    System.arraycopy(data, 0, bytes, 5, data.length);
    return bytes;
  }

  private void next() {
    if (packet == null && !waiting.isEmpty()) {
      packet = waiting.poll();
      tries = 1;
      transmit();
    }
  }

  private void again() {
    if (packet == null) {
      return;
    }
    if (tries++ < TRIES) {
      packet[3] |= 1;
      transmit();
    } else {
      packet = null;
      waiting.clear();
    }
  }

  private void transmit() {
    waited = 0;
    int length = packet.length - 2;
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += packet[i] & 0xFF;
    }
    int field = check.applyAsInt(0x10000 - sum & 0xFFFF);
    packet[length] = (byte) (field >> 8);
    packet[length + 1] = (byte) field;
    engine.answer(packet.clone());
  }

  @Override
  public void advance(long nanos) {
    waited += nanos;
    if (packet != null && waited > PATIENCE) {
      again();
    }
  }

  @Override
  public void powerOff() {
    heard.reset();
    waiting.clear();
    packet = null;
  }
}
