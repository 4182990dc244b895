package org.jiaohao.device.codec.huidu;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds packets in a stream. There is no start byte and no check field: bytes that cannot begin a
 * packet, because the length is impossible or the command unknown, are skipped and counted.
 */
public final class HuiduFrameDecoder extends SlidingDecoder<HuiduPacket> {
  private static final int LONGEST = HuiduPacket.HEADER + HuiduPacket.LONGEST;

  /** An empty one. */
  public HuiduFrameDecoder() {
    super(LONGEST);
  }

  @Override
  protected int look(byte[] buffer, int at, int end, List<HuiduPacket> packets) {
    if (end - at < HuiduPacket.HEADER) {
      return MORE;
    }
    int length = number(buffer, at);
    int command = number(buffer, at + 2);
    if (length < HuiduPacket.HEADER || length > LONGEST || !known(command)) {
      return NONE;
    }
    if (end - at < length) {
      return MORE;
    }
    byte[] payload = Arrays.copyOfRange(buffer, at + HuiduPacket.HEADER, at + length);
    packets.add(new HuiduPacket(command, payload));
    return length;
  }

  private static int number(byte[] buffer, int at) {
    return buffer[at] & 0xff | (buffer[at + 1] & 0xff) << 8;
  }

  private static boolean known(int command) {
    return command == HuiduPacket.HEARTBEAT
        || command == HuiduPacket.HEARTBEAT_ANSWER
        || command >= HuiduPacket.ERROR && command <= HuiduPacket.XML_ANSWER;
  }

  /** Joins the parts of an XML answer. */
  public static final class Joiner {
    private static final int LARGEST = 1024 * 1024;
    private byte[] document = {};
    private int filled;

    /**
     * Takes a part.
     *
     * @return the document when it is whole, else null
     */
    public String take(HuiduPacket part) {
      byte[] p = part.payload();
      if (p.length < 8) {
        return null;
      }
      long total = number(p, 0);
      long offset = number(p, 4);
      int length = p.length - 8;
      if (total > LARGEST || offset + length > total || offset != 0 && offset != filled) {
        filled = 0;
        return null;
      }
      if (offset == 0) {
        document = new byte[(int) total];
        filled = 0;
      }
      if (document.length != total) {
        filled = 0;
        return null;
      }
      System.arraycopy(p, 8, document, (int) offset, length);
      filled += length;
      return filled == total ? new String(document, StandardCharsets.UTF_8) : null;
    }

    private static long number(byte[] p, int at) {
      return p[at] & 0xffL
          | (p[at + 1] & 0xffL) << 8
          | (p[at + 2] & 0xffL) << 16
          | (p[at + 3] & 0xffL) << 24;
    }
  }
}
