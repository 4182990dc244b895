package org.jiaohao.hall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A day that ends with more open tickets than one command may close. */
@CoreTest
class LongDayEndTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";
  private static final String OTHER = "yj-t01";
  private static final int OPEN =
      Repetitions.of(BusinessDays.AT_ONCE + 3 * BusinessDays.STEP, 229_455);

  /** What a command may keep all others waiting, on a busy machine. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(3);

  @Autowired TicketDesk desk;
  @Autowired BusinessDays days;
  @Autowired DayRounds rounds;
  @Autowired WritePath writes;
  @Autowired Halls halls;
  @Autowired HallClock clock;
  @Autowired JdbcClient sql;

  @Test
  void theDayEndsInStepsBetweenWhichOthersAreServedAndAStopLosesNothing() {
    clock.advance(Duration.ofDays(1));
    rounds.rollWhereDue(); // what other tests left open is not counted
    long before = expired();
    draw(OTHER);
    for (int i = 0; i < OPEN; i++) {
      draw(HALL);
    }
    LocalDate ended = days.inForce(HALL).orElseThrow();
    clock.advance(Duration.ofDays(1));

    assertThat(step()).as("more is left").isEmpty();
    assertThat(open()).isEqualTo(OPEN - BusinessDays.STEP);
    assertThat(days.inForce(HALL)).contains(ended);
    assertThat(draw(OTHER).number()).as("another hall has its new day").endsWith("001");
    assertThatThrownBy(() -> draw(HALL))
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> {
              assertThat(refused.slug()).isEqualTo("day-still-ending");
              assertThat(refused.status()).isEqualTo(503);
            });
    assertThat(open()).as("a refused draw changes nothing").isEqualTo(OPEN - BusinessDays.STEP);

    // Here the server was stopped and started again: the next round knows nothing of the step.
    rounds.rollWhereDue();

    assertThat(open()).isZero();
    assertThat(days.inForce(HALL)).contains(ended.plusDays(1));
    assertThat(expired() - before).as("each ticket once").isEqualTo(OPEN);
    assertThat(draw(HALL).number()).isEqualTo("A001");
  }

  private Optional<LocalDate> step() {
    long before = System.nanoTime();
    Optional<LocalDate> day = writes.run(tx -> days.step(tx, HALL));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST_STEP);
    return day;
  }

  private Ticket draw(String hall) {
    return desk.draw(
        hall,
        new DrawRequest(hall.equals(HALL) ? "a" : queueOfOther(), null, null, "kiosk-1"),
        hall + "/kiosk-1");
  }

  private String queueOfOther() {
    return halls.get(OTHER).queues().getFirst().id();
  }

  private int open() {
    return count("select count(*) from ticket where hall = ? and state = 'WAITING'");
  }

  private long expired() {
    return count(
        "select count(distinct subject) from event where hall = ? and type = 'ticket-expired'");
  }

  private int count(String select) {
    return sql.sql(select).param(HALL).query(Integer.class).single();
  }
}
