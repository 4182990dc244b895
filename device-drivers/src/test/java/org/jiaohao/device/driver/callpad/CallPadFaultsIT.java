package org.jiaohao.device.driver.callpad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.Events;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.api.CallPad.Press;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.emulator.callpad.CallPadKind;
import org.jiaohao.emulator.callpad.Pad;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.BusModel;
import org.jiaohao.emulator.line.EmulatedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallPadFaultsIT extends FaultSuite<CallPad> {
  private static final List<String> KEYS = List.of("0D", "060F", "12", "13");
  private static final List<Key> MEANINGS =
      List.of(Key.RECALL, Key.NO_SHOW, Key.PAUSE, Key.TRANSFER);
  private int turn;

  @Override
  protected String driver() {
    return "call-bus";
  }

  @Override
  protected Class<CallPad> kind() {
    return CallPad.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return CallPadKind.start(listen, 0, 1, 1);
  }

  @Override
  protected Job job(CallPad pad, EmulatedDevice emulator) {
    var keys = new Events<Press>();
    pad.onPress(keys::report);
    return Job.of(
        () -> {
          int key = ++turn % KEYS.size();
          return keys.give(
              new Press(MEANINGS.get(key), ""),
              () -> emulator.fault("press", Map.of("keys", KEYS.get(key))),
              Duration.ofSeconds(1));
        },
        keys::check);
  }

  private static CallPad pad(Object address, int number) {
    CallPad pad =
        Quick.device(
            CallPad.class,
            new DeviceConfig(
                "pad-" + number,
                "call-bus",
                address.toString(),
                null,
                Map.of("card-address", String.valueOf(number))));
    pad.open();
    await().atMost(Duration.ofSeconds(5)).until(() -> pad.status().usable());
    return pad;
  }

  private static Pad model(EmulatedModel<BusModel<Pad>> bus, int index) {
    return bus.read(BusModel::devices).get(index);
  }

  @Test
  void keysRatingsDisplayAndSound() throws Exception {
    try (var bus = CallPadKind.start("tcp:127.0.0.1:0", 0, 3, 1);
        var pad = pad(bus.address(), 3)) {
      var presses = new CopyOnWriteArrayList<Press>();
      var ratings = new CopyOnWriteArrayList<Integer>();
      pad.onPress(presses::add);
      pad.onRating(ratings::add);
      for (String keys : List.of("060F", "01020C", "030F", "77")) {
        int before = presses.size();
        bus.fault("press", Map.of("pad", "3", "keys", keys));
        await().atMost(Duration.ofSeconds(3)).until(() -> presses.size() > before);
      }
      assertThat(presses)
          .containsExactly(
              new Press(Key.NO_SHOW, ""),
              new Press(Key.CALL, "12"),
              new Press(Key.CALL_HELD, ""),
              new Press(Key.OTHER, ""));
      pad.show("A027", 12);
      pad.askForRating();
      pad.beep();
      await().atMost(Duration.ofSeconds(3)).until(() -> bus.read(b -> model(bus, 0).beeps()) == 1);
      assertThat(model(bus, 0).display()).isEqualTo("012027");
      assertThat(model(bus, 0).asking()).isTrue();
      bus.fault("rate", Map.of("pad", "3", "value", "1"));
      await().atMost(Duration.ofSeconds(3)).until(() -> ratings.equals(List.of(1)));
      await().atMost(Duration.ofSeconds(3)).until(() -> !bus.read(b -> model(bus, 0).asking()));
    }
  }

  /**
   * R041: whatever is lost, repeated or garbled on the line, one press is one press. Nobody presses
   * the same key twice within a second: that would be a repeat; calls are in {@code
   * ReportsPropertiesTest}.
   */
  @Test
  void onePressIsOneCallOnANoisyBusOfThreePads(@TempDir Path folder) throws Exception {
    var random = new Random(41);
    try (var bus = CallPadKind.start("pty:" + folder.resolve("bus.tty"), 9600, 1, 3)) {
      String address = bus.address() + "?baud=9600&bus=485&gap=5";
      List<CallPad> pads = new ArrayList<>();
      List<List<Press>> heard = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        CallPad pad = pad(address, i);
        var list = new CopyOnWriteArrayList<Press>();
        pad.onPress(list::add);
        pads.add(pad);
        heard.add(list);
      }
      List<String> spoils = List.of("wrong-check", "noise-before", "half-frame", "joined");
      int[] pressed = new int[3];
      for (int round = 0; round < 24; round++) {
        int who = random.nextInt(3);
        if (random.nextBoolean()) {
          bus.fault(spoils.get(random.nextInt(spoils.size())), Map.of("count", "1"));
        }
        bus.fault(
            "press", Map.of("pad", String.valueOf(who + 1), "keys", KEYS.get(pressed[who] % 2)));
        pressed[who]++;
        int answered = pressed[who];
        await()
            .atMost(Duration.ofSeconds(8))
            .until(() -> bus.read(b -> model(bus, who).answered()) == answered);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(heard.get(i)).as("pad %d", i + 1).hasSize(pressed[i]);
      }
      pads.forEach(CallPad::close);
    }
  }
}
