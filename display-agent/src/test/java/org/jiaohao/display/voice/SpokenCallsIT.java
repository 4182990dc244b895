package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.agent.HallTime;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.display.RunningAgent;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** A call goes in at the broker, sound comes out: the program as it is installed. */
class SpokenCallsIT {
  private static final String GATED = "gated";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final OffsetDateTime NINE =
      OffsetDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneOffset.ofHours(8));

  @TempDir Path folder;

  private static TicketCalled call(String number, String window) {
    return new TicketCalled(number, window, "A区-企业开办与市场准入", "a", 1);
  }

  private String heard(String voice, int file) throws Exception {
    Path sound = folder.resolve(voice).resolve("%06d.wav".formatted(file));
    return new Ear().hear(sound);
  }

  private void awaitSpoken(RunningAgent agent, int calls) {
    await().atMost(SOON).until(() -> agent.part(Loudspeaker.class).log().size() == calls);
  }

  @Test
  @Proves("N04")
  void theGoldenTextIsHeardTwiceAfterAChime() throws Exception {
    try (var agent =
        new RunningAgent(
            folder,
            beans -> {},
            "--jiaohao.devices.voice.driver=voice",
            "--jiaohao.devices.voice.address=wav:" + folder.resolve("yi"),
            "--jiaohao.devices.voice-b.driver=voice",
            "--jiaohao.devices.voice-b.address=wav:" + folder.resolve("yao"),
            "--jiaohao.devices.voice-b.one=yao",
            "--jiaohao.devices.voice-b.say-area=true")) {
      // One after the other: four that wait at once are spoken once each.
      agent.call("e1", NINE, call("A001", "3"));
      awaitSpoken(agent, 2);
      agent.call("e2", NINE, call("B010", "12"));
      awaitSpoken(agent, 4);
      agent.call("e3", NINE, call("C100", "B22"));
      awaitSpoken(agent, 6);
      agent.call("e4", NINE, call("A119", "111"));
      awaitSpoken(agent, 8);
      assertThat(List.of(heard("yi", 1), heard("yi", 2), heard("yi", 3), heard("yi", 4)))
          .containsExactly(
              "♪" + " 请 A 零 零 一 号 到 三 号窗口 办理".repeat(2),
              "♪" + " 请 B 零 一 零 号 到 十 二 号窗口 办理".repeat(2),
              "♪" + " 请 C 一 零 零 号 到 B 二 十 二 号窗口 办理".repeat(2),
              "♪" + " 请 A 一 一 九 号 到 一 百 一 十 一 号窗口 办理".repeat(2));
      assertThat(List.of(heard("yao", 1), heard("yao", 4)))
          .containsExactly(
              "♪" + " 请 A 零 零 幺 号 到 A 区 三 号窗口 办理".repeat(2),
              "♪" + " 请 A 幺 幺 九 号 到 A 区 一 百 一 十 一 号窗口 办理".repeat(2));
      assertThat(agent.part(Loudspeaker.class).log())
          .asString()
          .contains("engine=clips", "text=请A001号到3号窗口办理")
          .doesNotContain("engine=espeak");
    }
  }

  /** The server was away, or this agent: the call itself is lost, the board shows it. */
  @Test
  @Proves("R026")
  void aCallThatOnlyTheBoardShowsIsSpokenAndNoneTwice() throws Exception {
    try (var agent =
        new RunningAgent(
            folder,
            beans -> {},
            "--jiaohao.devices.voice.driver=voice",
            "--jiaohao.devices.voice.address=wav:" + folder.resolve("missed"))) {
      OffsetDateTime now = OffsetDateTime.now();
      var old = line("e-old", "A001", now.minusSeconds(5));
      var heard = line("e-heard", "A002", now);
      var missed = line("e-missed", "A003", now);
      var stale = line("e-stale", "A004", now.minusSeconds(90));
      agent.view(RunningAgent.TOPICS.board(), board(1, stale, old));
      agent.call("e-heard", now, call("A002", "3"));
      awaitSpoken(agent, 2);
      agent.view(RunningAgent.TOPICS.board(), board(2, missed, heard, stale, old));
      awaitSpoken(agent, 3);
      agent.call("e-missed", now, call("A003", "3"));
      agent.call("e-last", now, call("A005", "3"));
      awaitSpoken(agent, 4);
      assertThat(agent.part(Loudspeaker.class).log())
          .asString()
          .contains("A001", "A002", "A003", "A005")
          .doesNotContain("A004");
    }
  }

  /** It ends in the middle of the second call, and knows the third from its window's view only. */
  @Test
  @Proves("R026")
  void aProgramThatStartsAgainSpeaksWhatWasNotHeardAndConfirmsTheRest() throws Exception {
    var gate = new Gate();
    ApplicationContextInitializer<GenericApplicationContext> beans =
        context ->
            context.registerBean("gate", Speakers.class, () -> gate, bean -> bean.setPrimary(true));
    try (var agent =
        new RunningAgent(
            folder,
            beans,
            "--jiaohao.devices.voice.driver=voice",
            "--jiaohao.devices.voice.address=wav:" + folder.resolve(GATED))) {
      OffsetDateTime now = OffsetDateTime.now();
      agent.call("e1", now, call("A001", "3"));
      await().atMost(SOON).until(() -> gate.playing.get() == 1);
      gate.open.release();
      await().atMost(SOON).until(() -> agent.receipts().contains("VOICE voice e1 SPOKEN"));
      agent.call("e2", now, call("A002", "3"));
      await().atMost(SOON).until(() -> gate.playing.get() == 1);
      agent.stopProgram();
      agent.view(
          RunningAgent.TOPICS.board(),
          board(
              2,
              line("e2", "A002", now),
              line("e1", "A001", now),
              line("e0", "A000", now.minusSeconds(61))));
      agent.view(
          RunningAgent.TOPICS.window("4"),
          new WindowView(
              1, "4", "x", "x", WindowFacts.State.BUSY, "x", "A004", "e4", now, 1, "A区"));
      gate.open.drainPermits();
      gate.open.release(1000);
      agent.startProgram(beans);
      awaitSpoken(agent, 2);
      assertThat(agent.part(Loudspeaker.class).log())
          .extracting("eventId", "outcome")
          .containsExactlyInAnyOrder(tuple("e2", "SPOKEN"), tuple("e4", "SPOKEN"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(agent.receipts())
                      .containsExactlyInAnyOrder(
                          "VOICE voice e1 SPOKEN",
                          "VOICE voice e1 SPOKEN",
                          "VOICE voice e2 SPOKEN",
                          "VOICE voice e4 SPOKEN"));
    }
  }

  private static BoardView.Line line(String id, String number, OffsetDateTime at) {
    return new BoardView.Line(id, number, "3", "A区", at, 1);
  }

  private static BoardView board(long rev, BoardView.Line... lines) {
    return new BoardView(rev, "大厅", "Hall", List.of(lines), List.of());
  }

  /** Plays one voice only when the test lets it; all into files. */
  private final class Gate extends Speakers {
    private final Semaphore open = new Semaphore(0);
    private final AtomicInteger playing = new AtomicInteger();
    private final List<Integer> atOnce = new CopyOnWriteArrayList<>();

    @Override
    Speaker create(AreaSettings settings) {
      var files = new FileSpeaker(settings.file());
      if (!settings.file().endsWith(GATED)) {
        return files;
      }
      return new Speaker() {
        @Override
        public Optional<Trouble> unusable() {
          return files.unusable();
        }

        @Override
        public void play(Sound sound) throws VoiceException {
          atOnce.add(playing.incrementAndGet());
          open.acquireUninterruptibly();
          files.play(sound);
          playing.decrementAndGet();
        }
      };
    }
  }

  @Test
  @Proves("N04")
  void simultaneousCallsAreHeardOneAfterAnotherAndShorterWhileMoreThanThreeWait() throws Exception {
    var gate = new Gate();
    try (var agent =
        new RunningAgent(
            folder,
            beans ->
                beans.registerBean(
                    "gate", Speakers.class, () -> gate, bean -> bean.setPrimary(true)),
            "--jiaohao.devices.voice.driver=voice",
            "--jiaohao.devices.voice.address=wav:" + folder.resolve(GATED),
            "--jiaohao.devices.voice.windows=3",
            "--jiaohao.devices.voice-b.driver=voice",
            "--jiaohao.devices.voice-b.address=wav:" + folder.resolve("free"),
            "--jiaohao.devices.voice-b.windows=9")) {
      agent.call("e1", NINE, call("A001", "3"));
      await().atMost(SOON).until(() -> gate.playing.get() == 1);
      for (int n = 2; n <= 7; n++) {
        agent.call("e" + n, NINE, call("A00" + n, "3"));
      }
      agent.call("e8", NINE, call("B001", "9"));
      awaitSpoken(agent, 1); // so those before it wait
      gate.open.release(7);
      awaitSpoken(agent, 8);
      assertThat(gate.atOnce).hasSize(7).containsOnly(1);
      var heard = new ArrayList<String>();
      for (int n = 1; n <= 7; n++) {
        heard.add(heard(GATED, n));
      }
      // Six wait, then five, then four: once each; then three: twice.
      String digits = "一二三四五六七";
      for (int n = 1; n <= 7; n++) {
        int times = n >= 2 && n <= 4 ? 1 : 2;
        assertThat(heard.get(n - 1))
            .isEqualTo("♪" + (" 请 A 零 零 " + digits.charAt(n - 1) + " 号 到 三 号窗口 办理").repeat(times));
      }
      assertThat(Files.list(folder.resolve(GATED))).hasSize(7);
    }
  }

  /** This machine's clock, as somebody sets it. */
  private static final class OwnClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.system(zone);
    }
  }

  @Test
  void aWrongClockSilencesNobody() throws Exception {
    var own = new OwnClock();
    try (var agent =
        new RunningAgent(
            folder,
            beans -> beans.registerBean("clock", Clock.class, () -> own),
            "--jiaohao.devices.voice.driver=voice",
            "--jiaohao.devices.voice.address=wav:" + folder.resolve("all"))) {
      int calls = 0;
      for (String off : List.of("-P40D", "-PT1H", "-PT61S", "PT0S", "PT61S", "PT1H", "P40D")) {
        own.offset = Duration.parse(off);
        agent.call("e" + off, OffsetDateTime.now(), call("A001", "3"));
        awaitSpoken(agent, ++calls);
      }
      assertThat(agent.part(Loudspeaker.class).log()).extracting("outcome").containsOnly("SPOKEN");
    }
  }

  @Test
  void volumeAndMuteFollowTheTimeInTheHall() throws Exception {
    var own = new OwnClock();
    own.offset = Duration.ofHours(12);
    LocalTime here = LocalTime.now(own);
    String mute = here.minusHours(2).withNano(0) + "-" + here.plusHours(2).withNano(0);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", SpokenCallsIT::hall);
    server.start();
    try (var agent =
        new RunningAgent(
            folder,
            beans -> beans.registerBean("clock", Clock.class, () -> own),
            "--jiaohao.server=http://127.0.0.1:" + server.getAddress().getPort(),
            "--jiaohao.voice.mute=" + mute,
            "--jiaohao.devices.voice.driver=voice",
            "--jiaohao.devices.voice.address=wav:" + folder.resolve("all"))) {
      await().atMost(SOON).until(() -> agent.part(HallTime.class).offset().isPresent());
      agent.call("e1", OffsetDateTime.now(), call("A001", "3"));
      awaitSpoken(agent, 1);
      assertThat(agent.part(Loudspeaker.class).log())
          .extracting("outcome")
          .containsExactly("SPOKEN");
    } finally {
      server.stop(0);
    }
  }

  /** What the hall answers, with its time. */
  private static void hall(HttpExchange exchange) throws IOException {
    byte[] body = "{\"id\": \"yj-c00\"}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Hall-Time", String.valueOf(Instant.now().toEpochMilli()));
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
