package org.jiaohao.device.transport;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * A serial port through jSerialComm 2.11: own threads for blocking reads and writes and no
 * listener, which would spin after an unplug; a new port object for every connection, since links
 * are resolved when it is made. A read of -1 or a write of 0 means unplugged; {@code isOpen()}
 * stays true then.
 */
final class SerialTransport implements Transport {
  private static final int READ_MILLIS = 100;
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
    boolean usb = SerialPorts.USB.matcher(address.target()).matches();
    String path = usb ? SerialPorts.path(address.target(), SerialPorts.all()) : address.target();
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new TransportException(Reason.NOT_THERE, "no port " + path);
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
    port.setFlowControl(flow(address.options().getOrDefault("flow", "none")));
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_MILLIS, 0);
    if (!port.openPort(0)) {
      int error = port.getLastErrorCode();
      boolean denied = error == ERROR_DENIED || error == ERROR_BUSY;
      throw new TransportException(
          denied ? Reason.DENIED : Reason.NOT_THERE,
          "cannot open " + address.target() + ", error " + error);
    }
    return new BlockingChannel(new JSerialPort(port), address.target());
  }

  private static int flow(String name) {
    return switch (name) {
      case "rtscts" -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
      case "dtrdsr" -> SerialPort.FLOW_CONTROL_DTR_ENABLED | SerialPort.FLOW_CONTROL_DSR_ENABLED;
      case "xonxoff" ->
          SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
      default -> SerialPort.FLOW_CONTROL_DISABLED;
    };
  }

  @Override
  public long nanosPerByte() {
    int parity = address.options().getOrDefault("parity", "none").equals("none") ? 0 : 1;
    int bits = 1 + address.number("bits", 8) + parity + address.number("stop", 1);
    return bits * 1_000_000_000L / Math.max(1, address.number("baud", USUAL_BAUD));
  }

  private record JSerialPort(SerialPort port) implements BlockingChannel.Port {
    @Override
    public int read(byte[] buffer) {
      return port.readBytes(buffer, buffer.length);
    }

    @Override
    public int write(byte[] bytes, int offset) {
      return port.writeBytes(bytes, bytes.length - offset, offset);
    }

    @Override
    public void close() {
      port.closePort();
    }
  }
}
