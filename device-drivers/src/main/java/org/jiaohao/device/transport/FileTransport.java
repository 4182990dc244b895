package org.jiaohao.device.transport;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * A device file of the system that carries bytes: {@code /dev/usb/lp0} (usblp, a printer on USB),
 * {@code /dev/hidraw0}, {@code /dev/input/event3}. Reading blocks until something comes; a read of
 * nothing at all means that the device was pulled out.
 */
final class FileTransport implements Transport {
  private final Address address;

  FileTransport(Address address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address.text();
  }

  @Override
  public ByteChannel open() throws TransportException {
    Path path = Path.of(address.target());
    if (!Files.exists(path)) {
      throw new TransportException(Reason.NOT_THERE, "no " + path);
    }
    boolean writable = Files.isWritable(path);
    if (!Files.isReadable(path)) {
      throw new TransportException(Reason.DENIED, "no right to read " + path);
    }
    try {
      var file = new RandomAccessFile(path.toFile(), writable ? "rw" : "r");
      return new BlockingChannel(new FilePort(file), address.target());
    } catch (FileNotFoundException e) {
      throw new TransportException(Reason.DENIED, e.getMessage());
    }
  }

  private record FilePort(RandomAccessFile file) implements BlockingChannel.Port {
    @Override
    public int read(byte[] buffer) throws IOException {
      return file.read(buffer);
    }

    @Override
    public int write(byte[] bytes, int offset) throws IOException {
      file.write(bytes, offset, bytes.length - offset);
      return bytes.length - offset;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
