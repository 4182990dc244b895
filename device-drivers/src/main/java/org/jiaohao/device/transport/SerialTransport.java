package org.jiaohao.device.transport;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.time.Duration;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * A serial port through jSerialComm 2.11: blocking reads on the caller's thread and no listener,
 * which would spin after an unplug; a new port object for every connection, since links are
 * resolved when it is made.
 */
final class SerialTransport implements Transport {
  private static final int USUAL_BAUD = 9600;
  private static final int ERROR_DENIED = 13; // EACCES
  private static final int ERROR_BUSY = 11; // EWOULDBLOCK of flock

  private final Address address;

  SerialTransport(Address address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address.text();
  }

  @Override
  public ByteChannel open() throws TransportException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(address.target());
    } catch (SerialPortInvalidPortException e) {
      throw new TransportException(Reason.NOT_THERE, "no port " + address.target());
    }
    int parity =
        switch (address.options().getOrDefault("parity", "none")) {
          case "even" -> SerialPort.EVEN_PARITY;
          case "odd" -> SerialPort.ODD_PARITY;
          default -> SerialPort.NO_PARITY;
        };
    port.setComPortParameters(
        address.number("baud", USUAL_BAUD),
        address.number("bits", 8),
        address.number("stop", 1) == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
        parity);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 100, 0);
    if (!port.openPort(0)) {
      int error = port.getLastErrorCode();
      boolean denied = error == ERROR_DENIED || error == ERROR_BUSY;
      throw new TransportException(
          denied ? Reason.DENIED : Reason.NOT_THERE,
          "cannot open " + address.target() + ", error " + error);
    }
    return new SerialChannel(port, address.target());
  }

  private static final class SerialChannel implements ByteChannel {
    private static final int SHORTEST_WAIT = 10;

    private final SerialPort port;
    private final String name;
    private int timeout = 100;

    SerialChannel(SerialPort port, String name) {
      this.port = port;
      this.name = name;
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      int available = port.bytesAvailable();
      if (available < 0) {
        throw gone();
      }
      if (available == 0 && wait.isZero()) {
        return 0;
      }
      int millis = (int) Math.clamp(wait.toMillis(), SHORTEST_WAIT, 60_000);
      if (available == 0 && millis != timeout) {
        timeout = millis;
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, millis, 0);
      }
      int wanted = available > 0 ? Math.min(available, buffer.length) : 1;
      int n = port.readBytes(buffer, wanted);
      if (n < 0) {
        throw gone();
      }
      return n;
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      long end = System.nanoTime() + deadline.toNanos();
      int done = 0;
      while (done < bytes.length) {
        int n = port.writeBytes(bytes, bytes.length - done, done);
        if (n < 0 || (n == 0 && port.bytesAvailable() < 0)) {
          throw gone();
        }
        done += n;
        if (done < bytes.length && System.nanoTime() > end) {
          throw new TransportException(Reason.TIMEOUT, name + " does not take bytes");
        }
      }
    }

    private TransportException gone() {
      return new TransportException(Reason.GONE, name + " is gone");
    }

    @Override
    public void close() {
      port.closePort();
    }
  }
}
