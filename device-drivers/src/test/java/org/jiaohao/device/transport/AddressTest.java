package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @Test
  void serialAndTcpAreUnderstood() {
    Address serial = Address.parse("serial:/dev/ttyUSB0?baud=19200&parity=even");
    assertThat(serial.target()).isEqualTo("/dev/ttyUSB0");
    assertThat(serial.number("baud", 9600)).isEqualTo(19200);
    assertThat(serial.number("stop", 1)).isEqualTo(1);
    Address tcp = Address.parse("tcp://10.0.0.7:9100");
    assertThat(tcp.target()).isEqualTo("10.0.0.7");
    assertThat(tcp.port()).isEqualTo(9100);
    assertThat(Address.parse("hid:/dev/hidraw0").target()).isEqualTo("/dev/hidraw0");
    assertThat(Address.parse("hid:usb-vid=0c2e,pid=0b61").scheme()).isEqualTo("hid");
    assertThat(Address.parse("input:/dev/input/event3").target()).isEqualTo("/dev/input/event3");
    assertThat(Address.parse("tcp://[::1]:5005").target()).isEqualTo("::1");
  }

  @Test
  void fileNamesAreTextAndOptionsBeginAtTheLastQuestionMark() {
    Address spaced = Address.parse("serial:/my hall 大厅/a+b%20.tty?baud=9600&bus=485");
    assertThat(spaced.target()).isEqualTo("/my hall 大厅/a+b%20.tty");
    assertThat(spaced.options()).isEqualTo(Map.of("baud", "9600", "bus", "485"));
    Address asking = Address.parse("serial:/what? & why=1/printer.tty?baud=19200");
    assertThat(asking.target()).isEqualTo("/what? & why=1/printer.tty");
    assertThat(asking.number("baud", 0)).isEqualTo(19200);
    assertThat(Address.parse("file:/what?/lp 0").target()).isEqualTo("/what?/lp 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "COM1",
        "tcp://host",
        "tcp://host:0",
        "tcp://host:99999",
        "serial:",
        "serial:/dev/x?baud",
        "serial:/dev/x?baud=fast",
        "serial:/dev/x?speed=9600",
        "serial:/dev/x?parity=mark",
        "serial:/dev/x?flow=maybe",
        "tcp://host:9100?parity=odd",
        "serial:/dev/ttyUSB0?bus=232",
        "serial:usb-vid=1a86",
        "hid:",
        "hid:usb-vid=0c2e",
        "hid:/dev/hidraw0?baud=9600",
        "input:event3",
        "input:usb-vid=0c2e,pid=0b61",
        "usb:04b8:0202"
      })
  void othersAreRefusedInBothLanguages(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .hasMessageContaining("设备地址")
        .hasMessageContaining("device address");
  }
}
