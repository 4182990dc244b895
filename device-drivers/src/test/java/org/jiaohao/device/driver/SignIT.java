package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The strip driver against the emulator, over a real pseudo-terminal and over TCP. */
class SignIT {
  @TempDir Path folder;
  private final List<ShowOutcome> outcomes = new CopyOnWriteArrayList<>();
  private OnbonSignEmulator card;
  private Sign sign;

  private void start(String line) throws IOException {
    String listen = line.equals("pty") ? "pty:" + folder.resolve("strip.tty") : "tcp:127.0.0.1:0";
    card = OnbonSignEmulator.start(OnbonOptions.of(listen));
    sign =
        Quick.device(
            Sign.class,
            new DeviceConfig("strip-3", "onbon-k", card.address().toString(), null, Map.of()));
    sign.open();
    until(() -> sign.status().state() == DeviceState.IDLE);
  }

  @AfterEach
  void stop() {
    sign.close();
    card.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  private void show(String text, Motion motion) {
    sign.show(SignContent.of(text, Color.RED, motion, 0), outcomes::add);
  }

  private void shown(String text) {
    show(text, Motion.STATIC);
    until(() -> !outcomes.isEmpty());
    assertThat(outcomes).containsExactly(ShowOutcome.SHOWN);
    assertThat(card.text()).isEqualTo(text);
    outcomes.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aCallIsShownAndAcknowledged(String line) throws IOException {
    start(line);
    shown("请A001号");
    shown("暂停服务");
    assertThat(card.state().counters().flashWrites()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void theCableOutAndInAgain(String line) throws IOException {
    start(line);
    shown("A001");
    card.fault("unplug", Map.of());
    until(() -> sign.status().state() == DeviceState.NO_HARDWARE);
    show("A002", Motion.STATIC);
    until(() -> outcomes.contains(ShowOutcome.FAILED));
    card.fault("plug", Map.of());

    await().atMost(Duration.ofSeconds(2)).until(() -> card.text().equals("A002"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aCardThatLostItsPowerIsToldAgain(String line) throws IOException {
    start(line);
    show("今日办事指南", Motion.SCROLL);
    until(() -> card.text().equals("今日办事指南"));
    card.fault("power-off", Map.of());
    card.fault("power-on", Map.of());
    assertThat(card.text()).isEmpty();

    until(() -> card.text().equals("今日办事指南"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noise-before",
        "noise-inside",
        "wrong-check",
        "wrong-address",
        "half-frame",
        "busy"
      })
  void aSpoiledAnswerCostsOneRepeat(String fault) throws IOException {
    start("tcp");
    card.fault(fault, Map.of("count", "1"));
    shown("A001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aMuteCardIsNoticedAndComesBack(String line) throws IOException {
    start(line);
    card.fault("mute", Map.of());
    show("A003", Motion.STATIC);
    until(() -> outcomes.contains(ShowOutcome.FAILED));
    until(() -> sign.status().state() == DeviceState.OFFLINE);
    assertThat(sign.status().fault().code()).isEqualTo("NO_ANSWER");
    card.clear();
    until(() -> sign.status().state() == DeviceState.IDLE);
    assertThat(card.text()).isEqualTo("A003");
  }
}
