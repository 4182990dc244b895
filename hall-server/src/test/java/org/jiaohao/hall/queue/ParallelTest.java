package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many hands at once. */
@CoreTest
class ParallelTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  @Autowired TicketDesk desk;
  @Autowired Windows windows;
  @Autowired HallClock clock;

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
    for (String no : List.of("1", "2", "25")) {
      windows.open(HALL, no, "clerk" + no);
    }
  }

  private Ticket draw(String queue) {
    return desk.draw(HALL, new DrawRequest(queue, null, null, "kiosk-1"), "yj-c00/kiosk-1");
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    try (var pool = Executors.newFixedThreadPool(8)) {
      var results = new ArrayList<T>();
      for (Future<T> done : pool.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    }
  }

  @Test
  void parallelDrawsLeaveNoGapAndNoDouble() throws Exception {
    List<Callable<String>> draws =
        IntStream.range(0, 400).<Callable<String>>mapToObj(i -> () -> draw("a").number()).toList();
    var expected = IntStream.rangeClosed(1, 400).mapToObj("A%03d"::formatted).toList();
    assertThat(together(draws)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void twoWindowsNeverGetTheSameTicket() throws Exception {
    IntStream.range(0, 60).forEach(i -> draw("a"));
    var called = new ArrayList<String>();
    for (int round = 0; round < 20; round++) {
      clock.advance(Duration.ofSeconds(5));
      called.addAll(
          together(
              List.of(
                  () -> windows.next(HALL, "1", "c1").ticket().number(),
                  () -> windows.next(HALL, "2", "c2").ticket().number(),
                  () -> windows.next(HALL, "25", "c25").ticket().number())));
      for (String no : List.of("1", "2", "25")) {
        windows.start(HALL, no, "c" + no);
      }
    }
    assertThat(called).doesNotHaveDuplicates().hasSize(60);
  }

  @Test
  void whoWasCalledIsToldAlsoWhenSomebodyPassesThemOnAtOnce() throws Exception {
    for (int round = 0; round < 40; round++) {
      String drawn = draw("a").number();
      List<String> numbers =
          together(
              List.of(
                  () -> windows.next(HALL, "1", "c1").ticket().number(),
                  () -> passOn().ticket() == null ? drawn : "still at window 1"));
      assertThat(numbers).containsOnly(drawn);
    }
  }

  /** Tries until there is a ticket at window 1. */
  private WindowInfo passOn() {
    while (true) {
      try {
        return windows.transfer(HALL, "1", new TransferTo("b", null, null), "c2");
      } catch (Problem nobodyYet) {
        Thread.onSpinWait();
      }
    }
  }
}
