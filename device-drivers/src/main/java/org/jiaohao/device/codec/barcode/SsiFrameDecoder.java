package org.jiaohao.device.codec.barcode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Finds SSI packets of a reader. There is no start byte: where length, source or check field do not
 * fit, the first byte is skipped and counted.
 */
public final class SsiFrameDecoder implements FrameDecoder<SsiPacket> {
  private static final int LONGEST = 255 + SsiPacket.CHECK;

  private final byte[] buffer = new byte[2 * LONGEST];
  private int size;
  private long skipped;

  @Override
  public List<SsiPacket> take(byte[] bytes, int count) {
    List<SsiPacket> packets = new ArrayList<>();
    for (int at = 0; at < count; ) {
      int n = Math.min(count - at, buffer.length - size);
      System.arraycopy(bytes, at, buffer, size, n);
      size += n;
      at += n;
      drain(packets);
    }
    return packets;
  }

  private void drain(List<SsiPacket> packets) {
    int at = 0;
    while (size - at >= SsiPacket.HEADER) {
      int length = buffer[at] & 0xff;
      boolean possible = length >= SsiPacket.HEADER && (buffer[at + 2] == 0 || buffer[at + 2] == 4);
      if (possible && size - at < length + SsiPacket.CHECK) {
        break;
      }
      byte[] packet =
          possible ? Arrays.copyOfRange(buffer, at, at + length + SsiPacket.CHECK) : null;
      if (possible && right(packet, length)) {
        packets.add(
            new SsiPacket(
                packet[1] & 0xff,
                packet[2] == 4,
                packet[3] & 0xff,
                Arrays.copyOfRange(packet, SsiPacket.HEADER, length)));
        at += length + SsiPacket.CHECK;
      } else {
        at++;
        skipped++;
      }
    }
    System.arraycopy(buffer, at, buffer, 0, size - at);
    size -= at;
  }

  private static boolean right(byte[] packet, int length) {
    int check = (packet[length] & 0xff) << 8 | packet[length + 1] & 0xff;
    return check == SsiPacket.check(packet, length);
  }

  /** Bytes that belonged to no packet. */
  public long skipped() {
    return skipped;
  }

  /** Whether a packet has begun that is not yet whole. */
  public boolean begun() {
    return size > 0;
  }

  /** Nothing came for a while: what has begun will not be finished. */
  public void pause() {
    skipped += size;
    size = 0;
  }
}
