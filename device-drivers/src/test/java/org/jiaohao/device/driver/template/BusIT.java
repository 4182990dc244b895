package org.jiaohao.device.driver.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.emulator.line.BusModel;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.template.Maker;
import org.jiaohao.emulator.template.TemplateKind;
import org.jiaohao.emulator.template.TemplateStrip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Twenty-five strips on one line of 9600 baud. */
@Isolated
class BusIT {
  private static final int STRIPS = 25;
  private static final int CALLS = 10;
  private static final int GAP_MILLIS = 20;
  private static final long BETWEEN_NANOS = 10_000_000;

  @TempDir Path folder;
  private final List<Sign> signs = new ArrayList<>();
  private EmulatedModel<BusModel<TemplateStrip>> bus;

  @BeforeEach
  void start() throws Exception {
    String pty = "pty:" + folder.resolve("bus.tty");
    bus = TemplateKind.start(pty, 9600, Maker.PINGANLIHE, 1, STRIPS, 128);
    String address = bus.address() + "?baud=9600&bus=485&gap=" + GAP_MILLIS;
    for (int i = 1; i <= STRIPS; i++) {
      var options = Map.of("card-address", String.valueOf(i));
      var config = new DeviceConfig("strip-" + i, "template", address, "pinganlihe-strip", options);
      Sign sign = Drivers.create(Sign.class, config);
      signs.add(sign);
      sign.open();
    }
  }

  @AfterEach
  void stop() {
    signs.forEach(Sign::close);
    bus.close();
  }

  private String text(int strip) {
    return bus.read(b -> b.devices().get(strip).text());
  }

  private void show(int strip, String text, boolean call) {
    var content = SignContent.of(text, Color.RED, Motion.SCROLL, call ? 3 : 0);
    signs.get(strip).show(content, outcome -> {});
  }

  @Test
  void callsGoBeforeRollingTextsAndNeedOnlyTheTimeOfTheirFrames() {
    for (int i = 0; i < STRIPS; i++) {
      show(i, "滚动文字" + i, false);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> text(STRIPS - 1).startsWith("滚动") && text(0).startsWith("滚动"));
    // New rolling texts for all fill the line; the calls come in the middle of them.
    for (int i = 0; i < STRIPS; i++) {
      show(i, "新的滚动文字" + i, false);
    }
    Instant called = Instant.now();
    for (int i = 0; i < CALLS; i++) {
      show(i, "请A%03d号".formatted(i), true);
      LockSupport.parkNanos(BETWEEN_NANOS); // calls have an order; within a few µs there is none
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              for (int i = 0; i < CALLS; i++) {
                if (!text(i).equals("请A%03d号".formatted(i))) {
                  return false;
                }
              }
              return true;
            });

    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      String wanted = "请A%03d号".formatted(i);
      TemplateStrip strip = bus.read(BusModel::devices).get(i);
      Instant shown =
          bus.read(b -> strip.history()).stream()
              .filter(s -> s.text().equals(wanted))
              .findFirst()
              .orElseThrow()
              .at();
      took.add(Duration.between(called, shown));
    }
    assertThat(took).as("in the order of the calls").isSorted();
    int callBytes = TemplateProfile.load("pinganlihe-strip").show(1, "请A000号", Color.RED, 1).length;
    int otherBytes =
        TemplateProfile.load("pinganlihe-strip").show(1, "新的滚动文字24", Color.RED, 1).length;
    // Ten calls, and one rolling text that was on the line already.
    long millis = CALLS * (callBytes * 10_000L / 9600 + GAP_MILLIS) + otherBytes * 10_000L / 9600;
    System.out.printf(
        "10 calls on 25 strips: %d ms, the line needs %d ms%n",
        took.getLast().toMillis(), millis + GAP_MILLIS);
    assertThat(took.getLast()).isLessThan(Duration.ofMillis((millis + GAP_MILLIS) * 12 / 10));
  }

  @Test
  void aPulledLineIsGoneForAllAndComesBackForAll() {
    show(0, "一号", false);
    show(24, "二五号", false);
    await().atMost(Duration.ofSeconds(20)).until(() -> text(24).equals("二五号"));
    bus.fault("unplug", Map.of());
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> signs.stream().allMatch(s -> s.status().state() == DeviceState.NO_HARDWARE));
    bus.fault("power-off", Map.of());
    bus.fault("power-on", Map.of());
    bus.fault("plug", Map.of());
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> signs.stream().allMatch(s -> s.status().state() == DeviceState.IDLE));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> text(0).equals("一号") && text(24).equals("二五号"));
  }
}
