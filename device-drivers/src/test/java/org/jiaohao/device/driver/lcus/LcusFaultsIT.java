package org.jiaohao.device.driver.lcus;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.Verdict;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Lights;
import org.jiaohao.device.api.Lights.Shine;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.lcus.LcusKind;
import org.jiaohao.emulator.lcus.RelayBoard;
import org.jiaohao.emulator.line.EmulatedModel;
import org.junit.jupiter.api.Test;

class LcusFaultsIT extends FaultSuite<Lights> {
  private static final Duration SOON = Duration.ofSeconds(4);
  private int turn;

  @Override
  protected String driver() {
    return "lcus-lights";
  }

  @Override
  protected Class<Lights> kind() {
    return Lights.class;
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return LcusKind.start(listen, 0, 4);
  }

  /** The board is not asked: there are no answers to spoil, to lose or to wait for. */
  @Override
  protected Set<String> senseless() {
    return Set.of(
        "noise-before",
        "noise-inside",
        "half-frame",
        "joined",
        "wrong-check",
        "wrong-address",
        "mute",
        "slow");
  }

  @SuppressWarnings("unchecked")
  private static String relays(EmulatedDevice board) {
    return ((EmulatedModel<RelayBoard>) board).read(RelayBoard::relays);
  }

  @Override
  protected Job job(Lights lights, EmulatedDevice emulator) {
    return () -> {
      int number = ++turn % 4 + 1;
      lights.allOff();
      lights.shine(number, Shine.STEADY);
      String expected = "0".repeat(number - 1) + "1" + "0".repeat(4 - number);
      // Nothing is said of a lamp: it shines or it does not.
      return Job.within(Duration.ofSeconds(1), () -> relays(emulator).equals(expected))
          ? Verdict.DONE
          : Verdict.NOT_DONE;
    };
  }

  @Test
  void darkBeforeAndAfterBlinkingBetweenAndRightAfterNoiseOnTheLine() throws Exception {
    try (var board = LcusKind.start("tcp:127.0.0.1:0", 0, 2)) {
      var config =
          new DeviceConfig(
              "lamp", "lcus-lights", board.address().toString(), null, Map.of("lights", "2"));
      try (var lights = Quick.device(Lights.class, config)) {
        lights.open();
        lights.shine(1, Shine.STEADY);
        lights.shine(2, Shine.SLOW_BLINK);
        await().atMost(SOON).until(() -> relays(board).equals("11"));
        await().atMost(SOON).until(() -> relays(board).equals("10"));
        lights.shine(2, Shine.STEADY);
        board.fault("garbage", Map.of("to", "device", "bytes", "64"));
        board.fault("power-cycle", Map.of());
        await().atMost(SOON).until(() -> relays(board).equals("11"));
      }
      await().atMost(SOON).until(() -> relays(board).equals("00"));
    }
  }
}
