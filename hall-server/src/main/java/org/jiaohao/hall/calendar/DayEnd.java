package org.jiaohao.hall.calendar;

import java.time.LocalDate;
import org.jiaohao.hall.store.Tx;

/** What a room does when the business day of a hall ends; each bean is called once, by order. */
public interface DayEnd {
  /** Whether work of the day is unfinished that keeps it open for some hours into the night. */
  default boolean unfinished(Tx tx, String hall) {
    return false;
  }

  /**
   * Ends the day in the command that opens the next one.
   *
   * @param ended the day that ends, or null when the hall opens for the first time
   */
  void endDay(Tx tx, String hall, LocalDate ended);
}
