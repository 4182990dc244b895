package org.jiaohao.device.driver.onbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.transport.MemoryTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnbonKSignTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final MemoryTransport line = new MemoryTransport();
  private final ScriptedCard card = new ScriptedCard(line);
  private final List<ShowOutcome> outcomes = new CopyOnWriteArrayList<>();
  private final Sign sign = sign(Map.of());

  private Sign sign(Map<String, String> options) {
    var config = new DeviceConfig("strip-3", "onbon-k", "memory:", null, options);
    return new OnbonKDriver().create(config, c -> line, Pace.USUAL);
  }

  @AfterEach
  void stop() {
    sign.close();
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  private void show(String text, Motion motion, int blinkSeconds) {
    sign.show(SignContent.of(text, Color.RED, motion, blinkSeconds), outcomes::add);
  }

  private void show(String text) {
    show(text, Motion.STATIC, 0);
  }

  @Test
  void showsAndTellsOnce() {
    sign.open();
    show("暂停服务");

    until(() -> outcomes.size() == 1);
    assertThat(outcomes).containsExactly(ShowOutcome.SHOWN);
    assertThat(card.text()).isEqualTo("\\C1暂停服务");
    until(() -> sign.status().state() == DeviceState.IDLE);
  }

  @Test
  void theNewestWins() {
    show("A001");
    show("A002");
    show("A003");
    sign.open();

    until(() -> outcomes.contains(ShowOutcome.SHOWN));
    assertThat(outcomes)
        .containsExactly(ShowOutcome.REPLACED, ShowOutcome.REPLACED, ShowOutcome.SHOWN);
    assertThat(card.texts()).containsExactly("\\C1A003");
  }

  @Test
  void aLostAnswerIsAskedForAgain() {
    card.ignore(2);
    show("A001");
    sign.open();

    until(() -> outcomes.size() == 1);
    assertThat(outcomes).containsExactly(ShowOutcome.SHOWN);
  }

  @Test
  void aCallWhileTheCableIsOutFailsAndIsShownLater() {
    sign.open();
    show("A001");
    until(() -> outcomes.size() == 1);
    line.unplug();
    until(() -> sign.status().state() == DeviceState.NO_HARDWARE);

    show("A002");
    until(() -> outcomes.size() == 2);
    assertThat(outcomes.getLast()).isEqualTo(ShowOutcome.FAILED);
    line.plug();

    await()
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> "\\C1A002".equals(card.text()));
    assertThat(outcomes).hasSize(2);
  }

  @Test
  void aSilentCardFailsAndIsRightAgainByItself() {
    card.silent(true);
    sign.open();
    show("A001");

    until(() -> outcomes.size() == 1);
    assertThat(outcomes).containsExactly(ShowOutcome.FAILED);
    until(() -> sign.status().state() == DeviceState.OFFLINE);
    assertThat(sign.status().conditions()).containsExactly(Condition.NO_STATUS);
    assertThat(sign.status().fault().code()).isEqualTo("NO_ANSWER");
    card.silent(false);
    until(() -> "\\C1A001".equals(card.text()));
    until(() -> sign.status().state() == DeviceState.IDLE);
  }

  @Test
  void aScrollingTextReturnsAfterAPowerCycle() {
    sign.open();
    show("办事指南：身份证首次申领", Motion.SCROLL, 0);
    until(() -> outcomes.size() == 1);
    int first = line.received();
    until(() -> line.received() > first); // the card was asked and told that it holds the text
    card.powerCycle();

    until(() -> card.text() != null);
    assertThat(card.texts()).hasSize(2);
  }

  @Test
  void aStandingTextReturnsEvenWhenTheCardTellsNothing() {
    card.hidesAreas();
    sign.open();
    show("A001");
    until(() -> outcomes.size() == 1);
    card.powerCycle();

    until(() -> card.text() != null);
  }

  @Test
  void aCardThatKnowsNoStateIsPinged() {
    card.knowsNoState();
    sign.open();
    show("A001");
    until(() -> outcomes.size() == 1);
    card.powerCycle();

    until(() -> card.text() != null);
    assertThat(sign.status().state()).isEqualTo(DeviceState.IDLE);
  }

  @Test
  void aCallBlinksAndThenStands() {
    sign.open();
    show("A001", Motion.STATIC, 2);

    until(() -> card.texts().size() >= 5);
    assertThat(card.texts().subList(0, 5))
        .containsExactly("\\C1A001", "\\C1 ", "\\C1A001", "\\C1 ", "\\C1A001");
    assertThat(outcomes).containsExactly(ShowOutcome.SHOWN);
  }

  @Test
  void anotherCallEndsTheBlinkingAtOnce() {
    sign.open();
    show("A001", Motion.STATIC, 60);
    until(() -> outcomes.size() == 1);
    show("A002", Motion.STATIC, 0);

    await()
        .atMost(Duration.ofMillis(400))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> "\\C1A002".equals(card.text()));
  }

  @Test
  void aRefusalIsToldWithItsCode() {
    card.refuse(0x12);
    sign.open();
    show("A001");

    until(() -> outcomes.contains(ShowOutcome.FAILED));
    assertThat(sign.status().state()).isEqualTo(DeviceState.OFFLINE);
    assertThat(sign.status().fault().code()).isEqualTo("CARD_ERROR_18");
    assertThat(sign.status().fault().messageZh()).contains("错误码 18");
  }

  @Test
  void closingIsQuickAndTellsWhoWaits() {
    line.hang();
    sign.open();
    show("A001");
    long began = System.nanoTime();
    sign.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    until(() -> outcomes.contains(ShowOutcome.FAILED));
    show("A002");
    assertThat(outcomes).containsExactly(ShowOutcome.FAILED, ShowOutcome.FAILED);
  }

  @Test
  void wrongOptionsAreRefusedInBothLanguages() {
    assertThatThrownBy(() -> sign(Map.of("rom", "big5")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gb2312")
        .hasMessageContaining("应为")
        .hasMessageContaining("must be");
    assertThatThrownBy(() -> sign(Map.of("width", "zero")))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> sign(Map.of("card-address", "0")))
        .isInstanceOf(ConfigurationException.class);
  }
}
