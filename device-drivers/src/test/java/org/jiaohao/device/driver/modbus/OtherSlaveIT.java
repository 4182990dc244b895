package org.jiaohao.device.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ghgande.j2mod.modbus.procimg.SimpleDigitalIn;
import com.ghgande.j2mod.modbus.procimg.SimpleDigitalOut;
import com.ghgande.j2mod.modbus.procimg.SimpleProcessImage;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import com.ghgande.j2mod.modbus.slave.ModbusSlave;
import com.ghgande.j2mod.modbus.slave.ModbusSlaveFactory;
import com.ghgande.j2mod.modbus.util.SerialParameters;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.api.Lights.Shine;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our side against a Modbus slave that others wrote: j2mod 3.3.0, over TCP and a serial line. */
@VerifiedAgainst(driver = "modbus-lights", source = "j2mod 3.3.0")
@VerifiedAgainst(driver = "modbus-digits", source = "j2mod 3.3.0")
class OtherSlaveIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int UNIT = 5;
  private static final int REGISTERS = 0x80;

  private final SimpleProcessImage module = new SimpleProcessImage(UNIT);

  @BeforeEach
  void build() {
    for (int i = 0; i < 4; i++) {
      module.addDigitalOut(new SimpleDigitalOut(true));
      module.addDigitalIn(new SimpleDigitalIn(false));
    }
    for (int i = 0; i < REGISTERS; i++) {
      module.addRegister(new SimpleRegister(0));
    }
  }

  private String lit() throws Exception {
    var lit = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      lit.append(module.getDigitalOut(i).isSet() ? '1' : '0');
    }
    return lit.toString();
  }

  private String text() throws Exception {
    var text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      int value = module.getRegister(0x70 + i).getValue();
      text.append((char) (value >> 8)).append((char) (value & 0xFF));
    }
    return text.toString();
  }

  private void lampsButtonsAndDigits(String address) throws Exception {
    var options = Map.of("card-address", String.valueOf(UNIT));
    var presses = new CopyOnWriteArrayList<Integer>();
    try (Lights lights =
        Drivers.create(
            Lights.class, new DeviceConfig("lamps", "modbus-lights", address, "4-4", options))) {
      lights.onPress(presses::add);
      lights.open();
      await().atMost(SOON).until(() -> lit().equals("0000"));
      await().atMost(SOON).until(() -> lights.status().usable());
      lights.shine(2, Shine.STEADY);
      await().atMost(SOON).until(() -> lit().equals("0100"));
      for (int i = 0; i < 2; i++) {
        module.setDigitalIn(2, new SimpleDigitalIn(true));
        int expected = i + 1;
        await().atMost(SOON).until(() -> presses.size() == expected);
        module.setDigitalIn(2, new SimpleDigitalIn(false));
        await()
            .during(Duration.ofMillis(400)) // long enough to be seen as released
            .atMost(SOON)
            .until(() -> presses.size() == expected);
      }
    }
    assertThat(presses).containsExactly(3, 3);
    assertThat(lit()).isEqualTo("0000");
    try (Sign sign =
        Drivers.create(
            Sign.class, new DeviceConfig("digits", "modbus-digits", address, null, options))) {
      sign.open();
      sign.show(SignContent.of("请A001号", Color.RED, Motion.STATIC, 0), outcome -> {});
      await().atMost(SOON).until(() -> text().equals("  A001"));
      await().atMost(SOON).until(() -> sign.status().usable());
    }
  }

  @Test
  void overTcp() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    int port = Ports.free();
    ModbusSlave slave = ModbusSlaveFactory.createTCPSlave(here, port, 2, true);
    slave.addProcessImage(UNIT, module);
    slave.open();
    try {
      lampsButtonsAndDigits("tcp://127.0.0.1:" + port);
    } finally {
      ModbusSlaveFactory.close(slave);
    }
  }

  @Test
  void overASerialLine(@TempDir Path folder) throws Exception {
    Path ours = folder.resolve("ours.tty");
    Path theirs = folder.resolve("theirs.tty");
    Process cable =
        new ProcessBuilder("socat", "pty,raw,echo=0,link=" + ours, "pty,raw,echo=0,link=" + theirs)
            .inheritIO()
            .start();
    try {
      await().until(() -> Files.exists(ours) && Files.exists(theirs));
      var line = new SerialParameters(theirs.toString(), 9600, 0, 0, 8, 1, 0, false);
      line.setEncoding("rtu");
      ModbusSlave slave = ModbusSlaveFactory.createSerialSlave(line);
      slave.addProcessImage(UNIT, module);
      slave.open();
      try {
        lampsButtonsAndDigits("serial:" + ours + "?baud=9600");
      } finally {
        ModbusSlaveFactory.close(slave);
      }
    } finally {
      cable.destroy();
      cable.waitFor();
    }
  }
}
