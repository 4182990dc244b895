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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two clerks never call the same ticket; a double click calls one (R041). */
class CallIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;
  private static final int ROUNDS = 30;

  private static Guard guard;
  private static ServerProcess server;
  private static Http kiosk;

  @BeforeAll
  static void start() {
    guard = Guard.start();
    server = TestHall.server(CallIT.class, guard);
    kiosk = server.as(server.enrol("kiosk-1", "KIOSK"));
  }

  @AfterAll
  static void stop() {
    server.close();
    guard.close();
  }

  @Test
  @Proves("R041")
  void twoClerksAtTheSameMomentCallDifferentTickets() throws Exception {
    Http clerk1 = clerkAt("clerk1", "1");
    Http clerk2 = clerkAt("clerk2", "2");
    Set<String> called = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        draw("a");
        draw("a");
        CyclicBarrier together = new CyclicBarrier(2);
        Future<String> first = threads.submit(() -> next(clerk1, "1", together));
        Future<String> second = threads.submit(() -> next(clerk2, "2", together));

        assertThat(called.add(first.get())).as("%s was called before", first.get()).isTrue();
        assertThat(called.add(second.get())).as("%s was called before", second.get()).isTrue();
        finish(clerk1, "1");
        finish(clerk2, "2");
      }
    }
    assertThat(called).hasSize(2 * ROUNDS);
  }

  @Test
  @Proves("R041")
  void aDoubleClickCallsOne() throws Exception {
    Http clerk = clerkAt("clerk4", "4");
    draw("b");
    draw("b");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CyclicBarrier together = new CyclicBarrier(2);
      Future<String> first = threads.submit(() -> next(clerk, "4", together));
      Future<String> second = threads.submit(() -> next(clerk, "4", together));

      assertThat(second.get()).isEqualTo(first.get());
    }
    assertThat(waiting("b")).isEqualTo(1);
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
