package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Numbers are distinct and without gap, however many kiosks draw at once (N01). */
@ExtendWith(SharedHall.class)
class ParallelDrawIT {
  private static final int EACH = 1000;
  private static final int HANDS = 4;

  private static ServerProcess server;

  @BeforeAll
  static void start(HallProcesses shared) {
    server = shared.server();
  }

  @Test
  @Proves("N01")
  void twoKiosksDrawAThousandEachWithoutDoubleOrGap() throws Exception {
    List<Http> kiosks =
        List.of(
            server.as(server.enrol("kiosk-draw-1", "KIOSK")),
            server.as(server.enrol("kiosk-draw-2", "KIOSK")));
    List<Callable<List<JsonNode>>> work = new ArrayList<>();
    for (Http kiosk : kiosks) {
      for (int hand = 0; hand < HANDS; hand++) {
        work.add(() -> draw(kiosk, EACH / HANDS));
      }
    }

    List<JsonNode> tickets = inParallel(work).stream().flatMap(List::stream).toList();

    assertThat(tickets).hasSize(2 * EACH);
    assertThat(tickets.stream().map(t -> t.get("id").asString())).doesNotHaveDuplicates();
    assertThat(tickets.stream().map(t -> serial(t.get("number").asString())).sorted().toList())
        .isEqualTo(upTo(2 * EACH));
  }

  @Test
  void theSameKeyTwiceAtOnceGivesTheSameTicket() throws Exception {
    Http kiosk = server.as(server.enrol("kiosk-draw-3", "KIOSK"));
    for (int round = 0; round < 25; round++) {
      String key = UUID.randomUUID().toString();

      List<JsonNode> answers =
          inParallel(List.of(() -> draw(kiosk, "p", key), () -> draw(kiosk, "p", key)));

      assertThat(answers.get(1).get("id")).isEqualTo(answers.get(0).get("id"));
      assertThat(serial(answers.get(0).get("number").asString())).isEqualTo(round + 1);
      assertThat(draw(kiosk, "p", key).get("number")).isEqualTo(answers.get(0).get("number"));
    }
  }

  private static List<JsonNode> draw(Http kiosk, int count) {
    List<JsonNode> tickets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tickets.add(draw(kiosk, "g", UUID.randomUUID().toString()));
    }
    return tickets;
  }

  private static JsonNode draw(Http kiosk, String queue, String key) {
    return kiosk.post(
        "/api/v1/halls/" + ServerProcess.HALL + "/tickets",
        Map.of("queue", queue, "source", "test"),
        "Idempotency-Key",
        key);
  }

  private static int serial(String number) {
    assertThat(number).matches("[A-Z](\\d{3}|[1-9]\\d{3})");
    return Integer.parseInt(number.substring(1));
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
