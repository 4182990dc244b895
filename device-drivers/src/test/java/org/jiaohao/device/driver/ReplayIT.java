package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.emulator.replay.ReplayKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session recorded with the option {@code dump} is a device again. */
class ReplayIT {
  @TempDir Path folder;

  private static ShowOutcome show(Sign sign) throws Exception {
    var shown = new CompletableFuture<ShowOutcome>();
    sign.show(SignContent.of("请A001号", Color.RED, Motion.STATIC, 0), shown::complete);
    return shown.get(15, TimeUnit.SECONDS);
  }

  private static Sign sign(Object address, Map<String, String> options) {
    return Drivers.create(
        Sign.class, new DeviceConfig("strip-1", "onbon-k", address.toString(), null, options));
  }

  @Test
  void aRecordedSessionAnswersTheDriverAsTheDeviceDid() throws Exception {
    Path dump = folder.resolve("session.dump");
    try (var card = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"));
        Sign sign = sign(card.address(), Map.of("dump", dump.toString()))) {
      sign.open();
      assertThat(show(sign)).isEqualTo(ShowOutcome.SHOWN);
    }
    List<String> recorded = Files.readAllLines(dump);
    assertThat(recorded).anyMatch(l -> l.startsWith(">")).anyMatch(l -> l.startsWith("<"));

    try (var replay = ReplayKind.start("pty:" + folder.resolve("r.tty"), 0, dump);
        Sign sign = sign(replay.address(), Map.of())) {
      var shown = new CompletableFuture<ShowOutcome>();
      sign.show(SignContent.of("请A001号", Color.RED, Motion.STATIC, 0), shown::complete);
      sign.open();
      assertThat(shown.get(20, TimeUnit.SECONDS)).isEqualTo(ShowOutcome.SHOWN);
    }
  }

  @Test
  void aBrokenRecordingIsRefusedByItsLine() throws Exception {
    Path dump = folder.resolve("bad.dump");
    Files.writeString(dump, "# ours\n> 10 04 01\n< 1G\n");
    assertThatThrownBy(() -> ReplayKind.start("tcp:127.0.0.1:0", 0, dump))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3");
    Files.writeString(dump, "< 12\n");
    assertThatThrownBy(() -> ReplayKind.start("tcp:127.0.0.1:0", 0, dump))
        .hasMessageContaining("host");
  }
}
