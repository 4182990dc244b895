package org.jiaohao.emulator.line;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Records the traffic of a line: {@code # source}, {@code > 1B 40} from the host, {@code < 12} from
 * the device, {@code ~ 20} milliseconds that passed.
 */
public final class DumpedLine implements Line {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private final PrintWriter out;
  private final Line line;
  private long last = System.nanoTime();

  /**
   * Makes a recorded line.
   *
   * @param file is overwritten
   */
  public DumpedLine(String listen, Receiver receiver, Path file) throws IOException {
    out = new PrintWriter(Files.newBufferedWriter(file), true);
    out.println("# emulator on " + listen);
    line = Line.of(listen, recording(receiver));
  }

  private Receiver recording(Receiver receiver) {
    return new Receiver() {
      @Override
      public void received(byte[] bytes) {
        record('>', bytes);
        receiver.received(bytes);
      }

      @Override
      public void hungUp() {
        receiver.hungUp();
      }
    };
  }

  private synchronized void record(char direction, byte[] bytes) {
    long now = System.nanoTime();
    long millis = (now - last) / 1_000_000;
    if (millis > 0) {
      out.println("~ " + millis);
      last = now;
    }
    out.println(direction + " " + HEX.formatHex(bytes));
  }

  @Override
  public void write(byte[] bytes) {
    record('<', bytes);
    line.write(bytes);
  }

  @Override
  public String address() {
    return line.address();
  }

  @Override
  public void plug() throws IOException {
    line.plug();
  }

  @Override
  public void unplug() {
    line.unplug();
  }

  @Override
  public boolean plugged() {
    return line.plugged();
  }

  @Override
  public void close() {
    line.close();
    out.close();
  }
}
