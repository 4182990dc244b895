package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who comes first and who is never forgotten, over HTTP. */
class PriorityTest {
  private static final String TICKETS = "/api/v1/halls/" + HALL + "/tickets";
  private static RunningHall server;
  private static User manager;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    manager = server.demo("manager");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Proves("N07")
  void everyThirdCallGoesToPriorityAndNoMoreHoweverManyHaveIt() {
    List<String> expected = new ArrayList<>();
    List<String> regular = new ArrayList<>();
    List<String> favoured = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      regular.add(draw(null));
    }
    for (String reason : List.of("elderly", "disabled", "pregnant", "military", "seriously-ill")) {
      favoured.add(draw(reason));
    }
    for (int i = 0; i < 3; i++) {
      expected.addAll(List.of(regular.get(2 * i), regular.get(2 * i + 1), favoured.get(i)));
    }
    expected.addAll(favoured.subList(3, 5));
    server.window(manager, "4", "open");

    List<String> called = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      called.add(server.window(manager, "4", "next").at("/ticket/number").asString());
      server.window(manager, "4", "start");
      server.window(manager, "4", "finish");
    }

    assertThat(called).isEqualTo(expected);
  }

  private static String draw(String reason) {
    Map<String, Object> body = new HashMap<>(Map.of("queue", "b", "source", "test"));
    body.put("priorityReason", reason);
    return server
        .call(server.demo("guide"), "POST", TICKETS)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .expect(201)
        .get("number")
        .asString();
  }
}
