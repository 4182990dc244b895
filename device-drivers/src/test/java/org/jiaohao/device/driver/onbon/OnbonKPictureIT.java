package org.jiaohao.device.driver.onbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
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
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Line;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.api.SignContent.Urgency;
import org.jiaohao.emulator.onbon.LedColor;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Areas, lines and settings of a text card, lamp by lamp. */
class OnbonKPictureIT {
  private final List<ShowOutcome> outcomes = new CopyOnWriteArrayList<>();
  private OnbonSignEmulator card;
  private Sign sign;

  private void start(int width, int height) throws IOException {
    card = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0").withSize(width, height));
    var size = Map.of("width", String.valueOf(width), "height", String.valueOf(height));
    sign =
        Quick.device(
            Sign.class,
            new DeviceConfig("strip-3", "onbon-k", card.address().toString(), null, size));
    sign.open();
    until(() -> sign.status().state() == DeviceState.IDLE);
  }

  @AfterEach
  void stop() {
    sign.close();
    card.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  private void shown(SignContent content) {
    outcomes.clear();
    sign.show(content, outcomes::add);
    until(() -> !outcomes.isEmpty());
    assertThat(outcomes).containsExactly(ShowOutcome.SHOWN);
  }

  private void exact(SignContent content) throws IOException {
    shown(content);
    boolean same = Pictures.same(sign.preview(content), card.picture());
    if (!same || System.getProperty("pictures") != null) {
      Path out = Files.createDirectories(Path.of("target", "boards"));
      String name = content.areas().getFirst().text();
      Files.write(out.resolve("k-" + name + "-board.png"), card.picture().png());
      Files.write(out.resolve("k-" + name + "-preview.png"), sign.preview(content));
    }
    assertThat(same).as(content.areas().getFirst().text()).isTrue();
  }

  private static Area area(Box box, Motion motion, int blink, Line... lines) {
    return new Area(box, List.of(lines), motion, blink);
  }

  private static Line line(String text, Color color) {
    return new Line(text, color);
  }

  private static SignContent content(Area... areas) {
    return new SignContent(List.of(areas), Urgency.ROUTINE);
  }

  @Test
  void everyNameOfTheTestListIsThePreview() throws IOException {
    start(288, 16);
    for (String row : Files.readAllLines(Path.of("src/test/resources/test-names.csv"))) {
      exact(SignContent.of(row.split(",")[0], Color.GREEN, Motion.STATIC, 0));
      assertThat(card.picture().lit()).isPositive();
    }
  }

  /** The card's fonts have signs of money in their full-width form only. */
  @Test
  void aPriceIsShownWithAWideYuanSign() throws IOException {
    start(160, 16);
    exact(SignContent.of("工本费¥80", Color.RED, Motion.STATIC, 0));
    assertThat(card.text()).isEqualTo("工本费￥80");
  }

  @Test
  void linesAndAreasAreThePreview() throws IOException {
    start(120, 48);
    exact(
        content(
            area(
                null,
                Motion.STATIC,
                0,
                line("请A001号", Color.RED),
                line("到3号窗口", Color.GREEN),
                line("人力资源", Color.YELLOW))));
    assertThat(card.state().areas()).hasSize(3);
    exact(
        content(
            area(new Box(0, 0, 60, 24), Motion.STATIC, 0, line("A001", Color.RED)),
            area(new Box(60, 0, 60, 24), Motion.STATIC, 0, line("3号", Color.GREEN))));
    assertThat(card.state().areas()).hasSize(2);
    exact(SignContent.of("暂停服务", Color.RED, Motion.STATIC, 0));
    assertThat(card.state().areas()).hasSize(1);
    assertThat(card.state().counters().badFrames()).isZero();
    assertThat(card.state().counters().flashWrites()).isZero();
  }

  @Test
  void whatAnEarlierProgramLeftIsCleared() throws IOException {
    start(96, 16);
    exact(
        content(
            area(new Box(0, 0, 48, 16), Motion.STATIC, 0, line("A001", Color.RED)),
            area(new Box(48, 0, 48, 16), Motion.STATIC, 0, line("3号", Color.GREEN))));
    sign.close();
    sign =
        Quick.device(
            Sign.class,
            new DeviceConfig("strip-3", "onbon-k", card.address().toString(), null, Map.of()));
    sign.open();
    exact(SignContent.of("A", Color.RED, Motion.STATIC, 0));
  }

  @Test
  void linesComeUpPageByPage() throws IOException {
    start(64, 32);
    shown(
        content(
            area(
                null,
                Motion.SCROLL_UP,
                0,
                line("第一", Color.RED),
                line("第二行很长", Color.GREEN),
                line("第三", Color.YELLOW))));
    assertThat(card.state().areas()).hasSize(1);
    assertThat(card.state().areas().getFirst().effect()).isEqualTo(5);
    // two lines of a page stand one below the other, then the next two
    until(() -> card.picture().lamp(1, 1) == LedColor.RED || lit(LedColor.RED, 0, 16));
    until(() -> lit(LedColor.RED, 0, 16) && lit(LedColor.GREEN, 16, 32));
    until(() -> lit(LedColor.GREEN, 0, 16) && lit(LedColor.YELLOW, 16, 32));
  }

  private boolean lit(LedColor color, int from, int to) {
    var picture = card.picture();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        boolean inside = y >= from && y < to;
        LedColor lamp = picture.lamp(x, y);
        if (lamp != LedColor.DARK && inside != (lamp == color)) {
          return false;
        }
      }
    }
    return picture.lit() > 0;
  }

  @Test
  void anAreaThatScrollsIsNotDisturbedByOneThatBlinks() throws IOException {
    start(96, 32);
    shown(
        content(
            area(new Box(0, 0, 96, 16), Motion.STATIC, 60, line("A001", Color.RED)),
            area(new Box(0, 16, 96, 16), Motion.SCROLL, 0, line("欢迎", Color.GREEN))));
    until(() -> card.history().stream().filter(shown -> shown.area() == 0).count() >= 5);
    assertThat(card.history().stream().filter(shown -> shown.area() == 1)).hasSize(1);
    assertThat(card.state().areas()).hasSize(2);
  }

  @Test
  void aTextLongerThanTheCardsBufferIsCut() throws IOException {
    start(96, 16);
    shown(SignContent.of("办".repeat(2000), Color.RED, Motion.SCROLL, 0));
    assertThat(card.text()).matches("办{400,500}");
    assertThat(card.state().counters().badFrames()).isZero();
  }

  @Test
  void aDeadStripOnTheSameLineKeepsNoCallBack(@TempDir Path folder) throws IOException {
    card = OnbonSignEmulator.start(OnbonOptions.of("pty:" + folder.resolve("bus.tty")));
    String line = card.address() + "?baud=57600&bus=485&gap=5";
    var dead = new DeviceConfig("strip-4", "onbon-k", line, null, Map.of("card-address", "4"));
    try (Sign other = Quick.device(Sign.class, dead)) {
      other.open();
      other.show(SignContent.of("A001", Color.RED, Motion.STATIC, 0), outcome -> {});
      sign = Quick.device(Sign.class, new DeviceConfig("strip-3", "onbon-k", line, null, Map.of()));
      sign.open();
      until(() -> sign.status().state() == DeviceState.IDLE);
      for (String call : List.of("A002", "A003", "A004")) {
        shown(SignContent.of(call, Color.RED, Motion.STATIC, 5));
        assertThat(card.text()).isEqualTo(call);
      }
      until(() -> other.status().state() == DeviceState.OFFLINE);
      assertThat(card.state().counters().notForMe()).isPositive();
      assertThat(card.history()).as("nothing blinks on a shared line").hasSize(3);
    }
  }

  @Test
  void powerAndClock() throws IOException {
    start(96, 16);
    exact(SignContent.of("A001", Color.RED, Motion.STATIC, 0));
    assertThat(sign.features().power()).isTrue();
    assertThat(sign.features().clock()).isTrue();
    assertThat(sign.features().brightness()).isFalse();
    sign.power(false);
    until(() -> !card.state().on());
    card.fault("power-cycle", Map.of());
    until(() -> !card.state().on() && card.state().areas().isEmpty());
    sign.power(true);
    until(() -> card.text().equals("A001"));
    sign.clock(LocalDateTime.of(2026, 10, 15, 9, 30, 45));
    until(() -> card.state().clock() != null);
    assertThat(card.state().clock())
        .isBetween(
            LocalDateTime.of(2026, 10, 15, 9, 30, 45), LocalDateTime.of(2026, 10, 15, 9, 31));
  }
}
