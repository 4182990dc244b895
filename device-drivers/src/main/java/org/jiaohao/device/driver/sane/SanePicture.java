package org.jiaohao.device.driver.sane;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The second connection, on which the bytes of one frame come: records of a length and so many
 * bytes, then FFFFFFFF and a status. What follows the status is rubbish, but must be taken: saned
 * dies of a connection that is closed while it writes.
 */
final class SanePicture implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1000;
  private static final int SLICE_MILLIS = 200;
  private static final int END = -1;
  private static final int MOST_RECORD = 1 << 20;
  private static final int MOST_BYTES = 400_000_000;
  private static final Duration RUBBISH = Duration.ofSeconds(2);

  /**
   * A frame.
   *
   * @param end how it ended; EOF is good
   */
  record Frame(byte[] data, SaneStatus end) {}

  /** Bytes that are given out without a copy when as many came as were expected. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes(int expected) {
      super(Math.max(32, expected));
    }

    byte[] whole() {
      return count == buf.length ? buf : toByteArray();
    }
  }

  private final Socket socket = new Socket();
  private final DataInputStream in;

  SanePicture(InetAddress host, int port) throws IOException {
    socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    socket.setSoTimeout(SLICE_MILLIS);
    this.in = new DataInputStream(socket.getInputStream());
  }

  /**
   * Reads a frame.
   *
   * @param expected bytes of the frame, 0 when unknown
   * @param stop asked often: whether to give up now
   * @param bytes called with the number of bytes so far
   * @param silence longest time without a byte
   * @return the frame; one that was given up, or ended without a status, is CANCELLED
   */
  Frame read(int expected, BooleanSupplier stop, IntConsumer bytes, Duration silence)
      throws IOException {
    var data = new Bytes(expected);
    var record = new byte[4];
    while (fill(record, 4, stop, silence)) {
      int length = word(record);
      if (length == END) {
        return new Frame(data.whole(), end(stop, silence));
      }
      if (length < 0 || length > MOST_RECORD || data.size() + length > MOST_BYTES) {
        throw new IOException("a record of " + length + " bytes");
      }
      var piece = new byte[length];
      if (!fill(piece, length, stop, silence)) {
        return new Frame(data.whole(), SaneStatus.CANCELLED);
      }
      data.writeBytes(piece);
      bytes.accept(data.size());
    }
    return new Frame(data.whole(), SaneStatus.CANCELLED);
  }

  private static int word(byte[] bytes) {
    return (bytes[0] & 0xFF) << 24
        | (bytes[1] & 0xFF) << 16
        | (bytes[2] & 0xFF) << 8
        | bytes[3] & 0xFF;
  }

  private SaneStatus end(BooleanSupplier stop, Duration silence) throws IOException {
    var status = new byte[1];
    SaneStatus end = SaneStatus.CANCELLED;
    if (fill(status, 1, stop, silence)) {
      end = SaneStatus.of(status[0]);
      drain();
    }
    return end;
  }

  /** Fills the buffer; false when it was given up or the connection ended. */
  private boolean fill(byte[] buffer, int length, BooleanSupplier stop, Duration silence)
      throws IOException {
    int filled = 0;
    long last = System.nanoTime();
    while (filled < length) {
      if (stop.getAsBoolean()) {
        return false;
      }
      try {
        int n = in.read(buffer, filled, length - filled);
        if (n < 0) {
          return false;
        }
        filled += n;
        last = System.nanoTime();
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() - last > silence.toNanos()) {
          throw e;
        }
      }
    }
    return true;
  }

  /** Takes what still comes until the end, silence, or two seconds later. */
  void drain() {
    long until = System.nanoTime() + RUBBISH.toNanos();
    var rubbish = new byte[65_536];
    try {
      int n = 0;
      while (n >= 0 && System.nanoTime() < until) {
        n = in.read(rubbish);
      }
    } catch (IOException e) {
      return; // nothing more comes
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
