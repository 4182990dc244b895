package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Two clerks never call the same ticket; a double click calls one (R041). */
@ExtendWith(SharedHall.class)
@ResourceLock("board")
class CallIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;
  private static final int ROUNDS = 30;

  private static ServerProcess server;
  private static Http kiosk;

  @BeforeAll
  static void start(HallProcesses shared) {
    server = shared.server();
    kiosk = server.as(server.enrol("kiosk-call", "KIOSK"));
  }

  @Test
  @Proves("R041")
  void twoClerksAtTheSameMomentCallDifferentTickets() throws Exception {
    Http clerk1 = clerkAt("manager", "7");
    Http clerk2 = clerkAt("clerk2", "8");
    Set<String> called = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        draw("c");
        draw("c");
        CyclicBarrier together = new CyclicBarrier(2);
        Future<String> first = threads.submit(() -> next(clerk1, "7", together));
        Future<String> second = threads.submit(() -> next(clerk2, "8", together));

        assertThat(called.add(first.get())).as("%s was called before", first.get()).isTrue();
        assertThat(called.add(second.get())).as("%s was called before", second.get()).isTrue();
        finish(clerk1, "7");
        finish(clerk2, "8");
      }
    }
    assertThat(called).hasSize(2 * ROUNDS);
  }

  @Test
  @Proves("R041")
  void aDoubleClickCallsOne() throws Exception {
    Http clerk = clerkAt("manager", "20");
    draw("j");
    draw("j");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CyclicBarrier together = new CyclicBarrier(2);
      Future<String> first = threads.submit(() -> next(clerk, "20", together));
      Future<String> second = threads.submit(() -> next(clerk, "20", together));

      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(waiting("j")).isEqualTo(1);
  }

  private static Http clerkAt(String username, String window) {
    Http clerk = server.as(username);
    clerk.post(HALL + "/windows/" + window + "/open", null);
    return clerk;
  }

  private static void draw(String queue) {
    kiosk.post(
        HALL + "/tickets",
        Map.of("queue", queue, "source", "test"),
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  private static String next(Http clerk, String window, CyclicBarrier together) throws Exception {
    together.await();
    return clerk
        .post(HALL + "/windows/" + window + "/next", null)
        .get("ticket")
        .get("number")
        .asString();
  }

  private static void finish(Http clerk, String window) {
    clerk.post(HALL + "/windows/" + window + "/start", null);
    clerk.post(HALL + "/windows/" + window + "/finish", null);
  }

  private static int waiting(String queue) {
    List<JsonNode> found =
        kiosk
            .get(HALL + "/queues")
            .valueStream()
            .filter(q -> q.get("id").asString().equals(queue))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst().get("waiting").asInt();
  }
}
