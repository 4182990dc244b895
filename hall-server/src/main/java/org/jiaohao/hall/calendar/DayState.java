package org.jiaohao.hall.calendar;

import java.time.LocalDate;
import java.time.OffsetDateTime;

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
 */
record DayState(
    LocalDate day,
    OffsetDateTime time,
    OffsetDateTime systemTime,
    Long jumpSeconds,
    boolean inDoubt,
    long pauseHours,
    boolean ahead) {

  /** Whether nothing is wrong. */
  public boolean right() {
    return systemTime == null && !inDoubt && !ahead;
  }
}
