package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Windows get other services in the middle of the day, over HTTP. */
class ReassignTest {
  private static final String WINDOWS = "/api/v1/halls/" + HALL + "/windows/";
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Proves("R009")
  void aWindowMovesToAnotherQueueAndNobodyLosesTheirPlace() {
    User manager = server.demo("manager");
    User guide = server.demo("guide");
    String c1 = number(server.draw(guide, "c"));
    String c2 = number(server.draw(guide, "c"));
    String c3 = number(server.draw(guide, "c"));
    String d1 = number(server.draw(guide, "d"));
    for (String no : List.of("7", "8", "10")) {
      server.window(manager, no, "open");
    }
    assertThat(served(manager, "7")).isEqualTo(c1);

    server.call(manager, "PUT", WINDOWS + "7").body(Map.of("queues", List.of("d"))).expect(200);

    assertThat(served(manager, "7")).as("next call at window 7").isEqualTo(d1);
    assertThat(served(manager, "8")).isEqualTo(c2);
    assertThat(served(manager, "8")).isEqualTo(c3);
    assertThat(events(manager)).contains("window-changed window/7 manager");
  }

  /** Calls and serves the next ticket of a window to its end. */
  private static String served(User clerk, String window) {
    String number = server.window(clerk, window, "next").at("/ticket/number").asString();
    server.window(clerk, window, "start");
    server.window(clerk, window, "finish");
    return number;
  }

  private static String number(JsonNode ticket) {
    return ticket.get("number").asString();
  }

  /** Kind, subject and actor of each event of the hall. */
  private static List<String> events(User manager) {
    JsonNode feed = server.get(manager, "/api/v1/halls/" + HALL + "/events?wait=0&limit=1000");
    return feed.valueStream()
        .map(
            e ->
                e.get("type").asString().replaceFirst(".*\\.", "")
                    + " "
                    + e.get("subject").asString()
                    + " "
                    + e.get("actor").asString())
        .toList();
  }
}
