package org.jiaohao.hall.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
 * unfinished, until 04:00; then what is left is closed by the {@link DayEnd} of each room. A date
 * that is in doubt (see {@link DateDoubt}) opens none without a person's word. A clock that jumps
 * back never brings an old day again, so no number is given twice; a day with a wrong date is put
 * right by a person.
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
  private final DateDoubt doubt;
  private final List<DayEnd> rooms;

  BusinessDays(JdbcClient sql, HallClock clock, DateDoubt doubt, List<DayEnd> rooms) {
    this.sql = sql;
    this.clock = clock;
    this.doubt = doubt;
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
    if (day != null && mustWait(tx, hall, day, now)) {
      return Optional.of(day);
    }
    if (!close(tx, hall, day, most)) {
      return Optional.empty();
    }
    finish(tx, hall, day);
    begin(tx, hall, today);
    tx.append(hall, new DayEvent.Opened(hall, today), "server");
    log.info("{}: business day {} opened", hall, today);
    return Optional.of(today);
  }

  private boolean mustWait(Tx tx, String hall, LocalDate day, ZonedDateTime now) {
    BooleanSupplier unfinished = () -> rooms.stream().anyMatch(room -> room.unfinished(tx, hall));
    boolean night =
        day.plusDays(1).equals(now.toLocalDate()) && now.toLocalTime().isBefore(LATEST_END);
    return (night && unfinished.getAsBoolean()) || doubt.holds(tx, hall, unfinished);
  }

  /** Whether nothing is left to close of a day; before the first one, null, nothing is. */
  private boolean close(Tx tx, String hall, LocalDate day, int most) {
    int closed = 0;
    for (DayEnd room : rooms) {
      DayEnd.Closed some = room.closeSome(tx, hall, most - closed);
      LeftAtDayEnd.add(tx, hall, day, some);
      closed += some.all();
      if (closed >= most) {
        return false;
      }
    }
    return true;
  }

  /** The day is over, and says what it left; nothing ends before the first one, null. */
  private void finish(Tx tx, String hall, LocalDate day) {
    rooms.forEach(room -> room.endDay(tx, hall, day));
    if (day != null) {
      LeftAtDayEnd.Left left = LeftAtDayEnd.of(tx, hall, day);
      tx.append(hall, new DayEvent.Ended(hall, day, left.waiting(), left.begun()), "server");
      log.info(
          "{}: business day {} ended, {} tickets were waiting, {} called or being served",
          hall,
          day,
          left.waiting(),
          left.begun());
    }
  }

  private void begin(Tx tx, String hall, LocalDate day) {
    doubt.over(tx, hall);
    tx.sql()
        .sql(
            "insert into business_day (hall, day, opened_at) values (:hall, :day, :at)"
                + " on conflict (hall) do update set day = excluded.day,"
                + " opened_at = excluded.opened_at")
        .param("hall", hall)
        .param("day", day.toString())
        .param("at", tx.millis())
        .update();
  }

  /**
   * A person says that the date is right although it was in doubt.
   *
   * @param reason why, for the log
   * @throws Problem 409 when it is not in doubt
   */
  void confirm(Tx tx, String hall, String reason, String actor) {
    if (!doubt.isTold(hall)) {
      throw Problem.conflict(
          "date-not-in-doubt", "The date is not in doubt; nothing to confirm.", "日期没有疑问，无需确认。");
    }
    LocalDate today = now().toLocalDate();
    doubt.over(tx, hall);
    keep(tx, hall, null, today, reason, actor);
    tx.append(hall, new DayEvent.Confirmed(hall, today), actor);
  }

  /**
   * Puts a day right that began while the clock was ahead. What was done on it moves to today, and
   * its times with it; where today has tickets of its own already, their numbers go on, and what is
   * open of the wrong day is closed.
   *
   * @param reason why, for the log
   * @return the day in force afterwards, empty when more is left and a next step has to follow
   * @throws Problem 409 when the day in force is not after today
   */
  Optional<LocalDate> putRight(Tx tx, String hall, String reason, String actor) {
    LocalDate today = now().toLocalDate();
    LocalDate wrong = read(tx.sql(), hall).orElse(today);
    if (!wrong.isAfter(today)) {
      throw Problem.conflict(
          "day-is-right",
          "The business day is not after today's date; nothing to put right. If the clock is wrong,"
              + " set the clock of the server.",
          "当前工作日不晚于今天的日期，无需更正。如果时钟不对，请校正服务器时钟。");
    }
    boolean keeps = rooms.stream().anyMatch(room -> room.keeps(tx, hall, today));
    if (keeps && !close(tx, hall, wrong, STEP)) {
      return Optional.empty();
    }
    turnBack(tx, hall, wrong);
    if (keeps) {
      finish(tx, hall, wrong);
    } else {
      rooms.forEach(room -> room.move(tx, hall, wrong, today));
    }
    begin(tx, hall, today);
    keep(tx, hall, wrong, today, reason, actor);
    tx.append(hall, new DayEvent.PutRight(hall, wrong, today), actor);
    log.warn("{}: business day {} was put right to {}", hall, wrong, today);
    return Optional.of(today);
  }

  /** The latest of what the clock wrote while it was ahead is taken for a moment ago. */
  private void turnBack(Tx tx, String hall, LocalDate wrong) {
    long latest = rooms.stream().mapToLong(room -> room.latest(tx, hall, wrong)).max().orElse(0);
    if (latest > tx.millis()) {
      rooms.forEach(room -> room.turnBack(tx, hall, wrong, latest - tx.millis()));
    }
  }

  /** What the end of a day left, see {@link DayEnd#left}. */
  List<DayEnd.LeftOpen> left(String hall, LocalDate day, int most) {
    return rooms.stream().flatMap(room -> room.left(hall, day, most).stream()).limit(most).toList();
  }

  private static void keep(
      Tx tx, String hall, LocalDate wrong, LocalDate day, String reason, String actor) {
    tx.sql()
        .sql("insert into day_word (hall, at, actor, wrong, day, reason) values (?, ?, ?, ?, ?, ?)")
        .params(
            hall,
            tx.millis(),
            actor,
            wrong == null ? null : wrong.toString(),
            day.toString(),
            reason)
        .update();
  }

  private static Optional<LocalDate> read(JdbcClient sql, String hall) {
    return sql.sql("select day from business_day where hall = ?")
        .param(hall)
        .query(String.class)
        .optional()
        .map(LocalDate::parse);
  }
}
