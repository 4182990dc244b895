package org.jiaohao.device.codec.barcode;

import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds SSI packets of a reader. There is no start byte: where length, source or check field do not
 * fit, the first byte is skipped and counted.
 */
public final class SsiFrameDecoder extends SlidingDecoder<SsiPacket> {
  private static final int LONGEST = 255 + SsiPacket.CHECK;

  /** An empty one. */
  public SsiFrameDecoder() {
    super(LONGEST);
  }

  @Override
  protected int look(byte[] bytes, int at, int end, List<SsiPacket> packets) {
    if (end - at < SsiPacket.HEADER) {
      return MORE;
    }
    int length = bytes[at] & 0xff;
    boolean fromReader = bytes[at + 2] == 0;
    boolean fromHost = bytes[at + 2] == 4;
    if (length < SsiPacket.HEADER || !fromReader && !fromHost) {
      return NONE;
    }
    int whole = length + SsiPacket.CHECK;
    if (end - at < whole) {
      return MORE;
    }
    byte[] packet = Arrays.copyOfRange(bytes, at, at + whole);
    if (!right(packet, length)) {
      return NONE;
    }
    packets.add(
        new SsiPacket(
            packet[1] & 0xff,
            fromHost,
            packet[3] & 0xff,
            Arrays.copyOfRange(packet, SsiPacket.HEADER, length)));
    return whole;
  }

  private static boolean right(byte[] packet, int length) {
    int check = (packet[length] & 0xff) << 8 | packet[length + 1] & 0xff;
    return check == SsiPacket.check(packet, length);
  }
}
