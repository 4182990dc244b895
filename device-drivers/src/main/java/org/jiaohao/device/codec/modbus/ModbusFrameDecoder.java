package org.jiaohao.device.codec.modbus;

import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.SlidingDecoder;

/**
 * Finds answers. A frame has no mark at its beginning: its length follows from function and count,
 * its check field proves it, and whoever asked knows what it must look like ({@link #expect}); what
 * does not fit is skipped byte by byte. {@link #pause} ends what did not come to its end in time.
 */
public final class ModbusFrameDecoder extends SlidingDecoder<ModbusAnswer> {
  private static final int LONGEST = 3 + 255 + 2;
  private static final int WRITTEN = 8;
  private static final int REFUSED = 5;
  private static final int LAST_UNIT = 247;

  private ModbusRequest request;

  /** An empty one. */
  public ModbusFrameDecoder() {
    super(LONGEST);
  }

  /** From now on only answers to this request are frames. */
  public void expect(ModbusRequest asked) {
    request = asked;
    pause();
  }

  @Override
  protected int look(byte[] buffer, int at, int end, List<ModbusAnswer> frames) {
    int length = length(buffer, at, end);
    if (length > end - at) {
      return MORE;
    }
    ModbusAnswer frame = length > 0 ? frame(buffer, at, length) : null;
    if (frame == null) {
      return NONE;
    }
    frames.add(frame);
    return length;
  }

  /** Bytes of the frame that may begin here: 0 = none, more than there are = unknown as yet. */
  private int length(byte[] buffer, int at, int end) {
    int there = end - at;
    int unit = buffer[at] & 0xFF;
    if (request == null ? unit == 0 || unit > LAST_UNIT : unit != request.unit()) {
      return 0;
    }
    if (there < 2) {
      return LONGEST;
    }
    int function = buffer[at + 1] & 0xFF;
    if (request != null && (function & 0x7F) != request.function()) {
      return 0;
    }
    return switch (function) {
      case 0x01, 0x02, 0x03, 0x04 -> there < 3 ? LONGEST : read(buffer[at + 2] & 0xFF);
      case 0x05, 0x06, 0x0F, 0x10 -> WRITTEN;
      case 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x8F, 0x90 -> REFUSED;
      default -> 0;
    };
  }

  private int read(int count) {
    boolean fits = request == null ? count > 0 : count == request.dataBytes();
    return fits ? 3 + count + 2 : 0;
  }

  private ModbusAnswer frame(byte[] buffer, int at, int length) {
    int function = buffer[at + 1] & 0xFF;
    int data = at + (function <= 0x04 ? 3 : 2);
    if (!Crc16.right(buffer, at, length - 2)) {
      return null;
    }
    byte[] content = Arrays.copyOfRange(buffer, data, at + length - 2);
    if (function >= 0x80 && content[0] == 0) {
      return null;
    }
    var answer = new ModbusAnswer(buffer[at] & 0xFF, function, content);
    return request == null || answer.answers(request) ? answer : null;
  }
}
