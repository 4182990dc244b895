package org.jiaohao.device.driver.callpad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.openpad.Board;
import org.jiaohao.emulator.openpad.OpenPadKind;
import org.junit.jupiter.api.Test;

class OpenPadFaultsIT extends FaultSuite<CallPad> {
  /** As often as a quick driver wants it, a quarter of the usual five seconds. */
  private static final long HERE_MILLIS = 1250;

  private static final Duration SOON = Duration.ofSeconds(4);
  private static final List<String> KEYS = List.of("recall", "no-show", "pause", "transfer");
  private int turn;

  @Override
  protected String driver() {
    return "open-pad";
  }

  @Override
  protected Class<CallPad> kind() {
    return CallPad.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return OpenPadKind.start(listen, 0, HERE_MILLIS);
  }

  /** It has a line of its own. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-address");
  }

  @Override
  protected Job job(CallPad pad, EmulatedDevice emulator) {
    var keys = new Events<Press>();
    pad.onPress(keys::report);
    return Job.of(
        () -> {
          String key = KEYS.get(++turn % KEYS.size());
          return keys.give(
              new Press(Key.valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_')), ""),
              () -> emulator.fault("press", Map.of("key", key)),
              Duration.ofSeconds(1));
        },
        keys::check);
  }

  private static CallPad pad(EmulatedDevice board) {
    var config = new DeviceConfig("pad", "open-pad", board.address().toString(), null, Map.of());
    CallPad pad = Quick.device(CallPad.class, config);
    pad.open();
    await().atMost(SOON).until(() -> pad.status().usable());
    return pad;
  }

  @Test
  void keysDigitsRatingsDisplayAndSound() throws Exception {
    try (var board = OpenPadKind.start("tcp:127.0.0.1:0", 0, HERE_MILLIS);
        var pad = pad(board)) {
      var presses = new CopyOnWriteArrayList<Press>();
      var ratings = new CopyOnWriteArrayList<Integer>();
      pad.onPress(presses::add);
      pad.onRating(ratings::add);
      for (String key : List.of("1", "2", "call", "coffee", "call", "rate")) {
        board.fault("press", Map.of("key", key));
      }
      await().atMost(SOON).until(() -> presses.size() == 3);
      assertThat(presses)
          .containsExactly(
              new Press(Key.CALL, "12"), new Press(Key.OTHER, ""), new Press(Key.RATE, ""));
      pad.show("A027", 1200);
      pad.askForRating();
      pad.beep();
      await().atMost(SOON).until(() -> board.read(Board::beeps) == 1);
      assertThat(board.read(Board::display)).isEqualTo("A027 999");
      assertThat(board.read(Board::asking)).isTrue();
      board.fault("rate", Map.of("value", "4"));
      await().atMost(SOON).until(() -> ratings.equals(List.of(4)));

      board.fault("power-off", Map.of());
      await().atMost(SOON).until(() -> pad.status().state() == DeviceState.NO_HARDWARE);
      board.clear();
      await().atMost(SOON).until(() -> board.read(Board::display).equals("A027 999"));
    }
  }

  @Test
  void aPadThatIsSilentIsOfflineUntilItIsHeardAgain() throws Exception {
    try (var board = OpenPadKind.start("memory:silent", 0, HERE_MILLIS)) {
      var config = new DeviceConfig("pad", "open-pad", "memory:silent", null, Map.of());
      try (var pad = Quick.device(CallPad.class, config)) {
        pad.open();
        await().atMost(SOON).until(() -> pad.status().usable());
        board.fault("mute", Map.of());
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> pad.status().state() == DeviceState.OFFLINE);
        assertThat(pad.status().fault().messageZh()).contains("呼叫面板");
        board.clear();
        await().atMost(Duration.ofSeconds(8)).until(() -> pad.status().usable());
      }
    }
  }
}
