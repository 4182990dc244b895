package org.jiaohao.hall.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What people do about dates and the clock (N24). */
@Component
class DayDesk {
  private static final Logger log = LoggerFactory.getLogger(DayDesk.class);
  private static final int LONGEST_REASON = 200;
  private static final int LONGEST_LIST = 500;

  private final BusinessDays days;
  private final DateDoubt doubt;
  private final LeftAtDayEnd left;
  private final HallClock clock;
  private final WritePath writes;

  DayDesk(
      BusinessDays days, DateDoubt doubt, LeftAtDayEnd left, HallClock clock, WritePath writes) {
    this.days = days;
    this.doubt = doubt;
    this.left = left;
    this.clock = clock;
    this.writes = writes;
  }

  DayState state(String hall) {
    OffsetDateTime time = clock.time(clock.millis());
    Optional<Duration> jump = clock.jump();
    return new DayState(
        days.inForce(hall).orElse(null),
        time,
        jump.map(time::plus).orElse(null),
        jump.map(Duration::toSeconds).orElse(null),
        doubt.isTold(hall),
        doubt.pause(hall).map(Duration::toHours).orElse(0L),
        days.clockIsBehind(hall),
        clock.source(),
        left.last(hall).map(last -> shown(hall, last)).orElse(null));
  }

  private DayState.Left shown(String hall, LeftAtDayEnd.Left last) {
    return new DayState.Left(
        last.day(), last.waiting(), last.begun(), days.left(hall, last.day(), LONGEST_LIST));
  }

  /** The date is right; the day that is due begins. */
  DayState confirm(String hall, String reason, String actor) {
    String why = Texts.text("reason", reason, LONGEST_REASON);
    writes.run(
        tx -> {
          days.confirm(tx, hall, why, actor);
          return null;
        });
    rollOn(hall);
    return state(hall);
  }

  private void rollOn(String hall) {
    Optional<LocalDate> day = Optional.empty();
    while (day.isEmpty()) {
      day = writes.run(tx -> days.step(tx, hall));
    }
  }

  /** The day in force began with a wrong date. */
  DayState putRight(String hall, String reason, String actor) {
    String why = Texts.text("reason", reason, LONGEST_REASON);
    Optional<LocalDate> day = Optional.empty();
    while (day.isEmpty()) {
      day = writes.run(tx -> days.putRight(tx, hall, why, actor));
    }
    return state(hall);
  }

  /**
   * The system's clock, which jumped, is right.
   *
   * @throws Problem 409 when it did not jump
   */
  void follow(String reason, String actor) {
    String why = Texts.text("reason", reason, LONGEST_REASON);
    Duration jump =
        clock
            .jump()
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "clock-did-not-jump",
                        "The system's clock did not jump; it is followed already.",
                        "系统时钟没有跳变，服务器已按系统时钟运行。"));
    clock.follow();
    log.warn("{} says that the system's clock is right, {} ahead: {}", actor, jump, why);
  }
}
