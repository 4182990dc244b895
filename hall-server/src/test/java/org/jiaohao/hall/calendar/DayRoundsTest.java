package org.jiaohao.hall.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The round that ends the days of all halls. */
@CoreTest
class DayRoundsTest extends CoreTest.Fixture {
  @Autowired Halls halls;
  @Autowired BusinessDays days;
  @Autowired DayRounds rounds;
  @Autowired WritePath writes;
  @Autowired HallClock clock;

  @Test
  void aHallWhoseDayCannotEndKeepsNoOtherFromItsNewDay() {
    List<String> all = halls.ids();
    all.forEach(hall -> writes.run(tx -> days.roll(tx, hall)));
    LocalDate day = days.inForce(all.getLast()).orElseThrow();
    write(all.getFirst(), "no date");
    clock.advance(Duration.ofDays(1));
    rounds.rollWhereDue();
    assertThat(days.inForce(all.getLast())).contains(day.plusDays(1));
    write(all.getFirst(), day.toString());
    rounds.rollWhereDue();
    assertThat(days.inForce(all.getFirst())).contains(day.plusDays(1));
  }

  private void write(String hall, String day) {
    writes.run(
        tx ->
            tx.sql()
                .sql("update business_day set day = ? where hall = ?")
                .params(day, hall)
                .update());
  }
}
