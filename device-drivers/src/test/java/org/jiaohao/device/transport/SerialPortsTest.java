package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jiaohao.device.transport.SerialPorts.Port;
import org.jiaohao.device.transport.SerialPorts.Usb;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.Test;

class SerialPortsTest {
  private static final Port BOARD = new Port("/dev/ttyS0", "Physical Port S0", Optional.empty());

  private static Port usb(String path, int vendor, int product, String serial, String location) {
    return new Port(path, "USB", Optional.of(new Usb(vendor, product, serial, location)));
  }

  private static final Port READER = usb("/dev/ttyUSB0", 0x1a86, 0x7523, "", "1-2");
  private static final Port STRIPS = usb("/dev/ttyUSB1", 0x1a86, 0x7523, "", "1-3");
  private static final Port PRINTER = usb("/dev/ttyUSB2", 0x0403, 0x6001, "FT1", "1-4");
  private static final Port OTHER_PRINTER = usb("/dev/ttyUSB3", 0x0403, 0x6001, "FT2", "1-5");

  @Test
  void aPortIsFoundUnderWhateverNumberItHas() throws Exception {
    assertThat(SerialPorts.path("usb-vid=1a86,pid=7523", List.of(BOARD, READER)))
        .isEqualTo("/dev/ttyUSB0");
    assertThat(
            SerialPorts.path(
                "usb-vid=1A86,pid=7523",
                List.of(BOARD, usb("/dev/ttyUSB7", 0x1a86, 0x7523, "", "1-2"))))
        .isEqualTo("/dev/ttyUSB7");
    var all = List.of(READER, STRIPS, PRINTER, OTHER_PRINTER);
    assertThat(SerialPorts.path("usb-vid=1a86,pid=7523,at=1-3", all)).isEqualTo("/dev/ttyUSB1");
    assertThat(SerialPorts.path("usb-vid=0403,pid=6001,serial=FT2", all)).isEqualTo("/dev/ttyUSB3");
    assertThat(SerialPorts.path("/dev/ttyS0", all)).isEqualTo("/dev/ttyS0");
  }

  @Test
  void noneOrSeveralAreNotOpenedByChance() {
    assertThatThrownBy(() -> SerialPorts.path("usb-vid=1a86,pid=7523", List.of(BOARD, PRINTER)))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE));
    assertThatThrownBy(() -> SerialPorts.path("usb-vid=1a86,pid=7523", List.of(READER, STRIPS)))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AMBIGUOUS))
        .hasMessageContaining("ttyUSB1");
  }

  @Test
  void theProposedAddressFindsThePortAgain() throws Exception {
    var all = List.of(BOARD, READER, STRIPS, PRINTER, OTHER_PRINTER);
    for (Port port : all) {
      String address = SerialPorts.stableAddress(port, all);
      Address parsed = Address.parse(address + "?baud=9600");
      assertThat(SerialPorts.path(parsed.target(), all)).isEqualTo(port.path());
    }
    assertThat(SerialPorts.stableAddress(READER, List.of(BOARD, READER)))
        .isEqualTo("serial:usb-vid=1a86,pid=7523");
    assertThat(SerialPorts.stableAddress(PRINTER, all))
        .isEqualTo("serial:usb-vid=0403,pid=6001,serial=FT1");
    assertThat(SerialPorts.stableAddress(STRIPS, all))
        .isEqualTo("serial:usb-vid=1a86,pid=7523,at=1-3");
  }
}
