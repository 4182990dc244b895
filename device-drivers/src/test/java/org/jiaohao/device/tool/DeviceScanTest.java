package org.jiaohao.device.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.driver.Profiles;
import org.jiaohao.device.transport.SerialPorts.Port;
import org.jiaohao.device.transport.SerialPorts.Usb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceScanTest {
  @TempDir Path root;

  private void file(String path, String text) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  @Test
  void everythingPluggedInIsListedWithTheLinesToConfigureIt() throws Exception {
    Path usb = root.resolve("sys/devices/usb1/1-4");
    file("sys/devices/usb1/1-4/idVendor", "04b8");
    file("sys/devices/usb1/1-4/idProduct", "0202");
    file("sys/devices/usb1/1-4/manufacturer", "EPSON");
    file("sys/devices/usb1/1-4/product", "TM-T82III");
    Files.createDirectories(usb.resolve("1-4:1.0"));
    Files.createDirectories(root.resolve("sys/class/usbmisc/lp0"));
    Files.createSymbolicLink(root.resolve("sys/class/usbmisc/lp0/device"), usb.resolve("1-4:1.0"));
    file(
        "sys/class/hidraw/hidraw3/device/uevent",
        "DRIVER=hid-generic\nHID_ID=0003:00000C2E:00000B61\nHID_NAME=Honeywell Scanner");
    file("sys/class/video4linux/video0/name", "HD Camera");
    var reader = new Usb(0x1a86, 0x7523, "", "1-2");
    List<Port> ports = List.of(new Port("/dev/ttyUSB0", "USB Serial", Optional.of(reader)));

    List<Found> found = new DeviceScan(root, () -> ports, () -> List.of("POS-80")).scan();

    assertThat(found)
        .extracting(Found::path, Found::address, Found::vendor, Found::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "/dev/ttyUSB0",
                "serial:usb-vid=1a86,pid=7523",
                "1a86:7523",
                "USB Serial (USB 1-2)"),
            org.assertj.core.groups.Tuple.tuple(
                "/dev/usb/lp0", "file:/dev/usb/lp0", "04b8:0202", "EPSON TM-T82III"),
            org.assertj.core.groups.Tuple.tuple(
                "/dev/hidraw3", "hid:usb-vid=0c2e,pid=0b61", "0c2e:0b61", "Honeywell Scanner"),
            org.assertj.core.groups.Tuple.tuple(
                "/dev/video0", "camera:/dev/video0", "", "HD Camera"),
            org.assertj.core.groups.Tuple.tuple("POS-80", "spooler:POS-80", "", "print service"));
    assertThat(found.get(0).proposal("strip-1")).isEmpty();
    assertThat(found.get(1).proposal("ticket-printer"))
        .isEqualTo(
            """
            jiaohao.devices.ticket-printer.driver=escpos
            jiaohao.devices.ticket-printer.address=file:/dev/usb/lp0
            jiaohao.devices.ticket-printer.profile=epson-tm-80mm
            """);
  }

  @Test
  void readersAreProposedTheWayTheyArePluggedIn() throws Exception {
    String about = "HID_ID=0003:00000C2E:00000B61\nHID_NAME=Reader";
    String pos =
        "058C0902A1018502 0912A102150026FF007508 95010501093B8102 9503058C09FB09FC09FD8102"
            + "953809FE820201 2501 7501950109FF8102 75078103 C0C0";
    for (int i = 0; i < 2; i++) {
      file("sys/class/hidraw/hidraw" + i + "/device/uevent", about);
      Path descriptor = root.resolve("sys/class/hidraw/hidraw" + i + "/device/report_descriptor");
      Files.write(descriptor, HexFormat.of().parseHex(pos.replace(" ", "")));
    }
    for (String[] each :
        List.of(
            new String[] {"usb-1-event-kbd", "0c2e"}, new String[] {"usb-2-event-kbd", "04d9"})) {
      Path link = root.resolve("dev/input/by-path").resolve(each[0]);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of("../event-" + each[0]));
      file("sys/class/input/event-" + each[0] + "/device/id/vendor", each[1]);
      file("sys/class/input/event-" + each[0] + "/device/id/product", "0001");
      file("sys/class/input/event-" + each[0] + "/device/name", "Keys");
    }

    List<Found> found = new DeviceScan(root, List::of, List::of).scan();

    assertThat(found.get(0).proposal("reader"))
        .contains("driver=hid-pos", "address=hid:/dev/hidraw0") // nothing tells the two apart
        .doesNotContain("profile");
    assertThat(found.get(1).proposal("reader")).contains("address=hid:/dev/hidraw1");
    assertThat(found.get(2).proposal("reader"))
        .contains("driver=hid-keyboard", "address=input:/dev/input/by-path/usb-1-event-kbd");
    assertThat(found.get(3).proposal("reader")).isEmpty(); // a keyboard, or a keypad: who knows
    assertThat(found.get(3).name()).isEqualTo("Keys");
  }

  /** The keyboard of a reader comes first; only its other device is a reader in HID POS mode. */
  @Test
  void ofTwoDevicesOfOneReaderTheRightOneIsProposedByItsSocket() throws Exception {
    String keyboard = "05010906A1010507 19E029E71500250175019508 8102C0";
    String pos = "058C0902A1018501 0912A102150026FF0075089501 0501093B8102 953E058C09FE820201 C0C0";
    for (int i = 0; i < 2; i++) {
      file(
          "sys/class/hidraw/hidraw" + i + "/device/uevent",
          "HID_ID=0003:00000C2E:00000B61\nHID_NAME=Reader\nHID_UNIQ=S1\n"
              + "HID_PHYS=usb-0000:00:14.0-2/input"
              + i);
      Path descriptor = root.resolve("sys/class/hidraw/hidraw" + i + "/device/report_descriptor");
      String hex = i == 0 ? keyboard : pos;
      Files.write(descriptor, HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    List<Found> found = new DeviceScan(root, List::of, List::of).scan();

    assertThat(found.get(0).proposal("reader")).isEmpty();
    assertThat(found.get(1).proposal("reader"))
        .isEqualTo(
            """
            jiaohao.devices.reader.driver=hid-pos
            jiaohao.devices.reader.address=hid:usb-vid=0c2e,pid=0b61,at=usb-0000:00:14.0-2/input1
            """);
  }

  @Test
  void aMachineWithNothingPluggedInHasAnEmptyList() {
    assertThat(new DeviceScan(root, List::of, List::of).scan()).isEmpty();
  }

  @Test
  void knownDevicesNameDriversAndProfilesThatExist() {
    Set<String> drivers =
        Drivers.all().stream().map(DeviceDriver::name).collect(Collectors.toSet());
    for (KnownUsb known : KnownUsb.all()) {
      if (!known.driver().isEmpty()) {
        assertThat(drivers).contains(known.driver());
      }
      if (!known.profile().isEmpty()) {
        assertThat(Profiles.names(known.driver())).contains(known.profile());
      }
    }
  }
}
