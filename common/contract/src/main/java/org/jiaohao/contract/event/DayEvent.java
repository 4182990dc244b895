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

  /**
   * A business day ended, and with it the tickets that were open.
   *
   * @param hall hall id
   * @param day the day that ended
   * @param waiting tickets that were in line and have expired
   * @param begun tickets that were called, being served or on hold and have expired
   */
  record Ended(String hall, LocalDate day, int waiting, int begun) implements DayEvent {}

  /**
   * A person said that the date is right, which was in doubt after a long pause or a jump.
   *
   * @param hall hall id
   * @param day the date that was confirmed
   */
  record Confirmed(String hall, LocalDate day) implements DayEvent {}

  /**
   * A person put a business day right whose date was wrong.
   *
   * @param hall hall id
   * @param wrong the day that was in force
   * @param day the day in force from now on
   */
  record PutRight(String hall, LocalDate wrong, LocalDate day) implements DayEvent {}
}
