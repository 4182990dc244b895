package org.jiaohao.display.pad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.display.FakeHallLink;
import org.jiaohao.display.device.CallPads;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.openpad.Board;
import org.jiaohao.emulator.openpad.OpenPadKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An emulated pad at window 3, on a pseudo-terminal, and a hall that answers as the test says. */
class PadsIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;
  private final List<String> pressed = new CopyOnWriteArrayList<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final FakeHallLink link = new FakeHallLink();
  private volatile boolean slow;
  private volatile boolean refuses;
  private EmulatedModel<Board> board;
  private CallPads devices;
  private Pads pads;

  private WindowInfo press(String window, PadKey key) {
    pressed.add(window + " " + key.key() + " " + key.digits());
    try {
      if (slow && !goOn.await(10, java.util.concurrent.TimeUnit.SECONDS)) {
        throw new AssertionError("the test did not go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (refuses) {
      throw new HallApiException(409, "window-not-open", "Nobody is signed in.", "没有人员登录。", null);
    }
    return new WindowInfo(
        "3",
        "食药许可",
        "Food",
        "A区",
        "OPEN",
        OffsetDateTime.now(),
        "张晓雨",
        List.of("a"),
        null,
        7,
        null);
  }

  @BeforeEach
  void start() throws Exception {
    board = OpenPadKind.start("pty:" + folder.resolve("pad.tty"), 0);
    var settings =
        new AgentSettings(
            URI.create("http://127.0.0.1:1"),
            "yj-c00",
            "display-1",
            "DISPLAY",
            folder.resolve("data"),
            null,
            null,
            List.of(
                new DeviceConfig("pad-3", "open-pad", board.address().toString(), null, Map.of()),
                new DeviceConfig("pad-4", "no-such", "tcp://127.0.0.1:1", null, Map.of())));
    HallApi api =
        (HallApi)
            java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HallApi.class},
                (self, method, arguments) -> press((String) arguments[0], (PadKey) arguments[1]));
    devices = new CallPads(settings, new DeviceReports(link, Clock.systemUTC()));
    pads = new Pads(devices, api, link, new DeviceBench(link, settings, List::of));
    pads.start();
    await()
        .atMost(SOON)
        .until(
            () ->
                link.reports().stream()
                    .anyMatch(r -> r.device().equals("pad-3") && r.state().equals("IDLE")));
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    pads.destroy();
    devices.destroy();
    board.close();
  }

  private void key(String key) {
    board.fault("press", Map.of("key", key));
  }

  private String display() {
    return board.read(Board::display);
  }

  @Test
  void aKeyReachesTheHallAndItsAnswerThePad() {
    key("1");
    key("2");
    key("transfer");
    await().atMost(SOON).until(() -> pressed.equals(List.of("3 TRANSFER 12")));
    await().atMost(SOON).until(() -> display().equals("- 7"));
    link.view("window", "3", window("A027"));
    await().atMost(SOON).until(() -> display().equals("A027 7"));
    link.view("window", "4", new WindowView(2, "4", "x", "x", "OPEN", null, "B001", null, null, 0));
    link.view("queue", "b", new QueueView(1, "b", "x", "x", 50, 1));
    link.view("queue", "a", new QueueView(2, "a", "x", "x", 9, 1));
    await().atMost(SOON).until(() -> display().equals("A027 9"));
    assertThat(link.reports())
        .anyMatch(r -> r.device().equals("pad-4") && r.code().equals("CONFIGURATION"));
  }

  private static WindowView window(String number) {
    return new WindowView(
        1, "3", "食药许可", "Food", "BUSY", "张晓雨", number, "e1", OffsetDateTime.now(), 1);
  }

  @Test
  void keysPressedWhileTheHallIsSlowCallNobodyElse() {
    slow = true;
    key("call");
    await().atMost(SOON).until(() -> pressed.size() == 1);
    key("recall");
    key("pause");
    key("coffee");
    key("rate");
    await().atMost(SOON).until(() -> board.read(Board::asking)); // all before it were heard
    slow = false;
    goOn.countDown();
    await().atMost(SOON).until(() -> display().equals("- 7"));
    assertThat(pressed).containsExactly("3 CALL ");
  }

  @Test
  void whatCannotBeDoneSounds() {
    refuses = true;
    key("call");
    await().atMost(SOON).until(() -> board.read(Board::beeps) == 1);
    refuses = false;
    key("recall");
    await().atMost(SOON).until(() -> display().equals("- 7"));
  }

  @Test
  void aKeyPressedInATestCallsNobody() {
    link.view("window", "3", window("A027"));
    await().atMost(SOON).until(() -> display().startsWith("A027"));
    var reply =
        CompletableFuture.supplyAsync(() -> link.command("test-device", new TestDevice("pad-3")));
    await().atMost(SOON).until(() -> display().startsWith("A888"));
    key("call");
    assertThat(reply.join().outcome()).isEqualTo("DONE");
    assertThat(reply.join().messageEn()).contains("CALL");
    await().atMost(SOON).until(() -> display().startsWith("A027"));
    assertThat(pressed).isEmpty();
  }
}
