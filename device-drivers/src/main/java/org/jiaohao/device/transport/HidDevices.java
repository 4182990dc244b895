package org.jiaohao.device.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * HID devices of a Linux machine ({@code /dev/hidraw*}), also by what they say of themselves, and
 * what their reports hold. All of it is read from {@code /sys/class/hidraw}; nothing is sent.
 */
public final class HidDevices {
  private static final Pattern ID =
      Pattern.compile("HID_ID=[0-9A-F]+:0000([0-9A-F]{4}):0000([0-9A-F]{4})");
  private static final Pattern SERIAL = Pattern.compile("(?m)^HID_UNIQ=(.*)$");
  private static final Pattern SOCKET = Pattern.compile("(?m)^HID_PHYS=(.*)$");
  private static final Path SYSTEM = Path.of("/sys/class/hidraw");

  private HidDevices() {}

  /**
   * Path of the device an address names.
   *
   * @param target a path, or {@code usb-vid=0c2e,pid=0b61}, also with {@code ,serial=…} or {@code
   *     ,at=…} (a part of what the system calls its socket)
   * @throws TransportException when no device fits, or several do
   */
  static Path path(String target, Path system) throws TransportException {
    Matcher wanted = SerialPorts.USB.matcher(target);
    if (!wanted.matches()) {
      return Path.of(target);
    }
    List<String> fitting = new ArrayList<>();
    try (Stream<Path> all = Files.list(system)) {
      for (Path device : all.sorted().toList()) {
        if (fits(device, wanted)) {
          fitting.add(device.getFileName().toString());
        }
      }
    } catch (IOException e) {
      throw new TransportException(Reason.NOT_THERE, "no HID device: " + e.getMessage());
    }
    if (fitting.isEmpty()) {
      throw new TransportException(Reason.NOT_THERE, "no HID device with " + target);
    }
    if (fitting.size() > 1) {
      throw new TransportException(Reason.AMBIGUOUS, target + " fits " + fitting);
    }
    return Path.of("/dev", fitting.getFirst());
  }

  static Path path(String target) throws TransportException {
    return path(target, SYSTEM);
  }

  private static boolean fits(Path device, Matcher wanted) throws IOException {
    String about = Files.readString(device.resolve("device/uevent"));
    Matcher id = ID.matcher(about);
    return id.find()
        && id.group(1).toLowerCase(Locale.ROOT).equals(wanted.group(1).toLowerCase(Locale.ROOT))
        && id.group(2).toLowerCase(Locale.ROOT).equals(wanted.group(2).toLowerCase(Locale.ROOT))
        && (wanted.group(3) == null || wanted.group(3).equals(value(SERIAL, about)))
        && (wanted.group(4) == null || value(SOCKET, about).contains(wanted.group(4)));
  }

  private static String value(Pattern pattern, String about) {
    Matcher found = pattern.matcher(about);
    return found.find() ? found.group(1).strip() : "";
  }

  /**
   * The report descriptor of a device.
   *
   * @param target as in the address behind {@code hid:}
   * @throws TransportException when the system does not know such a device
   */
  public static byte[] descriptor(String target) throws TransportException {
    return descriptor(target, SYSTEM);
  }

  static byte[] descriptor(String target, Path system) throws TransportException {
    Path path = path(target, system);
    try {
      Path name = (Files.exists(path) ? path.toRealPath() : path).getFileName();
      return Files.readAllBytes(system.resolve(name).resolve("device/report_descriptor"));
    } catch (IOException e) {
      throw new TransportException(Reason.NOT_THERE, "no HID device " + path + ": " + e);
    }
  }
}
