package org.jiaohao.device.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jiaohao.device.codec.barcode.HidPosLayout;
import org.jiaohao.device.codec.barcode.ReportDescriptor;
import org.jiaohao.device.transport.HidDevices;
import org.jiaohao.device.transport.HidDevices.Hid;
import org.jiaohao.device.transport.SerialPorts;
import org.jiaohao.device.transport.SerialPorts.Port;
import org.jiaohao.device.transport.SerialPorts.Usb;
import org.jiaohao.device.transport.SpoolerTransport;

/**
 * Finds what is plugged in, without sending a byte to it: serial ports and the printers of the
 * print service on every system, on Linux also USB printers, HID devices, keyboards and cameras.
 */
public final class DeviceScan {
  private final Path root;
  private final Supplier<List<Port>> ports;
  private final Supplier<List<String>> printers;

  /** Scans this machine. */
  public DeviceScan() {
    this(Path.of("/"), SerialPorts::all, SpoolerTransport::printers);
  }

  DeviceScan(Path root, Supplier<List<Port>> ports, Supplier<List<String>> printers) {
    this.root = root;
    this.ports = ports;
    this.printers = printers;
  }

  /** Everything found, serial ports first. */
  public List<Found> scan() {
    var found = new ArrayList<Found>();
    List<Port> all = ports.get();
    for (Port port : all) {
      String vendor = port.usb().map(usb -> hex(usb.vendor())).orElse("");
      String product = port.usb().map(usb -> hex(usb.product())).orElse("");
      found.add(
          found(
              port.path(),
              SerialPorts.stableAddress(port, all),
              vendor,
              product,
              port.description() + port.usb().map(DeviceScan::where).orElse("")));
    }
    for (String name : names("sys/class/usbmisc", "lp\\d+")) {
      Path usb = root.resolve("sys/class/usbmisc").resolve(name).resolve("device/..");
      String path = "/dev/usb/" + name;
      String maker = text(usb.resolve("manufacturer")) + " " + text(usb.resolve("product"));
      String vendor = text(usb.resolve("idVendor"));
      String product = text(usb.resolve("idProduct"));
      found.add(found(path, "file:" + path, vendor, product, maker.strip()));
    }
    hidDevices(found);
    keyboards(found);
    for (String name : names("sys/class/video4linux", "video\\d+")) {
      String called = text(root.resolve("sys/class/video4linux").resolve(name).resolve("name"));
      found.add(found("/dev/" + name, "camera:/dev/" + name, "", "", called));
    }
    for (String name : printers.get()) {
      found.add(found(name, "spooler:" + name, "", "", "print service"));
    }
    return found;
  }

  private void hidDevices(List<Found> found) {
    List<Hid> all = HidDevices.all(root.resolve("sys/class/hidraw"));
    for (Hid each : all) {
      boolean reader = HidPosLayout.of(new ReportDescriptor(each.descriptor())).isPresent();
      String address = HidDevices.stableAddress(each, all);
      found.add(
          found(each.path(), address, each.vendor(), each.product(), each.name())
              .servedBy(reader, "hid-pos"));
    }
  }

  private void keyboards(List<Found> found) {
    for (String name : names("dev/input/by-path", ".*-event-kbd")) {
      Path link = root.resolve("dev/input/by-path").resolve(name);
      Path device = root.resolve("sys/class/input").resolve(event(link)).resolve("device");
      String vendor = text(device.resolve("id/vendor"));
      String product = text(device.resolve("id/product"));
      String path = "/dev/input/by-path/" + name;
      Found keyboard = found(path, "input:" + path, vendor, product, text(device.resolve("name")));
      boolean reader = keyboard.known().filter(k -> k.driver().equals("barcode")).isPresent();
      found.add(keyboard.servedBy(reader, "hid-keyboard"));
    }
  }

  private static String event(Path link) {
    try {
      return Files.readSymbolicLink(link).getFileName().toString();
    } catch (IOException e) {
      return "gone"; // pulled out meanwhile
    }
  }

  private static Found found(
      String path, String address, String vendor, String product, String name) {
    Optional<KnownUsb> known = vendor.isEmpty() ? Optional.empty() : KnownUsb.of(vendor, product);
    return new Found(path, address, vendor.isEmpty() ? "" : vendor + ":" + product, name, known);
  }

  private static String where(Usb usb) {
    String serial = usb.serial().isEmpty() ? "" : ", serial " + usb.serial();
    return " (USB " + usb.location() + serial + ")";
  }

  private static String hex(int number) {
    return String.format(Locale.ROOT, "%04x", number);
  }

  private List<String> names(String folder, String pattern) {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // a folder of the kernel that may not be read holds nothing for us
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // the device has no such property, or was pulled out meanwhile
    }
  }
}
