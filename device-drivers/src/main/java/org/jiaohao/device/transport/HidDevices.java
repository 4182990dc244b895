package org.jiaohao.device.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * HID devices of a Linux machine ({@code /dev/hidraw*}), also by what they say of themselves, and
 * what their reports hold. All of it is read from {@code /sys/class/hidraw}; nothing is sent. One
 * reader may be several devices, for example a keyboard and a reader in HID POS mode, which differ
 * in their socket only.
 */
public final class HidDevices {
  /** Address of a device behind {@code hid:} by what it says of itself. */
  static final Pattern USB =
      Pattern.compile(
          "usb-vid=([0-9a-fA-F]{4}),pid=([0-9a-fA-F]{4})(?:,serial=([^,?&]+))?(?:,at=([\\w.:/-]+))?");

  private static final Pattern ID =
      Pattern.compile("HID_ID=[0-9A-F]+:0000([0-9A-F]{4}):0000([0-9A-F]{4})");
  private static final Pattern NAME = Pattern.compile("(?m)^HID_NAME=(.*)$");
  private static final Pattern SERIAL = Pattern.compile("(?m)^HID_UNIQ=(.*)$");
  private static final Pattern SOCKET = Pattern.compile("(?m)^HID_PHYS=(.*)$");
  private static final Path SYSTEM = Path.of("/sys/class/hidraw");

  private HidDevices() {}

  /**
   * A device.
   *
   * @param path for example {@code /dev/hidraw0}
   * @param vendor USB vendor in four hex digits, empty when the system does not tell it
   * @param product USB product in four hex digits, or empty
   * @param serial serial number, empty where the device has none
   * @param socket what the system calls where it is plugged in, with the interface of the device,
   *     for example {@code usb-0000:00:14.0-2/input1}; may be empty
   * @param name what the device calls itself
   * @param descriptor its report descriptor, empty when it cannot be read
   */
  public record Hid(
      String path,
      String vendor,
      String product,
      String serial,
      String socket,
      String name,
      byte[] descriptor) {}

  /**
   * All devices that are there now, sorted by name; none on systems without such a folder.
   *
   * @param system the folder {@code /sys/class/hidraw}
   */
  public static List<Hid> all(Path system) {
    if (!Files.isDirectory(system)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(system)) {
      return all.sorted().flatMap(device -> hid(device).stream()).toList();
    } catch (IOException e) {
      return List.of(); // a folder of the kernel that may not be read holds nothing for us
    }
  }

  private static Optional<Hid> hid(Path device) {
    String about;
    try {
      about = Files.readString(device.resolve("device/uevent"));
    } catch (IOException e) {
      return Optional.empty(); // pulled out meanwhile
    }
    Matcher id = ID.matcher(about);
    boolean known = id.find();
    return Optional.of(
        new Hid(
            "/dev/" + device.getFileName(),
            known ? id.group(1).toLowerCase(Locale.ROOT) : "",
            known ? id.group(2).toLowerCase(Locale.ROOT) : "",
            value(SERIAL, about),
            value(SOCKET, about),
            value(NAME, about),
            bytes(device)));
  }

  private static byte[] bytes(Path device) {
    try {
      return Files.readAllBytes(device.resolve("device/report_descriptor"));
    } catch (IOException e) {
      return new byte[0]; // pulled out meanwhile
    }
  }

  private static String value(Pattern pattern, String about) {
    Matcher found = pattern.matcher(about);
    return found.find() ? found.group(1).strip() : "";
  }

  /**
   * The address of a device that stays when devices get other numbers: by serial number, else by
   * its socket where several call themselves the same.
   */
  public static String stableAddress(Hid device, List<Hid> all) {
    if (device.vendor().isEmpty()) {
      return "hid:" + device.path();
    }
    String address = "usb-vid=" + device.vendor() + ",pid=" + device.product();
    return Stream.of(
            address, address + ",serial=" + device.serial(), address + ",at=" + device.socket())
        .filter(each -> fitting(each, all).equals(List.of(device)))
        .findFirst()
        .map(each -> "hid:" + each)
        .orElse("hid:" + device.path());
  }

  /** Devices that an address names. */
  private static List<Hid> fitting(String target, List<Hid> all) {
    Matcher wanted = USB.matcher(target);
    if (!wanted.matches()) {
      return List.of();
    }
    String serial = wanted.group(3);
    String socket = wanted.group(4);
    List<Hid> same =
        all.stream()
            .filter(hid -> hid.vendor().equals(wanted.group(1).toLowerCase(Locale.ROOT)))
            .filter(hid -> hid.product().equals(wanted.group(2).toLowerCase(Locale.ROOT)))
            .filter(hid -> serial == null || hid.serial().equals(serial))
            .toList();
    if (socket == null) {
      return same;
    }
    List<Hid> there = same.stream().filter(hid -> hid.socket().equals(socket)).toList();
    return there.isEmpty()
        ? same.stream().filter(hid -> hid.socket().contains(socket)).toList()
        : there;
  }

  /**
   * Path of the device an address names.
   *
   * @param target a path, or {@code usb-vid=0c2e,pid=0b61}, also with {@code ,serial=…} or {@code
   *     ,at=…} (what the system calls its socket, or a part of it)
   * @throws TransportException when no device fits, or several do
   */
  static Path path(String target, Path system) throws TransportException {
    if (!USB.matcher(target).matches()) {
      return Path.of(target);
    }
    List<String> fitting = fitting(target, all(system)).stream().map(Hid::path).toList();
    if (fitting.isEmpty()) {
      throw new TransportException(Reason.NOT_THERE, "no HID device with " + target);
    }
    if (fitting.size() > 1) {
      throw new TransportException(Reason.AMBIGUOUS, target + " fits " + fitting);
    }
    return Path.of(fitting.getFirst());
  }

  static Path path(String target) throws TransportException {
    return path(target, SYSTEM);
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
