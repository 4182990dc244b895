package org.jiaohao.device.driver.huidu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.Quick;
import org.jiaohao.device.SignFaultSuite;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Line;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.api.SignContent.Urgency;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.huidu.HuiduCard;
import org.jiaohao.emulator.huidu.HuiduKind;
import org.jiaohao.emulator.line.EmulatedModel;
import org.junit.jupiter.api.Test;

class HuiduFaultsIT extends SignFaultSuite {
  @Override
  protected String driver() {
    return "huidu";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return HuiduKind.start(listen, 128, 32);
  }

  @Override
  protected List<String> transports() {
    return List.of("memory", "tcp");
  }

  /** Packets have neither check field nor address. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }

  @Override
  @SuppressWarnings("unchecked")
  protected boolean shows(EmulatedDevice emulator, String ticket, byte[] preview) {
    return ((EmulatedModel<HuiduCard>) emulator)
        .read(card -> card.texts().stream().anyMatch(t -> t.text().equals(text(ticket))));
  }

  @Test
  void areasColoursBrightnessAndPower() throws Exception {
    try (var card = HuiduKind.start("tcp:127.0.0.1:0", 128, 32);
        Sign sign =
            Quick.device(
                Sign.class,
                new DeviceConfig("s", "huidu", card.address().toString(), null, Map.of()))) {
      sign.brightness(40);
      sign.power(false);
      sign.open();
      var upper =
          new Area(
              new Box(0, 0, 128, 16),
              List.of(new Line("<3号> & 4号", Color.GREEN)),
              Motion.STATIC,
              0);
      var lower =
          new Area(
              new Box(0, 16, 128, 16), List.of(new Line("滚动", Color.YELLOW)), Motion.SCROLL, 0);
      var shown = new CompletableFuture<ShowOutcome>();
      sign.show(new SignContent(List.of(upper, lower), Urgency.ROUTINE), shown::complete);
      assertThat(shown.get(10, TimeUnit.SECONDS)).isEqualTo(ShowOutcome.SHOWN);
      assertThat(card.read(HuiduCard::texts))
          .containsExactly(
              new HuiduCard.Text(0, 0, 128, 16, "<3号> & 4号", 0x00ff00, 0),
              new HuiduCard.Text(0, 16, 128, 16, "滚动", 0xffff00, 28));
      assertThat(card.read(HuiduCard::brightness)).isEqualTo(40);
      assertThat(card.read(HuiduCard::on)).isFalse();
      sign.power(true);
      await().atMost(Duration.ofSeconds(15)).until(() -> card.read(HuiduCard::on));
    }
  }
}
