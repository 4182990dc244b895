package org.jiaohao.device.transport;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
    return new SerialChannel(port, address.target());
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

  private static final class SerialChannel implements ByteChannel {
    private static final int CLOSE_MILLIS = 1000;

    private final SerialPort port;
    private final String name;
    private final Inbox inbox = new Inbox();
    private final ExecutorService writer;
    private final Thread reader;
    private final AtomicBoolean closed = new AtomicBoolean();

    SerialChannel(SerialPort port, String name) {
      this.port = port;
      this.name = name;
      this.writer =
          Executors.newSingleThreadExecutor(
              task -> Thread.ofPlatform().daemon().name("write " + name).unstarted(task));
      this.reader = Thread.ofPlatform().daemon().name("read " + name).unstarted(this::readAll);
      reader.start();
    }

    private void readAll() {
      var buffer = new byte[1024];
      while (!closed.get()) {
        int n = port.readBytes(buffer, buffer.length);
        if (n < 0) {
          inbox.end(gone());
          return;
        }
        inbox.put(buffer, n);
      }
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      return inbox.take(buffer, wait);
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      if (closed.get()) {
        throw gone();
      }
      Future<Boolean> writing = writer.submit(() -> writeAll(bytes));
      try {
        if (!writing.get(Math.max(1, deadline.toNanos()), TimeUnit.NANOSECONDS)) {
          throw gone();
        }
      } catch (TimeoutException e) {
        throw new TransportException(Reason.TIMEOUT, name + " does not take bytes");
      } catch (ExecutionException e) {
        throw new TransportException(Reason.GONE, name + ": " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TransportException(Reason.GONE, name + " was interrupted");
      }
    }

    private boolean writeAll(byte[] bytes) {
      int done = 0;
      while (done < bytes.length) {
        int n = port.writeBytes(bytes, bytes.length - done, done);
        if (n <= 0) {
          return false;
        }
        done += n;
      }
      return true;
    }

    private TransportException gone() {
      return new TransportException(Reason.GONE, name + " is gone");
    }

    /** Closes on a thread of its own: the system's driver may hang while a write is blocked. */
    @Override
    public void close() {
      if (!closed.compareAndSet(false, true)) {
        return;
      }
      inbox.end(gone());
      writer.shutdown();
      Thread closing =
          Thread.ofPlatform().daemon().name("close " + name).start(this::closeAfterReading);
      try {
        closing.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void closeAfterReading() {
      try {
        reader.join(READ_MILLIS * 3L);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      port.closePort();
    }
  }
}
