package org.jiaohao.device.driver.onbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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
import org.jiaohao.emulator.onbon.DynamicModel;
import org.jiaohao.emulator.onbon.DynamicOptions;
import org.jiaohao.emulator.onbon.LedColor;
import org.jiaohao.emulator.onbon.OnbonBoardEmulator;
import org.jiaohao.emulator.onbon.SignPicture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver against the emulated card, lamp by lamp. */
class OnbonF0SignIT {
  private static final Color[] COLORS = Color.values();

  @TempDir Path folder;
  private final List<ShowOutcome> outcomes = new CopyOnWriteArrayList<>();
  private OnbonBoardEmulator board;
  private Sign sign;

  private void start(DynamicOptions options, String profile, String colors) throws IOException {
    board = OnbonBoardEmulator.start(options);
    var size =
        Map.of(
            "width", String.valueOf(options.width()),
            "height", String.valueOf(options.height()),
            "colors", colors);
    sign =
        Quick.device(
            Sign.class,
            new DeviceConfig("board-1", "onbon-f0", board.address().toString(), profile, size));
    sign.open();
    until(() -> sign.status().state() == DeviceState.IDLE);
  }

  private void start(String listen) throws IOException {
    start(DynamicOptions.of(listen, DynamicModel.BX_6E1), "6e1", "2");
  }

  @AfterEach
  void stop() {
    sign.close();
    board.close();
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
    boolean same = Pictures.same(sign.preview(content), board.picture());
    if (!same || System.getProperty("pictures") != null) {
      Path out = Files.createDirectories(Path.of("target", "boards"));
      String name = content.areas().getFirst().lines().getFirst().text() + board.state().model();
      Files.write(out.resolve(name + "-board.png"), board.picture().png());
      Files.write(out.resolve(name + "-preview.png"), sign.preview(content));
    }
    assertThat(same).as(content.areas().getFirst().text()).isTrue();
  }

  private static SignContent lines(Motion motion, String... texts) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      lines.add(new Line(texts[i], COLORS[i % COLORS.length]));
    }
    return new SignContent(List.of(new Area(null, lines, motion, 0)), Urgency.ROUTINE);
  }

  private static Area area(int x, int y, int width, int height, Color color, String text) {
    return new Area(new Box(x, y, width, height), List.of(new Line(text, color)), Motion.STATIC, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "5e1,BX_5E1,2",
    "5e2,BX_5E2,1",
    "5q1,BX_5Q1,2",
    "6e1,BX_6E1,2",
    "6e2,BX_6E2,1",
    "6q2,BX_6Q2,2",
    "6q3l,BX_6Q3L,2"
  })
  void everyModelShowsThePreview(String profile, DynamicModel model, int colors)
      throws IOException {
    var options = DynamicOptions.of("tcp:127.0.0.1:0", model).withSize(150, 48);
    start(options.withColors(colors), profile, String.valueOf(colors));
    exact(lines(Motion.STATIC, "请A001号", "到3号窗口"));
    exact(lines(Motion.STATIC, "暂停", "Z[ア𪚥", "人力资源"));
    exact(
        new SignContent(
            List.of(
                area(0, 0, 75, 24, Color.GREEN, "A001"),
                area(75, 0, 75, 24, Color.RED, "3窗"),
                area(3, 24, 147, 24, Color.YELLOW, "办理中")),
            Urgency.ROUTINE));
    assertThat(board.state().areas()).hasSize(3);
    exact(SignContent.of("暂停服务", Color.RED, Motion.STATIC, 0));
    assertThat(board.state().areas()).hasSize(1);
    assertThat(board.state().counters().flashWrites()).isZero();
    assertThat(board.state().counters().badFrames()).isZero();
  }

  @Test
  void everyNameOfTheTestListIsItsShapes() throws IOException {
    start(DynamicOptions.of("tcp:127.0.0.1:0", DynamicModel.BX_6E1).withSize(448, 24), "6e1", "2");
    List<String> names =
        Files.readAllLines(Path.of("src/test/resources/test-names.csv")).stream()
            .skip(1)
            .map(line -> line.split(",")[0])
            .toList();
    assertThat(names).hasSizeGreaterThan(10);
    for (String name : names) {
      exact(SignContent.of(name, Color.RED, Motion.STATIC, 0));
      assertThat(board.picture().lit()).as(name).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5e1", "6e1", "6q2"})
  void aTextThatIsTooWideMovesAcrossWholly(String profile) throws IOException {
    DynamicModel model = DynamicModel.valueOf("BX_" + profile.toUpperCase());
    start(DynamicOptions.of("tcp:127.0.0.1:0", model).withSize(40, 16), profile, "2");
    String text = "身份证首次申领二十个工作日";
    Lit expected = new Lit(text, Color.GREEN);
    shown(SignContent.of(text, Color.GREEN, Motion.STATIC, 0));
    assertThat(board.state().areas().getFirst().pages()).isEqualTo((13 * 16 + 32 + 39) / 40);
    // Every window of the long text passes by; the gap and the next beginning follow.
    until(() -> expected.at(board.picture()) >= 0);
    until(() -> expected.at(board.picture()) >= 100);
    until(() -> expected.at(board.picture()) >= 208);
    until(() -> expected.at(board.picture()) == 0);
  }

  @Test
  void linesComeUpOneAfterTheOther() throws IOException {
    start(DynamicOptions.of("tcp:127.0.0.1:0", DynamicModel.BX_6E1).withSize(64, 32), "6e1", "2");
    shown(lines(Motion.SCROLL_UP, "第一行", "第二行长得放不下", "第三行"));
    assertThat(board.state().areas().getFirst().effect()).isEqualTo(6);
    assertThat(board.state().areas().getFirst().pages()).isEqualTo(2);
    var colors = board.state().areas().getFirst().colors();
    assertThat(colors).contains(LedColor.RED, LedColor.GREEN, LedColor.YELLOW);
    until(() -> board.picture().lamp(0, 31) == LedColor.DARK && board.picture().lit() > 100);
    until(() -> count(board.picture(), LedColor.YELLOW) > 50);
  }

  private static long count(SignPicture picture, LedColor color) {
    long count = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        count += picture.lamp(x, y) == color ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aCallBlinksByItselfAndThenStands() throws IOException {
    start("tcp:127.0.0.1:0");
    var call = SignContent.of("请A001号", Color.RED, Motion.STATIC, 3);
    shown(call);
    long updates = board.state().updates();
    until(() -> board.picture().lit() == 0);
    until(() -> board.picture().lit() > 0);
    until(() -> board.picture().lit() == 0);
    assertThat(board.state().updates()).as("the card blinks alone").isEqualTo(updates);
    until(() -> board.state().areas().getFirst().pages() == 1);
    assertThat(board.state().updates()).isEqualTo(updates + 1);
    assertThat(Pictures.same(sign.preview(call), board.picture())).isTrue();
  }

  @Test
  void anAreaThatScrollsIsNotDisturbedByOneThatBlinks() throws IOException {
    start("tcp:127.0.0.1:0");
    var scrolling =
        new Area(new Box(0, 16, 128, 16), List.of(new Line("欢迎", Color.GREEN)), Motion.SCROLL, 0);
    var call =
        new Area(new Box(0, 0, 128, 16), List.of(new Line("A001", Color.RED)), Motion.STATIC, 1);
    shown(new SignContent(List.of(call, scrolling), Urgency.CALL));
    assertThat(board.state().updates()).isEqualTo(2);
    until(() -> board.state().areas().getFirst().pages() == 1);
    assertThat(board.state().updates()).isEqualTo(3);
    assertThat(board.state().areas()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty", "tcp"})
  void aCardThatLostItsPowerIsToldAgain(String line) throws IOException {
    start(line.equals("pty") ? "pty:" + folder.resolve("board.tty") : "tcp:127.0.0.1:0");
    var content = SignContent.of("暂停服务", Color.RED, Motion.STATIC, 0);
    exact(content);
    sign.brightness(50);
    until(() -> board.state().brightness() == 8);
    board.fault("power-off", Map.of());
    board.fault("power-on", Map.of());
    assertThat(board.state().areas()).isEmpty();
    assertThat(board.state().booting()).isTrue();

    until(() -> board.state().areas().size() == 1 && board.state().on());
    until(() -> Pictures.same(sign.preview(content), board.picture()));
    until(() -> sign.status().state() == DeviceState.IDLE);
  }

  @ParameterizedTest
  @CsvSource({"5e1,BX_5E1", "6e1,BX_6E1"})
  void powerBrightnessAndClock(String profile, DynamicModel model) throws IOException {
    start(DynamicOptions.of("tcp:127.0.0.1:0", model), profile, "2");
    exact(SignContent.of("A001", Color.RED, Motion.STATIC, 0));
    sign.power(false);
    until(() -> !board.state().on());
    assertThat(board.picture().lit()).isZero();
    sign.power(true);
    until(() -> board.state().on());
    assertThat(board.picture().lit()).isPositive();
    sign.brightness(100);
    until(() -> board.state().brightness() == 15);
    sign.brightness(1);
    until(() -> board.state().brightness() == 1);
    sign.clock(LocalDateTime.of(2026, 10, 15, 9, 30, 45));
    until(() -> board.state().clock() != null);
    assertThat(board.state().clock())
        .isBetween(
            LocalDateTime.of(2026, 10, 15, 9, 30, 45), LocalDateTime.of(2026, 10, 15, 9, 31));
  }

  @Test
  void aCallBreaksOffALongPictureOnASlowLine() throws IOException {
    String link = "pty:" + folder.resolve("slow.tty");
    var options = DynamicOptions.of(link, DynamicModel.BX_6E1).withSize(96, 16).withBaud(9600);
    board = OnbonBoardEmulator.start(options);
    var size = Map.of("width", "96", "height", "16");
    String address = board.address() + "?baud=9600";
    sign = Quick.device(Sign.class, new DeviceConfig("strip", "onbon-f0", address, "6e1", size));
    sign.open();
    until(() -> sign.status().state() == DeviceState.IDLE);
    // 400 characters: 26 kB, 27 s on this line
    sign.show(SignContent.of("办".repeat(400), Color.RED, Motion.SCROLL, 0), outcome -> {});
    until(() -> board.state().counters().bytes() > 2000);
    var call = SignContent.of("请A001号", Color.RED, Motion.STATIC, 1);
    long began = System.nanoTime();
    shown(call);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(3000);
    until(() -> Pictures.same(sign.preview(call), board.picture()));
  }

  /** Finds which part of a long text the lamps show. */
  private record Lit(String text, Color color) {
    /** First column of the text at the left edge of the window, or -1. */
    int at(SignPicture picture) {
      var strip = org.jiaohao.device.driver.sign.Lamps.strip(new Line(text, color), 16);
      int length = strip.width() + 32;
      for (int left = 0; left < length; left++) {
        if (matches(strip, picture, left, length)) {
          return left;
        }
      }
      return -1;
    }

    private boolean matches(
        org.jiaohao.device.driver.sign.Lamps strip, SignPicture picture, int left, int length) {
      boolean lit = false;
      for (int y = 0; y < picture.height(); y++) {
        for (int x = 0; x < picture.width(); x++) {
          Color wanted = strip.at((left + x) % length, y);
          LedColor lamp = picture.lamp(x, y);
          if (wanted == null != (lamp == LedColor.DARK)) {
            return false;
          }
          lit |= wanted != null;
        }
      }
      return lit;
    }
  }
}
