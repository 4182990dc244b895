package org.jiaohao.device.codec.huidu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet: length (2, of the whole packet), command (2), payload; little endian.
 *
 * @param command one of the constants
 * @param payload what follows, up to {@link #LONGEST} bytes
 */
public record HuiduPacket(int command, byte[] payload) {
  /** Heartbeat of the computer. */
  public static final int HEARTBEAT = 0x005f;

  /** Its answer. */
  public static final int HEARTBEAT_ANSWER = 0x0060;

  /** The card could not do it; the payload begins with an error code (2). */
  public static final int ERROR = 0x2000;

  /** Which version of the transport do you speak? Payload: version (4). */
  public static final int VERSION = 0x2001;

  /** Its answer. */
  public static final int VERSION_ANSWER = 0x2002;

  /** Part of an XML request: length of the whole XML (4), offset of this part (4), the part. */
  public static final int XML = 0x2003;

  /** Part of an XML answer, in the same form. */
  public static final int XML_ANSWER = 0x2004;

  /** Version 1.7 of the transport, as the maker's own library asks. */
  public static final int TRANSPORT_VERSION = 0x1000007;

  /** Longest payload of a packet. */
  public static final int LONGEST = 9 * 1024;

  static final int HEADER = 4;
  private static final int PART_HEADER = 8;
  private static final int PART = 8000;

  /** The bytes on the line. */
  public byte[] encode() {
    return ByteBuffer.allocate(HEADER + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) (HEADER + payload.length))
        .putShort((short) command)
        .put(payload)
        .array();
  }

  /** Asks for the version of the transport. */
  public static HuiduPacket version() {
    byte[] payload =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(TRANSPORT_VERSION).array();
    return new HuiduPacket(VERSION, payload);
  }

  /** An XML document, UTF-8, in as many packets as it needs. */
  public static List<HuiduPacket> xml(int command, String document) {
    byte[] all = document.getBytes(StandardCharsets.UTF_8);
    List<HuiduPacket> packets = new ArrayList<>();
    int at = 0;
    do {
      int length = Math.min(PART, all.length - at);
      byte[] payload =
          ByteBuffer.allocate(PART_HEADER + length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(all.length)
              .putInt(at)
              .put(all, at, length)
              .array();
      packets.add(new HuiduPacket(command, payload));
      at += length;
    } while (at < all.length);
    return packets;
  }
}
