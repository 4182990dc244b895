package org.jiaohao.device.transport;

import java.time.Duration;
import org.jiaohao.device.transport.TransportException.Reason;
import org.jiaohao.emulator.line.MemoryLine;

/** The line to an emulator in this program that listens on {@code memory:NAME}. */
public final class EmulatorTransport implements Transport {
  private final String name;

  /** Leads to the emulator of this name. */
  public EmulatorTransport(String name) {
    this.name = name;
  }

  @Override
  public String address() {
    return "memory:" + name;
  }

  @Override
  public ByteChannel open() throws TransportException {
    var channel = new Channel();
    if (!MemoryLine.connect(name, channel)) {
      throw new TransportException(Reason.NOT_THERE, "nothing is plugged at " + address());
    }
    return channel;
  }

  private final class Channel implements ByteChannel, MemoryLine.Host {
    private final Inbox inbox = new Inbox();

    @Override
    public void received(byte[] bytes) {
      inbox.put(bytes, bytes.length);
    }

    @Override
    public void unplugged() {
      inbox.end(new TransportException(Reason.GONE, "unplugged"));
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      return inbox.take(buffer, wait);
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      if (!MemoryLine.send(name, this, bytes)) {
        throw new TransportException(Reason.GONE, "unplugged");
      }
    }

    @Override
    public void close() {
      MemoryLine.disconnect(name, this);
      inbox.end(new TransportException(Reason.GONE, "closed"));
    }
  }
}
