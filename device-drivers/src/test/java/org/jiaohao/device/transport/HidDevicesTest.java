package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiaohao.device.transport.HidDevices.Hid;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HidDevicesTest {
  @TempDir Path system;

  @BeforeEach
  void plug() throws Exception {
    plug("hidraw0", "0000046D:0000C31C", "usb-0000:00:14.0-1/input0", "", 1);
    plug("hidraw3", "00000C2E:00000B61", "usb-0000:00:14.0-2/input0", "S1", 3);
    plug("hidraw4", "00000C2E:00000B61", "usb-0000:00:14.0-3/input0", "S2", 4);
  }

  private void plug(String name, String id, String socket, String serial, int descriptor)
      throws Exception {
    Path device = Files.createDirectories(system.resolve(name).resolve("device"));
    Files.writeString(
        device.resolve("uevent"),
        "DRIVER=hid-generic\nHID_ID=0003:%s\nHID_NAME=x\nHID_PHYS=%s\nHID_UNIQ=%s\n"
            .formatted(id, socket, serial));
    Files.write(device.resolve("report_descriptor"), new byte[] {(byte) descriptor});
  }

  @Test
  void aDeviceIsFoundByWhatItSaysOfItself() throws Exception {
    assertThat(HidDevices.path("/dev/hidraw7", system)).isEqualTo(Path.of("/dev/hidraw7"));
    assertThat(HidDevices.path("usb-vid=046d,pid=c31c", system)).isEqualTo(Path.of("/dev/hidraw0"));
    assertThat(HidDevices.path("usb-vid=0C2E,pid=0b61,serial=S2", system))
        .isEqualTo(Path.of("/dev/hidraw4"));
    assertThat(HidDevices.path("usb-vid=0c2e,pid=0b61,at=14.0-2", system))
        .isEqualTo(Path.of("/dev/hidraw3"));
    assertThat(HidDevices.descriptor("usb-vid=0c2e,pid=0b61,serial=S1", system)).containsExactly(3);
    assertThat(HidDevices.descriptor("/dev/hidraw4", system)).containsExactly(4);
  }

  /** A keyboard and a reader in HID POS mode in one housing differ in their socket only. */
  @Test
  void twoDevicesOfOneReaderAreToldApartByTheirSocket() throws Exception {
    plug("hidraw7", "00001EAB:00008203", "usb-0000:00:14.0-4/input1", "R1", 7);
    plug("hidraw8", "00001EAB:00008203", "usb-0000:00:14.0-4/input10", "R1", 8);
    String reader = "usb-vid=1eab,pid=8203";
    assertReason(reader, Reason.AMBIGUOUS);
    assertReason(reader + ",serial=R1", Reason.AMBIGUOUS);
    for (int i = 7; i <= 8; i++) {
      String path = "/dev/hidraw" + i;
      List<Hid> all = HidDevices.all(system);
      Hid hid = all.stream().filter(h -> h.path().equals(path)).findFirst().orElseThrow();
      String address = HidDevices.stableAddress(hid, all);
      assertThat(address)
          .isEqualTo("hid:" + reader + ",at=usb-0000:00:14.0-4/input" + (i == 7 ? 1 : 10));
      String target = Address.parse(address).target();
      assertThat(HidDevices.path(target, system)).isEqualTo(Path.of(path));
      assertThat(HidDevices.descriptor(target, system)).containsExactly(i);
    }
  }

  @Test
  void theShortestAddressThatFitsOneDeviceIsProposed() {
    List<Hid> all = HidDevices.all(system);
    assertThat(all.stream().map(hid -> HidDevices.stableAddress(hid, all)))
        .containsExactly(
            "hid:usb-vid=046d,pid=c31c",
            "hid:usb-vid=0c2e,pid=0b61,serial=S1",
            "hid:usb-vid=0c2e,pid=0b61,serial=S2");
    assertThat(HidDevices.all(system.resolve("none"))).isEmpty();
  }

  @Test
  void aDeviceWithoutUsbNumbersOrWithAnUnheardOfSocketKeepsItsPath() throws Exception {
    plug("hidraw5", "none", "", "", 5);
    plug("hidraw6", "00001EAB:00008203", "here?", "", 6);
    plug("hidraw7", "00001EAB:00008203", "", "", 7);
    List<Hid> all = HidDevices.all(system);
    assertThat(all.stream().skip(3).map(hid -> HidDevices.stableAddress(hid, all)))
        .containsExactly("hid:/dev/hidraw5", "hid:/dev/hidraw6", "hid:/dev/hidraw7");
  }

  @Test
  void severalAreAmbiguousAndNoneIsNotThere() {
    assertReason("usb-vid=0c2e,pid=0b61", Reason.AMBIGUOUS);
    assertReason("usb-vid=0c2e,pid=0b62", Reason.NOT_THERE);
    assertReason("/dev/hidraw9", Reason.NOT_THERE);
  }

  private void assertReason(String target, Reason reason) {
    assertThatThrownBy(() -> HidDevices.descriptor(target, system))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
