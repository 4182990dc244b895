package org.jiaohao.device.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.Events;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.Verdict;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.api.Lights.Shine;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.modbus.LightsModule;
import org.jiaohao.emulator.modbus.ModbusLightsKind;
import org.junit.jupiter.api.Test;

class ModbusLightsFaultsIT extends FaultSuite<Lights> {
  private static final Duration SOON = Duration.ofSeconds(3);
  private int turn;

  @Override
  protected String driver() {
    return "modbus-lights";
  }

  @Override
  protected Class<Lights> kind() {
    return Lights.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return ModbusLightsKind.start(listen, 0, 1, 4, 4);
  }

  @SuppressWarnings("unchecked")
  private static String lit(EmulatedDevice module) {
    return ((EmulatedModel<LightsModule>) module).read(LightsModule::lights);
  }

  @Override
  protected Job job(Lights lights, EmulatedDevice emulator) {
    var buttons = new Events<Integer>();
    lights.onPress(buttons::report);
    return Job.of(
        () -> {
          int number = ++turn % 4 + 1;
          lights.allOff();
          lights.shine(number, Shine.STEADY);
          String expected = "0".repeat(number - 1) + "1" + "0".repeat(4 - number);
          var button = Map.of("button", String.valueOf(number), "ms", "200", "bounce", "12");
          Verdict pressed =
              buttons.give(number, () -> emulator.fault("press", button), Duration.ofSeconds(1));
          boolean lit = Job.within(Duration.ofSeconds(1), () -> lit(emulator).equals(expected));
          return lit || pressed != Verdict.DONE ? pressed : Verdict.NOT_DONE;
        },
        buttons::check);
  }

  private static Lights lights(EmulatedDevice module, String profile, int unit) {
    var options = Map.of("card-address", String.valueOf(unit));
    String address = module.address().toString();
    Lights lights =
        Quick.device(
            Lights.class, new DeviceConfig("lamps", "modbus-lights", address, profile, options));
    lights.open();
    return lights;
  }

  private static void ready(Lights lights) {
    await().atMost(SOON).until(() -> lights.status().usable());
  }

  @Test
  void lampsAreDarkBeforeAndAfter() throws Exception {
    try (var module = ModbusLightsKind.start("tcp:127.0.0.1:0", 0, 7, 8, 8)) {
      try (var lights = lights(module, "8-8", 7)) {
        ready(lights);
        assertThat(lights.maxLights()).isEqualTo(8);
        assertThat(lights.buttons()).isEqualTo(8);
        lights.shine(8, Shine.STEADY);
        lights.shine(1, Shine.STEADY);
        await().atMost(SOON).until(() -> lit(module).equals("10000001"));
        assertThatThrownBy(() -> lights.shine(9, Shine.STEADY))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThat(lit(module)).as("after close").isEqualTo("00000000");
    }
  }

  @Test
  void whoWasLitBeforeTheProgramCameIsPutOut() throws Exception {
    try (var module = ModbusLightsKind.start("tcp:127.0.0.1:0", 0, 1, 1, 1)) {
      var first = lights(module, "1-1", 1);
      ready(first);
      first.shine(1, Shine.STEADY);
      await().atMost(SOON).until(() -> lit(module).equals("1"));
      module.fault("unplug", Map.of()); // as if the program had been killed
      first.close();
      assertThat(lit(module)).isEqualTo("1");
      module.clear();
      try (var second = lights(module, "1-1", 1)) {
        await().atMost(SOON).until(() -> lit(module).equals("0"));
        ready(second);
      }
    }
  }

  @Test
  void blinkingAndTheStateAfterAPowerCut() throws Exception {
    try (var module = ModbusLightsKind.start("memory:blink", 0, 1, 4, 4)) {
      var config = new DeviceConfig("lamps", "modbus-lights", "memory:blink", null, Map.of());
      try (var lights = Quick.device(Lights.class, config)) {
        lights.open();
        lights.shine(2, Shine.FAST_BLINK);
        lights.shine(4, Shine.STEADY);
        for (int i = 0; i < 3; i++) {
          await().atMost(SOON).until(() -> lit(module).equals("0101"));
          await().atMost(SOON).until(() -> lit(module).equals("0001"));
        }
        lights.shine(2, Shine.OFF);
        await().atMost(SOON).until(() -> lit(module).equals("0001"));
        module.fault("power-cycle", Map.of()); // too short to be noticed but by reading back
        assertThat(lit(module)).isEqualTo("0000");
        await().atMost(SOON).until(() -> lit(module).equals("0001"));
      }
    }
  }

  @Test
  void aStuckButtonIsOnePressAndAModuleThatRefusesIsToldInWords() throws Exception {
    try (var module = ModbusLightsKind.start("tcp:127.0.0.1:0", 0, 1, 4, 2)) {
      try (var lights = lights(module, "4-4", 1)) {
        await()
            .atMost(SOON)
            .until(() -> lights.status().state() == DeviceState.FAILURE); // asks for four inputs
        assertThat(lights.status().fault().code()).isEqualTo("MODBUS_02");
        assertThat(lights.status().fault().messageZh()).contains("按钮数");
      }
    }
    try (var module = ModbusLightsKind.start("tcp:127.0.0.1:0", 0, 1, 4, 4);
        var lights = lights(module, "4-4", 1)) {
      ready(lights);
      var presses = new CopyOnWriteArrayList<Integer>();
      lights.onPress(presses::add);
      module.fault("stuck", Map.of("button", "3"));
      await().atMost(SOON).until(() -> !presses.isEmpty());
      module.fault("press", Map.of("button", "1"));
      await().atMost(SOON).until(() -> presses.size() == 2);
      assertThat(presses).containsExactly(3, 1);
      module.fault("busy", Map.of("count", "2"));
      module.fault("press", Map.of("button", "2"));
      await().atMost(SOON).until(() -> presses.size() == 3);
      assertThat(lights.status().usable()).isTrue();
    }
  }
}
