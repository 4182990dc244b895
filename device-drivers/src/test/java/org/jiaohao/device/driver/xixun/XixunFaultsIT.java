package org.jiaohao.device.driver.xixun;

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
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.xixun.XixunCard;
import org.junit.jupiter.api.Test;

class XixunFaultsIT extends SignFaultSuite {
  @Override
  protected String driver() {
    return "xixun";
  }

  @Override
  protected List<String> transports() {
    return List.of("http");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return XixunCard.start(listen, 128, 32);
  }

  /** HTTP has neither check fields nor addresses of its own. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }

  private static ShowOutcome show(Sign sign, String text, Motion motion) throws Exception {
    var shown = new CompletableFuture<ShowOutcome>();
    sign.show(SignContent.of(text, Color.GREEN, motion, 0), shown::complete);
    return shown.get(20, TimeUnit.SECONDS);
  }

  @Override
  protected boolean shows(EmulatedDevice emulator, String ticket, byte[] preview) {
    return ((XixunCard) emulator).text().equals(text(ticket));
  }

  private static Sign sign(XixunCard card, Map<String, String> options) {
    String address = card.address().toString();
    return Quick.device(Sign.class, new DeviceConfig("s", "xixun", address, null, options));
  }

  @Test
  void scrollingPowerBrightnessAndSignsOfMarkup() throws Exception {
    try (var card = XixunCard.start("tcp:127.0.0.1:0", 128, 32);
        Sign sign = sign(card, Map.of())) {
      sign.open();
      assertThat(show(sign, "<b>办事 & 指南</b>", Motion.SCROLL)).isEqualTo(ShowOutcome.SHOWN);
      assertThat(card.text()).isEqualTo("<b>办事 & 指南</b>");
      assertThat(card.scrolls()).isTrue();
      sign.brightness(50);
      sign.power(false);
      await().atMost(Duration.ofSeconds(5)).until(() -> card.brightness() == 32 && !card.on());
      card.fault("power-cycle");
      await().atMost(Duration.ofSeconds(8)).until(() -> card.text().equals("<b>办事 & 指南</b>"));
    }
  }
}
