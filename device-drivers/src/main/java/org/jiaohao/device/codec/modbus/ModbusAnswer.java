package org.jiaohao.device.codec.modbus;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A module's answer.
 *
 * @param unit address of the module
 * @param function of the request; 80h is added where the module refuses
 * @param data what was read, or place and value of what was written, or the exception code
 */
public record ModbusAnswer(int unit, int function, byte[] data) {
  /** Exception: the module has no such function. */
  public static final int NO_FUNCTION = 1;

  /** Exception: the module is busy, ask again. */
  public static final int BUSY = 6;

  private static final int REFUSED = 0x80;
  private static final int PLACE = 4;

  /** The exception code (01 function, 02 address, 03 value, 04 device, 06 busy), or 0. */
  public int exception() {
    return function >= REFUSED ? data[0] & 0xFF : 0;
  }

  /** Inputs or outputs that were read; bit 0 is the first. */
  public BitSet bits() {
    return BitSet.valueOf(data);
  }

  /** Whether this can only be the answer to a request. */
  public boolean answers(ModbusRequest request) {
    if (unit != request.unit() || (function & ~REFUSED) != request.function()) {
      return false;
    }
    boolean reads = request.dataBytes() > 0;
    return exception() != 0
        || (reads
            ? data.length == request.dataBytes()
            : Arrays.equals(data, Arrays.copyOf(request.body(), PLACE)));
  }
}
