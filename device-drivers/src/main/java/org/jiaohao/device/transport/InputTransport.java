package org.jiaohao.device.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * A HID device of a Linux machine: {@code hid:/dev/hidraw0} gives its reports, {@code
 * input:/dev/input/by-id/…-event-kbd} the key events of one that types. What types is taken for
 * this program alone, so that no key reaches the program in front; while another program has it so,
 * the line cannot be opened.
 */
final class InputTransport implements Transport {
  private final Address address;

  InputTransport(Address address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address.text();
  }

  @Override
  public ByteChannel open() throws TransportException {
    boolean keys = address.scheme().equals("input");
    Path path = keys ? Path.of(address.target()) : HidDevices.path(address.target());
    if (!Files.exists(path)) {
      throw new TransportException(Reason.NOT_THERE, "no " + path);
    }
    if (!NativeFile.SUPPORTED) {
      throw new TransportException(
          Reason.NOT_THERE, address.scheme() + ": works on Linux only, set the reader to USB-COM");
    }
    NativeFile file = null;
    try {
      file = NativeFile.open(path, !keys);
      if (keys) {
        file.grab();
      }
      return new BlockingChannel(file, address.target());
    } catch (IOException e) {
      if (file != null) {
        file.close();
      }
      throw new TransportException(Reason.DENIED, path + ": " + e.getMessage());
    }
  }
}
