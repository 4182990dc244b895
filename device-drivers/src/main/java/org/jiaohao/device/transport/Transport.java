package org.jiaohao.device.transport;

import java.nio.file.Path;

/** Opens the line to a device, anew for every connection. */
public interface Transport {
  /**
   * Opens the line.
   *
   * @throws TransportException when it is not there or may not be opened
   */
  ByteChannel open() throws TransportException;

  /** Address for messages. */
  String address();

  /** Time a byte needs on a serial line, with its start and stop bits; 0 elsewhere. */
  default long nanosPerByte() {
    return 0;
  }

  /**
   * The same line, writing all that passes to a file.
   *
   * @param file text is appended: {@code >} to the device, {@code <} from it, {@code ~}
   *     milliseconds since the line before, {@code #} remarks; a full disk never disturbs the
   *     traffic
   */
  default Transport dumpingTo(Path file) {
    return new DumpingTransport(this, file);
  }

  /** The transport for an address. */
  static Transport of(Address address) {
    return switch (address.scheme()) {
      case "serial" -> new SerialTransport(address);
      case "tcp" -> new TcpTransport(address);
      default -> throw new IllegalArgumentException(address.text());
    };
  }
}
