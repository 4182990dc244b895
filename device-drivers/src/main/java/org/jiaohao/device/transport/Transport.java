package org.jiaohao.device.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Opens the line to a device, once for each connection. */
public interface Transport {
  /** Milliseconds a bus rests between two exchanges when its address does not say. */
  int USUAL_GAP = 20;

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

  /** Whether other devices hang on the same line, so that nothing may be sent without need. */
  default boolean shared() {
    return false;
  }

  /** SHA-256 fingerprint of the certificate by which the device proved itself, if it has one. */
  default Optional<String> certificate() {
    return Optional.empty();
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
    Transport own =
        switch (address.scheme()) {
          case "serial" -> new SerialTransport(address);
          case "tcp" -> new TcpTransport(address);
          case "file" -> new FileTransport(address);
          case "spooler" -> new SpoolerTransport(address);
          case "hid", "input" -> new InputTransport(address);
          default -> throw new IllegalArgumentException(address.text());
        };
    return address.options().containsKey("bus")
        ? Bus.line(address.text(), own, Duration.ofMillis(address.number("gap", USUAL_GAP)))
        : own;
  }
}
