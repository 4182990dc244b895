package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many hands at once, and long random days. */
@CoreTest
class ParallelTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  @Autowired TicketDesk desk;
  @Autowired TicketViews views;
  @Autowired Windows windows;
  @Autowired HallClock clock;
  @Autowired JdbcClient sql;

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
  void randomDaysKeepTheCountsTrue() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var tickets = new ArrayList<Ticket>();
    for (int step = 0; step < 600; step++) {
      clock.advance(Duration.ofSeconds(random.nextInt(30)));
      try {
        act(random, tickets);
      } catch (Problem refused) {
        assertThat(refused.status()).as("seed " + seed).isIn(400, 404, 409);
      }
    }
    var wrong =
        sql.sql(
                "select q.queue from queue_line q where q.waiting <> (select count(*) from ticket t"
                    + " where t.hall = q.hall and t.queue = q.queue"
                    + " and t.state in ('WAITING', 'REQUEUED'))"
                    + " or q.waiting_priority <> (select count(*) from ticket t"
                    + " where t.hall = q.hall and t.queue = q.queue and t.priority = 1"
                    + " and t.state in ('WAITING', 'REQUEUED'))")
            .query(String.class)
            .list();
    assertThat(wrong).as("seed " + seed).isEmpty();
    int twice =
        sql.sql(
                "select count(*) from (select window_no from ticket where state in ('CALLED',"
                    + " 'SERVING') group by hall, window_no having count(*) > 1)")
            .query(Integer.class)
            .single();
    assertThat(twice).as("seed " + seed).isZero();
  }

  private void act(Random random, List<Ticket> tickets) {
    String no = List.of("1", "2", "25").get(random.nextInt(3));
    Ticket some = tickets.isEmpty() ? null : tickets.get(random.nextInt(tickets.size()));
    switch (random.nextInt(13)) {
      case 0, 1, 2 -> tickets.add(draw(List.of("a", "b", "e").get(random.nextInt(3))));
      case 3, 4 -> windows.next(HALL, no, "c");
      case 5 -> windows.recall(HALL, no, "c");
      case 6 -> windows.start(HALL, no, "c");
      case 7 -> windows.hold(HALL, no, "c");
      case 8 -> windows.noShow(HALL, no, "c");
      case 9 -> windows.transfer(HALL, no, new TransferTo("b", null, null), "c");
      case 10 -> desk.cancel(HALL, some == null ? "none" : some.id(), "guide");
      case 11 -> desk.reactivate(HALL, some == null ? "none" : some.id(), "guide");
      default -> desk.prioritise(HALL, some == null ? "none" : some.id(), "elderly", "guide");
    }
  }
}
