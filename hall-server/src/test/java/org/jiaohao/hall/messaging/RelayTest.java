package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the event log says reaches the broker: at once, after a restart, and nothing stale. */
class RelayTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final String DEMO = "spring.profiles.active=demo";
  private static final int CALLS = 60;

  @TempDir Path data;

  private static MqttPeer screen(RunningHall server, User display) throws Exception {
    MqttPeer screen = MqttPeer.connect(server.mqttUri(), display);
    screen.subscribe(TOPICS.serverState());
    screen.subscribe(Topics.ROOT + HALL + "/view/#");
    screen.subscribe(TOPICS.event("+"));
    return screen;
  }

  private static List<MqttPeer.Message> calls(MqttPeer screen) {
    return screen.received().stream()
        .filter(m -> m.topic().equals(TOPICS.event("ticket-called")))
        .toList();
  }

  @Test
  @Proves("R026")
  void aCallIsOnTheLineWithinMilliseconds() throws Exception {
    RunningHall server = RunningHall.shared();
    User clerk = server.account(HALL, Role.CLERK);
    User display = server.enrol(HALL, "display-fast", "DISPLAY");
    List<Long> delays = new ArrayList<>();
    try (MqttPeer screen = screen(server, display)) {
      server.window(clerk, "20", "open");
      for (int i = 0; i < CALLS; i++) {
        server.draw(clerk, "j");
        JsonNode called = server.window(clerk, "20", "next");
        long answered = System.nanoTime(); // the commit was before the answer
        String id = called.at("/call/eventId").asString();
        await("the call", () -> calls(screen).stream().anyMatch(m -> m.text().contains(id)));
        MqttPeer.Message call =
            calls(screen).stream().filter(m -> m.text().contains(id)).findFirst().orElseThrow();
        delays.add((call.nanos() - answered) / 1_000);
        server.window(clerk, "20", "start"); // the next call finishes it
      }
      server.window(clerk, "20", "finish");
      server.window(clerk, "20", "close");
      MqttPeer.Message call = calls(screen).getLast();
      assertThat(call.properties().getMessageExpiryInterval()).isBetween(55L, 60L);
      assertThat(call.retained()).isFalse();
      List<String> ids = calls(screen).stream().map(m -> m.json().get("id").asString()).toList();
      assertThat(ids).doesNotHaveDuplicates();
    }
    Collections.sort(delays);
    System.out.println(
        "call after the answer, µs: median %d, p90 %d, max %d"
            .formatted(delays.get(CALLS / 2), delays.get(CALLS * 9 / 10), delays.get(CALLS - 1)));
    // Without TCP_NODELAY the median is 25 ms and more.
    assertThat(Duration.ofNanos(delays.get(CALLS / 2) * 1_000)).isLessThan(Duration.ofMillis(15));
  }

  @Test
  void afterARestartEveryScreenIsRightAndNoOldCallIsAnnounced() throws Exception {
    int port = Ports.free();
    User display;
    String session;
    String eventId;
    try (RunningHall server = RunningHall.start(data, port, DEMO)) {
      display = server.enrol(HALL, "display-1", "DISPLAY");
      User clerk = server.demo("clerk3");
      server.window(clerk, "3", "open");
      server.draw(clerk, "a");
      try (MqttPeer screen = screen(server, display)) {
        session = screen.last(TOPICS.serverState()).json().get("session").asString();
        eventId = server.window(clerk, "3", "next").at("/call/eventId").asString();
        await("the call", () -> calls(screen).size() == 1);
        // The queue's view is published after the window's, so the window's is there, too.
        screen.last(TOPICS.queue("a"));
      }
    }
    try (RunningHall server = RunningHall.start(data, port, DEMO);
        MqttPeer screen = screen(server, display)) {
      MqttPeer.Message window = screen.last(TOPICS.window("3"));
      assertThat(window.json().get("callEventId").asString()).isEqualTo(eventId);
      assertThat(window.json().get("number").asString()).isEqualTo("A001");
      JsonNode state = screen.last(TOPICS.serverState()).json();
      assertThat(state.get("state").asString()).isEqualTo("READY");
      assertThat(state.get("session").asString()).isNotEqualTo(session);
      JsonNode board = screen.last(TOPICS.board()).json();
      assertThat(board.at("/calls/0/eventId").asString()).isEqualTo(eventId);
      int views =
          server.bean(Halls.class).get(HALL).windows().size()
              + server.bean(Halls.class).get(HALL).queues().size()
              + 2;
      await("every view", () -> topics(screen).size() == views + 1);
      assertThat(calls(screen)).as("the call was announced before").isEmpty();
    }
  }

  private static Set<String> topics(MqttPeer screen) {
    return screen.received().stream().map(MqttPeer.Message::topic).collect(Collectors.toSet());
  }

  @Test
  void aWindowTakenAwayLeavesNoViewBehind() throws Exception {
    try (RunningHall server = RunningHall.start(data, Ports.free(), DEMO);
        MqttPeer screen = screen(server, server.enrol(HALL, "display-1", "DISPLAY"))) {
      screen.last(TOPICS.window("22"));
      server
          .bean(Halls.class)
          .change(
              HALL,
              tx -> {
                tx.sql()
                    .sql("delete from window_queue where hall = 'yj-c00' and window_no = '22'")
                    .update();
                tx.sql()
                    .sql("delete from window_state where hall = 'yj-c00' and window_no = '22'")
                    .update();
                tx.sql()
                    .sql("delete from hall_window where hall = 'yj-c00' and no = '22'")
                    .update();
              });
      server
          .bean(WritePath.class)
          .run(tx -> tx.append(HALL, new HallEvent.Changed(HALL, List.of()), "test"));
      await("an empty view", () -> screen.last(TOPICS.window("22")).text().isEmpty());
    }
  }

  @Test
  void underLoadViewsAreCombinedAndCallsAreNot() throws Exception {
    try (RunningHall server = RunningHall.start(data, Ports.free(), DEMO);
        MqttPeer screen = screen(server, server.enrol(HALL, "display-1", "DISPLAY"))) {
      User clerk = server.demo("clerk3");
      server.window(clerk, "3", "open");
      String area = server.bean(Halls.class).get(HALL).window("3").orElseThrow().area();
      screen.last(TOPICS.queue("b"));
      int before = screen.received().size();
      int many = 300;
      server
          .bean(WritePath.class)
          .run(
              tx -> {
                for (int i = 1; i <= many; i++) {
                  var facts =
                      new TicketFacts(
                          "t" + i,
                          "B%03d".formatted(i),
                          "b",
                          null,
                          TicketFacts.State.CALLED,
                          "3",
                          area,
                          1,
                          0);
                  tx.append(HALL, new TicketEvent.Called(facts), "test");
                }
                return null;
              });
      await("every call", () -> calls(screen).size() == many);
      await(
          "the board behind them",
          () ->
              screen.received().stream()
                  .skip(before)
                  .anyMatch(m -> m.topic().equals(TOPICS.board())));
      assertThat(calls(screen))
          .extracting(m -> m.json().get("seq").asLong())
          .isSorted()
          .doesNotHaveDuplicates();
      long boards =
          screen.received().stream()
              .skip(before)
              .filter(m -> m.topic().equals(TOPICS.board()))
              .count();
      assertThat(boards).isLessThan(10);
    }
  }
}
