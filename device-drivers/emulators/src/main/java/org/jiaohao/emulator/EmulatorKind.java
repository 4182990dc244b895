package org.jiaohao.emulator;

import java.io.IOException;
import org.jiaohao.emulator.control.EmulatedDevice;

/**
 * A kind of emulated device. Found by {@link java.util.ServiceLoader}: its class name is one line
 * in {@code META-INF/services/org.jiaohao.emulator.EmulatorKind}.
 */
public interface EmulatorKind {
  /** First argument of the command line, for example {@code escpos}. */
  String name();

  /** Lines of help on its own options, each {@code --option VALUE what it does}. */
  String usage();

  /**
   * Starts a device.
   *
   * @param options of the command line; {@link Options#listen()}, {@link Options#baud()}, {@link
   *     Options#dump()} and {@link Options#out()} are common to all
   * @throws IOException when it cannot listen
   * @throws IllegalArgumentException when an option makes no sense
   */
  EmulatedDevice start(Options options) throws IOException;
}
