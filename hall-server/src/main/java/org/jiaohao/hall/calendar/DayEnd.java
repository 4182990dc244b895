package org.jiaohao.hall.calendar;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.hall.store.Tx;

/**
 * What a room does when the business day of a hall ends; the beans are called by order. What grows
 * with the day's visitors is closed in steps, each a command of its own, so that other halls are
 * served meanwhile and a stop in the middle loses nothing: the next step takes what is still open.
 */
public interface DayEnd {
  /** Whether work of the day is unfinished that keeps it open for some hours into the night. */
  default boolean unfinished(Tx tx, String hall) {
    return false;
  }

  /**
   * Closes some of what the day leaves open; called again until nothing is left.
   *
   * @param most how many at most
   * @return how many were closed; fewer than {@code most} when nothing is left
   */
  default Closed closeSome(Tx tx, String hall, int most) {
    return Closed.NOTHING;
  }

  /**
   * What was closed.
   *
   * @param all how many
   * @param waiting how many of them stood for somebody who waited
   * @param begun how many of them were called, being served or on hold
   */
  record Closed(int all, int waiting, int begun) {
    /** Nothing was left to close. */
    public static final Closed NOTHING = new Closed(0, 0, 0);
  }

  /**
   * What the end of a day left of people who waited or were served, for the manager's list.
   *
   * @param most how many at most
   */
  default List<LeftOpen> left(String hall, LocalDate day, int most) {
    return List.of();
  }

  /**
   * A ticket that the end of a day closed although somebody waited or was served.
   *
   * @param number as people say it
   * @param drawnAt when it was drawn
   */
  record LeftOpen(String number, OffsetDateTime drawnAt) {}

  /**
   * Ends the day, after all rooms have closed what was open, in the command that opens the next
   * one.
   *
   * @param ended the day that ends, or null when the hall opens for the first time
   */
  void endDay(Tx tx, String hall, LocalDate ended);

  /** Whether the room keeps anything of a day. */
  default boolean keeps(Tx tx, String hall, LocalDate day) {
    return false;
  }

  /**
   * What was done on a day with a wrong date belongs to another one, of which no room keeps
   * anything.
   */
  default void move(Tx tx, String hall, LocalDate wrong, LocalDate right) {}

  /** The latest time that the room keeps of a day, epoch milliseconds; 0 when it keeps none. */
  default long latest(Tx tx, String hall, LocalDate day) {
    return 0;
  }

  /**
   * What a clock that was ahead wrote down on a day, happened earlier: every time of that day after
   * now is turned back. Else it would be the newest until its date has come.
   *
   * @param by milliseconds
   */
  default void turnBack(Tx tx, String hall, LocalDate day, long by) {}
}
