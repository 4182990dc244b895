package org.jiaohao.contract.event;

import java.time.LocalDate;

/** The business day of a hall changed. */
public sealed interface DayEvent extends HallEvent {
  /** Hall id. */
  String hall();

  @Override
  default String subject() {
    return "hall/" + hall();
  }

  /**
   * A new business day began; numbers start again.
   *
   * @param hall hall id
   * @param day the day in force from now on
   */
  record Opened(String hall, LocalDate day) implements DayEvent {}
}
