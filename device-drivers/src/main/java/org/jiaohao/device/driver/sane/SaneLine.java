package org.jiaohao.device.driver.sane;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;

/** The line to saned: whole while the control connection is. */
final class SaneLine implements Transport {
  private static final Duration GREETING = Duration.ofSeconds(2);

  private final String host;
  private final int port;
  private final String device;
  private SaneConnection connection;

  SaneLine(String host, int port, String device) {
    this.host = host;
    this.port = port;
    this.device = device;
  }

  /** The connection of the line that is open; for the device's thread. */
  SaneConnection connection() {
    return connection;
  }

  @Override
  public String address() {
    return "sane://" + host + ":" + port + "/" + device;
  }

  @Override
  public ByteChannel open() throws TransportException {
    SaneConnection opened;
    try {
      opened = new SaneConnection(host, port, GREETING);
    } catch (SaneConnection.RefusedException e) {
      throw new TransportException(Reason.DENIED, address() + ": " + e.getMessage());
    } catch (ConnectException e) {
      throw new TransportException(Reason.NOT_THERE, address() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new TransportException(Reason.NOT_THERE, address() + ": " + e);
    }
    connection = opened;
    return new ByteChannel() {
      @Override
      public int read(byte[] buffer, Duration wait) throws TransportException {
        if (!opened.whole()) {
          throw new TransportException(Reason.GONE, address() + " hung up");
        }
        return 0;
      }

      @Override
      public void write(byte[] bytes, Duration deadline) throws TransportException {
        throw new TransportException(Reason.GONE, "this line carries calls, not bytes");
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }
}
