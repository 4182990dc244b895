package org.jiaohao.display.pad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

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
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.display.MockedLink;
import org.jiaohao.display.RunningAgent;
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
  private final HallLink link = MockedLink.connected();
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
      throw new HallApiException(
          409, "ticket-not-started", "A027 还没有开始办理。", "A027 has not been started.", null);
    }
    return new WindowInfo(
        "3",
        "食药许可",
        "Food",
        "A区",
        WindowFacts.State.OPEN,
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
            AgentDescription.Kind.DISPLAY,
            folder.resolve("data"),
            null,
            null,
            List.of(
                new DeviceConfig("pad-3", "open-pad", board.address().toString(), null, Map.of()),
                new DeviceConfig("pad-4", "no-such", "tcp://127.0.0.1:1", null, Map.of())));
    HallApi api = mock(HallApi.class);
    when(api.press(any(), any()))
        .thenAnswer(press -> press(press.getArgument(0), press.getArgument(1)));
    devices =
        new CallPads(
            settings, new DeviceReports(link, Clock.systemUTC(), RunningAgent.unmeasured()));
    pads = new Pads(devices, api, link, new DeviceBench(link, settings, List::of));
    pads.start();
    await()
        .atMost(SOON)
        .until(() -> MockedLink.report(link, "pad-3").state() == DeviceReport.State.IDLE);
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
    MockedLink.view(link, "window", "3", window("A027"));
    await().atMost(SOON).until(() -> display().equals("A027 7"));
    MockedLink.view(
        link,
        "window",
        "4",
        new WindowView(
            2, "4", "x", "x", WindowFacts.State.OPEN, null, "B001", null, null, 0, null));
    MockedLink.view(link, "queue", "b", new QueueView(1, "b", "x", "x", 50, 1));
    MockedLink.view(link, "queue", "a", new QueueView(2, "a", "x", "x", 9, 1));
    await().atMost(SOON).until(() -> display().equals("A027 9"));
    assertThat(MockedLink.report(link, "pad-4").code()).isEqualTo("CONFIGURATION");
  }

  private static WindowView window(String number) {
    return new WindowView(
        1,
        "3",
        "食药许可",
        "Food",
        WindowFacts.State.BUSY,
        "张晓雨",
        number,
        "e1",
        OffsetDateTime.now(),
        1,
        null);
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
    MockedLink.view(link, "window", "3", window("A027"));
    await().atMost(SOON).until(() -> display().equals("A027 0"));
    refuses = true;
    key("call");
    await().atMost(SOON).until(() -> board.read(Board::beeps) == 1);
    assertThat(display()).isEqualTo("A027 0");
    refuses = false;
    key("recall");
    await().atMost(SOON).until(() -> display().equals("- 7"));
  }

  @Test
  void aKeyPressedInATestCallsNobody() {
    MockedLink.view(link, "window", "3", window("A027"));
    await().atMost(SOON).until(() -> display().startsWith("A027"));
    var reply =
        CompletableFuture.supplyAsync(
            () -> MockedLink.command(link, "test-device", new TestDevice("pad-3")));
    await().atMost(SOON).until(() -> display().startsWith("A888"));
    key("call");
    assertThat(reply.join().outcome()).isEqualTo(Reply.Outcome.DONE);
    assertThat(reply.join().messageEn()).contains("CALL");
    await().atMost(SOON).until(() -> display().startsWith("A027"));
    assertThat(pressed).isEmpty();
  }
}
