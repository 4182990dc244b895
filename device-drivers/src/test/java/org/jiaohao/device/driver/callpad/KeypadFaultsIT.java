package org.jiaohao.device.driver.callpad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.Events;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.CallPad;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.api.CallPad.Press;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.keypad.KeypadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pseudo-terminal, opened as a device file, stands for the keypad's; it cannot be grabbed. */
class KeypadFaultsIT extends FaultSuite<CallPad> {
  private static final Duration SOON = Duration.ofSeconds(4);
  private static final List<Integer> CODES = List.of(78, 74, 98, 83);
  private static final List<Key> KEYS = List.of(Key.RECALL, Key.NO_SHOW, Key.PAUSE, Key.HOLD);

  @TempDir Path devices;
  private int turn;

  @Override
  protected String driver() {
    return "keypad";
  }

  @Override
  protected Class<CallPad> kind() {
    return CallPad.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return KeypadKind.start(listen);
  }

  @Override
  protected String deviceFile() {
    return "input";
  }

  /** Key events have neither address nor check field. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-address", "wrong-check");
  }

  @Override
  protected Job job(CallPad pad, EmulatedDevice emulator) {
    var keys = new Events<Press>();
    pad.onPress(keys::report);
    return Job.of(
        () -> {
          int key = ++turn % KEYS.size();
          return keys.give(
              new Press(KEYS.get(key), ""),
              () -> emulator.fault("press", Map.of("key", String.valueOf(CODES.get(key)))),
              Duration.ofSeconds(1));
        },
        keys::check);
  }

  private CallPad pad(EmulatedDevice emulator, String profile) {
    var config = new DeviceConfig("pad", "keypad", address(emulator), profile, Map.of());
    CallPad pad = Quick.device(CallPad.class, config);
    pad.open();
    await().atMost(SOON).until(() -> pad.status().usable());
    return pad;
  }

  @Test
  void keysDigitsAndAKeyHeldDown() throws Exception {
    try (var emulator = KeypadKind.start("pty:" + devices.resolve("event0"));
        var pad = pad(emulator, null)) {
      var presses = new CopyOnWriteArrayList<Press>();
      pad.onPress(presses::add);
      for (int key : List.of(79, 80, 14, 81, 82)) { // 1, 2, clear, 3, 0
        emulator.fault("press", Map.of("key", String.valueOf(key)));
      }
      emulator.fault("press", Map.of("key", "96", "repeats", "20"));
      emulator.fault("press", Map.of("key", "28")); // the other Enter, at once: the same finger
      emulator.fault("press", Map.of("key", "30"));
      await().atMost(SOON).until(() -> presses.size() == 3);
      assertThat(presses)
          .containsExactly(
              new Press(Key.CANCEL, "12"), new Press(Key.CALL, "30"), new Press(Key.OTHER, ""));
    }
  }

  @Test
  void aProfileOfOnesOwn() throws Exception {
    Path file = devices.resolve("own.yaml");
    String others =
        """
        recall: none
        no-show: none
        rate: none
        pause: none
        hold: none
        call-held: none
        transfer: none
        digits: none
        """;
    Files.writeString(file, "call: \"57\"\ncancel: \"1\"\n" + others);
    try (var emulator = KeypadKind.start("pty:" + devices.resolve("event1"));
        var pad = pad(emulator, "file:" + file)) {
      var presses = new CopyOnWriteArrayList<Press>();
      pad.onPress(presses::add);
      emulator.fault("press", Map.of("key", "57"));
      await().atMost(SOON).until(() -> presses.equals(List.of(new Press(Key.CALL, ""))));
    }
    Files.writeString(file, "call: \"57\"\ncancel: \"57\"\n" + others);
    assertThatThrownBy(() -> KeypadProfile.load("file:" + file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cancel");
    Files.writeString(file, "call: space\ncancel: \"1\"\n" + others);
    assertThatThrownBy(() -> KeypadProfile.load("file:" + file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("767");
  }
}
