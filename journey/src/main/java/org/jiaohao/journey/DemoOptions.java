package org.jiaohao.journey;

import java.util.Iterator;
import java.util.List;

/**
 * What a visitor asked for.
 *
 * @param check play one round and end
 * @param printer address of a printer of one's own, or null for the emulator
 * @param strip address of a strip of one's own for window 3, or null for the emulator
 */
record DemoOptions(boolean check, String printer, String strip) {

  /** Reads the command line. */
  static DemoOptions parse(List<String> arguments) {
    boolean check = false;
    String printer = null;
    String strip = null;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--check" -> check = true;
        case "--printer" -> printer = address(option, rest);
        case "--strip" -> strip = address(option, rest);
        default -> throw new JourneyException("Unknown option " + option + "; see ./demo --help.");
      }
    }
    return new DemoOptions(check, printer, strip);
  }

  private static String address(String option, Iterator<String> rest) {
    if (rest.hasNext()) {
      String address = rest.next();
      if (address.matches("[a-z]+:.+")) {
        return address;
      }
    }
    throw new JourneyException(
        option
            + " needs an address such as serial:/dev/ttyUSB0?baud=19200 or tcp://10.0.0.7:9100.");
  }
}
