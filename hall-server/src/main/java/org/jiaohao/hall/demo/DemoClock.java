package org.jiaohao.hall.demo;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jiaohao.hall.calendar.DayRounds;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Moves the server's clock forward, in the demo profile only. It is time that passes, not a clock
 * that jumps: the day ends as it does at night, and says whom it left.
 */
@RestController
@Profile("demo")
class DemoClock {
  private final HallClock clock;
  private final DayRounds days;

  DemoClock(HallClock clock, DayRounds days) {
    this.clock = clock;
    this.days = days;
  }

  /**
   * Body of {@code POST /api/v1/demo/clock}.
   *
   * @param advanceSeconds 1 to 864,000
   */
  record Advance(long advanceSeconds) {}

  @May(Right.ADMINISTER)
  @PostMapping("/api/v1/demo/clock")
  Map<String, OffsetDateTime> advance(@RequestBody Advance by) {
    if (by.advanceSeconds() < 1 || by.advanceSeconds() > 864_000) {
      throw Problem.badRequest(
          "bad-advance", "Advance by 1 to 864,000 seconds.", "请输入 1 至 864000 秒。");
    }
    clock.advance(Duration.ofSeconds(by.advanceSeconds()));
    days.rollWhereDue();
    return Map.of("now", clock.time(clock.millis()));
  }
}
