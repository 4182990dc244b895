package org.jiaohao.device.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line whose traffic is written to a text file, for technicians and for replay in tests. */
final class DumpingTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(DumpingTransport.class);
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

  private final Transport line;
  private final Path file;
  private long last;
  private boolean failed;

  DumpingTransport(Transport line, Path file) {
    this.line = line;
    this.file = file;
  }

  @Override
  public ByteChannel open() throws TransportException {
    ByteChannel channel = line.open();
    write("# connected to " + address());
    return new DumpingChannel(channel);
  }

  @Override
  public String address() {
    return line.address();
  }

  @Override
  public long nanosPerByte() {
    return line.nanosPerByte();
  }

  @Override
  public boolean shared() {
    return line.shared();
  }

  private synchronized void write(String text) {
    long now = System.nanoTime();
    long millis = last == 0 ? 0 : (now - last) / 1_000_000;
    last = now;
    String lines = (millis == 0 ? "" : "~ " + millis + "\n") + text + "\n";
    try {
      Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("The traffic of {} cannot be written to {}: {}", address(), file, e.toString());
      }
      failed = true;
    }
  }

  private final class DumpingChannel implements ByteChannel {
    private final ByteChannel channel;

    DumpingChannel(ByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      int n = channel.read(buffer, wait);
      if (n > 0) {
        DumpingTransport.this.write("< " + HEX.formatHex(buffer, 0, n));
      }
      return n;
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      DumpingTransport.this.write("> " + HEX.formatHex(bytes));
      channel.write(bytes, deadline);
    }

    @Override
    public Optional<Turn> turn(boolean urgent, long since, BooleanSupplier obsolete)
        throws TransportException {
      return channel.turn(urgent, since, obsolete);
    }

    @Override
    public void close() {
      channel.close();
      DumpingTransport.this.write("# closed");
    }
  }
}
