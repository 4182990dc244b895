package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.contract.http.HallHeaders;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.Test;

/** A press that nobody waits for any more is not carried out. */
class LateRequestsTest {
  private static final RunningHall SERVER = RunningHall.shared();
  private static final User CLERK = SERVER.demo("clerk1");
  private static final String QUEUE = "h";

  private static HttpResponse<String> draw(String key, Object latest) {
    return SERVER
        .call(CLERK, "POST", "/api/v1/halls/" + HALL + "/tickets")
        .header(HallHeaders.IDEMPOTENCY_KEY, key)
        .header(HallHeaders.LATEST, String.valueOf(latest))
        .body(Map.of("queue", QUEUE, "source", "desk"))
        .send();
  }

  private static int waiting() {
    return SERVER
        .get(CLERK, "/api/v1/halls/" + HALL + "/queues")
        .valueStream()
        .filter(queue -> queue.get("id").asString().equals(QUEUE))
        .findFirst()
        .orElseThrow()
        .get("waiting")
        .asInt();
  }

  private static String newKey() {
    return "late-" + UUID.randomUUID();
  }

  private static void assertTooLate(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("urn:jiaohao:problem:too-late", "没有执行", "press again");
  }

  @Test
  void aPressThatArrivesLateIsRefusedAndMayBeSentAgain() {
    int before = waiting();
    String key = newKey();

    HttpResponse<String> late = draw(key, SERVER.clock().millis() - 1);

    assertTooLate(late);
    assertThat(late.headers().firstValue(HallHeaders.TIME)).isPresent();
    assertThat(waiting()).isEqualTo(before);
    assertThat(draw(key, SERVER.clock().millis() + 60_000).statusCode()).isEqualTo(201);
    assertThat(waiting()).isEqualTo(before + 1);
  }

  @Test
  void whatWasCarriedOutInTimeIsAnsweredAlsoLate() {
    String key = newKey();
    HttpResponse<String> first = draw(key, SERVER.clock().millis() + 60_000);

    HttpResponse<String> again = draw(key, SERVER.clock().millis() - 1);

    assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void aPressThatWaitsForTheDiskUntilItIsTooLateIsNotCarriedOut() throws Exception {
    int before = waiting();
    var stalls = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    CompletableFuture<Boolean> disk =
        CompletableFuture.supplyAsync(
            () ->
                SERVER
                    .bean(WritePath.class)
                    .run(
                        tx -> {
                          stalls.countDown();
                          try {
                            goesOn.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                          return true;
                        }));
    stalls.await();
    long latest = SERVER.clock().millis() + 2000; // it is on the write path long before
    CompletableFuture<HttpResponse<String>> press =
        CompletableFuture.supplyAsync(() -> draw(newKey(), latest));

    RunningHall.await("the time to be over", () -> SERVER.clock().millis() > latest);
    assertThat(press).isNotDone();
    goesOn.countDown();

    assertTooLate(press.get());
    assertThat(disk.get()).isTrue();
    assertThat(waiting()).isEqualTo(before);
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    for (String wrong : new String[] {"soon", "1e9", "", "99999999999999999999"}) {
      HttpResponse<String> answer = draw(newKey(), wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("wrong-latest-time", HallHeaders.TIME);
    }
  }
}
