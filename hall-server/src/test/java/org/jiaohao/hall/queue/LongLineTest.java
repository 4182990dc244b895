package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls and draws read no more however many wait; in {@code ./check --long}. */
@CoreTest
@EnabledIfSystemProperty(named = "jiaohao.long", matches = "true")
class LongLineTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";
  private static final int FEW = 100;
  private static final int MANY = 100_000;
  private static final int SAMPLES = 300;

  /** What reads the line takes hundreds of times as long in one a thousand times as long. */
  private static final double MOST = 3;

  @Autowired TicketDesk desk;
  @Autowired Windows windows;
  @Autowired HallClock clock;

  @Test
  void aCallReadsNoMoreHoweverManyWait() {
    windows.open(HALL, "4", "clerk4");
    fill(FEW + SAMPLES);
    measure(); // the program gets warm
    fill(SAMPLES);
    Map<String, Double> few = measure();
    fill(MANY);
    Map<String, Double> many = measure();
    System.out.println("median µs with " + FEW + " waiting " + few + ", with " + MANY + " " + many);
    few.forEach((what, micros) -> assertThat(many.get(what) / micros).as(what).isLessThan(MOST));
  }

  private void draw() {
    desk.draw(HALL, new DrawRequest("b", null, null, "kiosk-1"), "yj-c00/kiosk-1");
  }

  private void fill(int people) {
    for (int i = 0; i < people; i++) {
      draw();
    }
  }

  /** Median microseconds of a call and of a draw. */
  private Map<String, Double> measure() {
    List<Long> calls = new ArrayList<>();
    List<Long> draws = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      clock.advance(Duration.ofSeconds(5));
      long before = System.nanoTime();
      windows.next(HALL, "4", "clerk4");
      calls.add(System.nanoTime() - before);
      windows.start(HALL, "4", "clerk4");
      before = System.nanoTime();
      draw();
      draws.add(System.nanoTime() - before);
    }
    return new TreeMap<>(Map.of("next", median(calls), "draw", median(draws)));
  }

  private static double median(List<Long> nanos) {
    return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1000.0;
  }
}
