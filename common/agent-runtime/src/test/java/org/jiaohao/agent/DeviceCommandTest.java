package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeviceCommandTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... arguments) throws InterruptedException {
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    return DeviceCommand.run(arguments, out);
  }

  @Test
  void theDevicesOfTheSettingsAreListedWithoutAnyServer() throws Exception {
    int status =
        run(
            "devices",
            "list",
            "--jiaohao.devices.strip-3.driver=onbon-k",
            "--jiaohao.devices.strip-3.address=tcp://127.0.0.1:9");
    assertThat(status).isZero();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("strip-3", "onbon-k", "tcp://127.0.0.1:9");
  }

  @Test
  void aDeviceWithoutAddressIsNamed() throws Exception {
    assertThat(run("devices", "test", "strip-3", "--jiaohao.devices.strip-3.driver=onbon-k"))
        .isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("jiaohao.devices.strip-3.address");
  }

  @Test
  void onlyTheWordDevicesIsTheCommand() {
    assertThat(DeviceCommand.wanted(new String[] {"devices", "scan"})).isTrue();
    assertThat(DeviceCommand.wanted(new String[] {"--jiaohao.hall=yj-c00"})).isFalse();
    assertThat(DeviceCommand.wanted(new String[0])).isFalse();
  }
}
