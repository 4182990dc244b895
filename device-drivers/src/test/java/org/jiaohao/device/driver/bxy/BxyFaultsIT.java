package org.jiaohao.device.driver.bxy;

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
import org.jiaohao.emulator.bxy.BxyCard;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.junit.jupiter.api.Test;

class BxyFaultsIT extends SignFaultSuite {
  @Override
  protected String driver() {
    return "onbon-y";
  }

  @Override
  protected List<String> transports() {
    return List.of("http");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return BxyCard.start(listen, "guest", 128, 32);
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
    var texts = ((BxyCard) emulator).texts();
    return !texts.isEmpty() && texts.getFirst().text().equals(text(ticket));
  }

  private static Sign sign(BxyCard card, Map<String, String> options) {
    String address = card.address().toString();
    return Quick.device(Sign.class, new DeviceConfig("s", "onbon-y", address, null, options));
  }

  @Test
  void theLoginIsProvedByTwoDigests() {
    assertThat(BxySign.proof("12345678901234567890", "guest"))
        .isEqualTo("37cd8da6f59184a02e5da5fe60757c2e16c21d02");
  }

  @Test
  void aWrongPasswordIsToldAndANewSessionBegunAfterAPowerCut() throws Exception {
    try (var card = BxyCard.start("tcp:127.0.0.1:0", "other", 128, 32);
        Sign sign = sign(card, Map.of())) {
      sign.open();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(
              () ->
                  sign.status().fault() != null
                      && sign.status().fault().code().equals("SIGN_REFUSED"));
      assertThat(sign.status().fault().messageZh()).contains("22", "密码");
    }
    try (var card = BxyCard.start("tcp:127.0.0.1:0", "other", 128, 32);
        Sign sign = sign(card, Map.of("password", "other"))) {
      sign.open();
      assertThat(show(sign, "办事指南", Motion.SCROLL)).isEqualTo(ShowOutcome.SHOWN);
      assertThat(card.texts())
          .containsExactly(new BxyCard.Text(0, 0, 128, 32, "办事指南", 0x00ff00, "4"));
      card.fault("power-cycle");
      await().atMost(Duration.ofSeconds(8)).until(() -> !card.texts().isEmpty());
    }
  }
}
