package org.jiaohao.hall.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.hall.hall.DayInForce;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The business day of a hall (N24). A new day begins with the calendar day, but not while work is
 * unfinished, until 04:00; then what is left is closed by the {@link DayEnd} of each room. A clock
 * that jumps back never brings an old day again, so no number is given twice.
 */
@Component
public class BusinessDays implements DayInForce {
  private static final Logger log = LoggerFactory.getLogger(BusinessDays.class);
  private static final LocalTime LATEST_END = LocalTime.of(4, 0);

  /** What a step closes at most: some ten milliseconds for which all others wait. */
  static final int STEP = 250;

  /** What somebody's own command closes at most: more than a hall has open on a common day. */
  static final int AT_ONCE = 2000;

  private final JdbcClient sql;
  private final HallClock clock;
  private final List<DayEnd> rooms;

  BusinessDays(JdbcClient sql, HallClock clock, List<DayEnd> rooms) {
    this.sql = sql;
    this.clock = clock;
    this.rooms = rooms;
  }

  /** The day in force at a hall, empty before its first one. Changes nothing. */
  @Override
  public Optional<LocalDate> inForce(String hall) {
    return read(sql, hall);
  }

  /** Whether a new day is due at a hall by the calendar. Changes nothing. */
  public boolean due(String hall) {
    LocalDate today = now().toLocalDate();
    return inForce(hall).map(today::isAfter).orElse(false);
  }

  /** Whether the clock stands before the day in force: it is wrong, or was wrong before. */
  public boolean clockIsBehind(String hall) {
    LocalDate today = now().toLocalDate();
    return inForce(hall).map(today::isBefore).orElse(false);
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(clock.getZone());
  }

  /**
   * Ends the day in force and opens the next one, if that is due; what needs a day begins with it.
   *
   * @return the day in force afterwards
   * @throws Problem 503 when so much is open that it takes {@link DayRounds} many commands
   */
  public LocalDate roll(Tx tx, String hall) {
    return end(tx, hall, AT_ONCE).orElseThrow(BusinessDays::stillEnding);
  }

  private static Problem stillEnding() {
    return new Problem(
        503,
        "day-still-ending",
        "The last business day is still being closed; this takes some seconds. Nothing was changed."
            + " Try again shortly.",
        "上一工作日正在收尾，需要几秒钟，本次操作未生效，请稍后重试。");
  }

  /**
   * As much of {@link #roll} as other halls can wait for.
   *
   * @return the day in force afterwards, empty when more is left and a next step has to follow
   */
  Optional<LocalDate> step(Tx tx, String hall) {
    return end(tx, hall, STEP);
  }

  private Optional<LocalDate> end(Tx tx, String hall, int most) {
    ZonedDateTime now = tx.now().atZone(clock.getZone());
    LocalDate today = now.toLocalDate();
    LocalDate day = read(tx.sql(), hall).orElse(null);
    if (day != null && !today.isAfter(day)) {
      return Optional.of(day);
    }
    boolean night =
        day != null
            && day.plusDays(1).equals(today)
            && now.toLocalTime().isBefore(LATEST_END)
            && rooms.stream().anyMatch(room -> room.unfinished(tx, hall));
    if (night) {
      return Optional.of(day);
    }
    int closed = 0;
    for (DayEnd room : rooms) {
      closed += room.closeSome(tx, hall, most - closed);
      if (closed >= most) {
        return Optional.empty();
      }
    }
    rooms.forEach(room -> room.endDay(tx, hall, day));
    tx.sql()
        .sql(
            "insert into business_day (hall, day, opened_at) values (:hall, :day, :at)"
                + " on conflict (hall) do update set day = excluded.day,"
                + " opened_at = excluded.opened_at")
        .param("hall", hall)
        .param("day", today.toString())
        .param("at", tx.millis())
        .update();
    tx.append(hall, new DayEvent.Opened(hall, today), "server");
    log.info("{}: business day {} opened", hall, today);
    return Optional.of(today);
  }

  private static Optional<LocalDate> read(JdbcClient sql, String hall) {
    return sql.sql("select day from business_day where hall = ?")
        .param(hall)
        .query(String.class)
        .optional()
        .map(LocalDate::parse);
  }
}
