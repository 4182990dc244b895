package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jiaohao.hall.identity.Place.Seen;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;

/** Whose password is compared when (N16). */
@Proves("N16")
class SignInGuardTest {
  private final SignInGuard guard = new SignInGuard(Clock.systemUTC(), List.of());

  private static Place at(int address) {
    return new Place("10.0.0." + address, null, false);
  }

  @Test
  void wrongOnesOfAllAddressesTogetherAreBoundedAndDelayNoUsualPlace() throws Exception {
    long start = System.nanoTime();
    try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        Place place = at(i);
        tries.add(many.submit(() -> guard.compare(place, Seen.NEVER, () -> false)));
      }
      await("the first twenty", () -> tries.stream().filter(Future::isDone).count() >= 20);
      assertThat(guard.compare(at(99), Seen.AT_ADDRESS, () -> true)).isTrue();
      assertThat(tries.stream().filter(each -> !each.isDone())).isNotEmpty();
      for (Future<Boolean> each : tries) {
        assertThat(each.get()).isFalse();
      }
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1900));
  }

  @Test
  void anAddressWithManyTriesWaitsBehindOneWithOne() throws Exception {
    var order = new CopyOnWriteArrayList<String>();
    var go = new CountDownLatch(1);
    List<Thread> greedy = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      greedy.add(Thread.ofPlatform().start(() -> tryOnce(at(1), "greedy", order, go)));
    }
    await(
        "all wait",
        () -> greedy.stream().noneMatch(each -> each.getState() == Thread.State.RUNNABLE));
    Thread other = Thread.ofPlatform().start(() -> tryOnce(at(2), "other", order, go));
    await("it waits", () -> other.getState() == Thread.State.TIMED_WAITING);
    go.countDown();
    for (Thread each : greedy) {
      each.join();
    }
    other.join();
    assertThat(order).hasSize(6).first().isEqualTo("greedy");
    assertThat(order.get(1)).isEqualTo("other");
  }

  private void tryOnce(Place place, String name, List<String> order, CountDownLatch go) {
    guard.compare(
        place,
        Seen.NEVER,
        () -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return order.add(name);
        });
  }
}
