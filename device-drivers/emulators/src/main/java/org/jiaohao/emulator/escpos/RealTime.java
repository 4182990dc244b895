package org.jiaohao.emulator.escpos;

/**
 * Finds real-time commands in the bytes as they arrive, wherever they stand, also inside pictures
 * and QR data.
 */
final class RealTime {
  /** Takes what was found. */
  interface Sink {
    /** DLE EOT n. */
    void status(int n);

    /** DLE ENQ n: 1 recover, 2 recover and clear the buffers. */
    void recover(int n);

    /** DLE DC4 8: clears the buffers. */
    void clearBuffers();

    /** DLE DC4 2: switches the printer off. */
    void switchOff();
  }

  private static final byte[] CLEAR = {0x10, 0x14, 0x08, 1, 3, 0x14, 1, 6, 2, 8};
  private static final byte[] OFF = {0x10, 0x14, 0x02, 1, 8};

  private final Sink sink;
  private final byte[] last = new byte[CLEAR.length];

  RealTime(Sink sink) {
    this.sink = sink;
  }

  void forget() {
    java.util.Arrays.fill(last, (byte) 0);
  }

  void accept(int value) {
    System.arraycopy(last, 1, last, 0, last.length - 1);
    last[last.length - 1] = (byte) value;
    int before = last[last.length - 2];
    if (last[last.length - 3] == 0x10 && before == 0x04) {
      sink.status(value);
    } else if (last[last.length - 3] == 0x10 && before == 0x05) {
      sink.recover(value);
    } else if (ends(CLEAR)) {
      sink.clearBuffers();
    } else if (ends(OFF)) {
      sink.switchOff();
    }
  }

  private boolean ends(byte[] command) {
    int from = last.length - command.length;
    return java.util.Arrays.equals(last, from, last.length, command, 0, command.length);
  }
}
