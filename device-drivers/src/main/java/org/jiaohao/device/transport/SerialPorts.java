package org.jiaohao.device.transport;

import com.fazecast.jSerialComm.SerialPort;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.device.transport.TransportException.Reason;

/** The serial ports of this machine, and those on USB by what they say of themselves. */
public final class SerialPorts {
  static final Pattern USB =
      Pattern.compile(
          "usb-vid=([0-9a-fA-F]{4}),pid=([0-9a-fA-F]{4})(?:,serial=([^,?&]+))?(?:,at=([\\w.:-]+))?");

  /**
   * A port.
   *
   * @param path name for the system, for example {@code /dev/ttyUSB0} or {@code COM3}
   * @param description what the maker calls it
   * @param usb what it says on USB; empty for ports of the mainboard
   */
  public record Port(String path, String description, Optional<Usb> usb) {}

  /**
   * A device on USB.
   *
   * @param vendor vendor id
   * @param product product id
   * @param serial serial number, empty where the device has none
   * @param location bus and sockets it hangs on, for example {@code 1-2.3}; stays when the device
   *     gets another number
   */
  public record Usb(int vendor, int product, String serial, String location) {}

  private SerialPorts() {}

  /** All ports that are there now. */
  public static List<Port> all() {
    return Arrays.stream(SerialPort.getCommPorts()).map(SerialPorts::port).toList();
  }

  private static Port port(SerialPort port) {
    Optional<Usb> usb =
        port.getVendorID() < 0
            ? Optional.empty()
            : Optional.of(
                new Usb(
                    port.getVendorID(),
                    port.getProductID(),
                    known(port.getSerialNumber()),
                    known(port.getPortLocation())));
    return new Port(port.getSystemPortPath(), port.getDescriptivePortName(), usb);
  }

  private static String known(String text) {
    return text == null || text.equals("Unknown") ? "" : text;
  }

  /**
   * The address of a port that stays when ports get other numbers: by serial number, else by the
   * socket when another port calls itself the same.
   */
  public static String stableAddress(Port port, List<Port> all) {
    if (port.usb().isEmpty()) {
      return "serial:" + port.path();
    }
    Usb usb = port.usb().get();
    String address =
        String.format(Locale.ROOT, "serial:usb-vid=%04x,pid=%04x", usb.vendor(), usb.product());
    List<Usb> same =
        all.stream()
            .flatMap(p -> p.usb().stream())
            .filter(u -> u.vendor() == usb.vendor() && u.product() == usb.product())
            .toList();
    if (same.size() == 1) {
      return address;
    }
    boolean unique =
        !usb.serial().isEmpty()
            && same.stream().filter(u -> u.serial().equals(usb.serial())).count() == 1;
    return address + (unique ? ",serial=" + usb.serial() : ",at=" + usb.location());
  }

  /**
   * The path of the port an address names.
   *
   * @param target {@code usb-vid=1a86,pid=7523}, also with {@code ,serial=…} or {@code ,at=…}; or a
   *     path, which is returned as it is
   * @throws TransportException when no port fits, or several do
   */
  static String path(String target, List<Port> all) throws TransportException {
    Matcher wanted = USB.matcher(target);
    if (!wanted.matches()) {
      return target;
    }
    List<String> fitting =
        all.stream()
            .filter(port -> port.usb().filter(usb -> fits(usb, wanted)).isPresent())
            .map(Port::path)
            .toList();
    if (fitting.isEmpty()) {
      throw new TransportException(Reason.NOT_THERE, "no port with " + target);
    }
    if (fitting.size() > 1) {
      throw new TransportException(Reason.AMBIGUOUS, target + " fits " + fitting);
    }
    return fitting.getFirst();
  }

  private static boolean fits(Usb usb, Matcher wanted) {
    String serial = wanted.group(3);
    String location = wanted.group(4);
    return usb.vendor() == Integer.parseInt(wanted.group(1), 16)
        && usb.product() == Integer.parseInt(wanted.group(2), 16)
        && (serial == null || serial.equals(usb.serial()))
        && (location == null || location.equals(usb.location()));
  }
}
