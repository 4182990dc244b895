package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.nio.file.Path;
import java.util.List;
import org.jiaohao.contract.event.QueueEvent;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One hall whose views cannot be made silences no other, and is shown again once it is mended. */
class BrokenHallTest {
  private static final String BROKEN = "yj-t01";

  @TempDir Path data;

  private RunningHall start() {
    return RunningHall.start(data, Ports.free(), "spring.profiles.active=demo");
  }

  /** Nobody can read its windows' state; an event says that its screens have to be made again. */
  private static void damage(RunningHall server) {
    server
        .bean(WritePath.class)
        .run(
            tx -> {
              tx.sql()
                  .sql(
                      "insert into window_state (hall, window_no, state, since)"
                          + " select hall, no, ?, 0 from hall_window where hall = ?"
                          + " on conflict (hall, window_no) do update set state = excluded.state")
                  .params("NONSENSE", BROKEN)
                  .update();
              return tx.append(BROKEN, new QueueEvent.Changed("m", List.of("name")), "test");
            });
  }

  private static void mend(RunningHall server) {
    server
        .bean(WritePath.class)
        .run(tx -> tx.sql().sql("update window_state set state = 'CLOSED'").update());
  }

  private static void showsWhatIsDrawn(RunningHall server, MqttPeer screen) {
    long before = rev(screen, HALL, "a");
    server.draw(server.demo("guide"), "a");
    await("the queue", () -> rev(screen, HALL, "a") > before);
  }

  private static long rev(MqttPeer screen, String hall, String queue) {
    return screen.received().stream()
        .filter(m -> m.topic().equals(Topics.of(hall).view("queue", queue)))
        .mapToLong(m -> m.json().get("rev").asLong())
        .max()
        .orElse(-1);
  }

  @Test
  void theOthersAreShownWhileItIsBrokenAndAfterAStart() throws Exception {
    User display;
    User there;
    try (RunningHall server = start()) {
      display = server.enrol(HALL, "display-1", "DISPLAY");
      there = server.enrol(BROKEN, "display-1", "DISPLAY");
      try (MqttPeer screen = MqttPeer.connect(server.mqttUri(), display)) {
        screen.subscribe(Topics.ROOT + HALL + "/view/#");
        showsWhatIsDrawn(server, screen);
        damage(server);
        showsWhatIsDrawn(server, screen);
      }
    }
    try (RunningHall server = start();
        MqttPeer screen = MqttPeer.connect(server.mqttUri(), display);
        MqttPeer other = MqttPeer.connect(server.mqttUri(), there)) {
      screen.subscribe(Topics.ROOT + HALL + "/view/#");
      other.subscribe(Topics.ROOT + BROKEN + "/view/#");
      await("all views", () -> rev(screen, HALL, "b") >= 0);
      showsWhatIsDrawn(server, screen);
      assertThat(rev(other, BROKEN, "m")).as("it is broken").isNegative();
      mend(server);
      await("it is shown again", () -> rev(other, BROKEN, "m") >= 0);
    }
  }
}
