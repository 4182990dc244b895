package org.jiaohao.hall.calendar;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The business day of a hall and what may be wrong with its date.
 *
 * @param day the day in force, null before the first one
 * @param time the server's time
 * @param systemTime the time of the system's clock when it jumped and is not believed, else null
 * @param jumpSeconds how far that clock is ahead (negative: behind), else null
 * @param inDoubt whether a new day waits for a person's word
 * @param pauseHours hours from the last event before the server's start to the start that is in
 *     doubt, else 0
 * @param ahead whether the day in force is after the date, so that no day can begin
 * @param clock what the time is taken from, see {@link org.jiaohao.hall.store.HallClock#source}
 * @param left the last day that ended while people waited or were served, else null
 */
record DayState(
    LocalDate day,
    OffsetDateTime time,
    OffsetDateTime systemTime,
    Long jumpSeconds,
    boolean inDoubt,
    long pauseHours,
    boolean ahead,
    String clock,
    Left left) {

  /**
   * What a day left when it ended.
   *
   * @param day the day that ended
   * @param waiting tickets that were in line and have expired
   * @param begun tickets that were called, being served or on hold and have expired
   * @param tickets these tickets, in the order of their drawing, the first 500
   */
  record Left(LocalDate day, int waiting, int begun, List<DayEnd.LeftOpen> tickets) {}

  /** Whether nothing is wrong with the date; of the clock {@link #clock} tells. */
  public boolean dateIsRight() {
    return systemTime == null && !inDoubt && !ahead;
  }
}
