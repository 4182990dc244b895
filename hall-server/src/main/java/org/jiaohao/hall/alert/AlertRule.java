package org.jiaohao.hall.alert;

import java.util.List;

/**
 * A kind of alert that follows the state of a room: it is open exactly while the room says so. A
 * bean of each rule is asked after every change in a hall, and every ten seconds.
 */
public interface AlertRule {
  /**
   * What is wrong now.
   *
   * @param subject what it is about; one alert for each
   * @param messageZh what is wrong and what to do next, zh-CN
   * @param messageEn the same in English
   */
  record Trouble(String subject, String messageZh, String messageEn) {}

  /** The kind, for example {@code NO_WINDOW}; no other rule and no caller of alerts uses it. */
  String kind();

  /**
   * All troubles of this kind in a hall at this moment; those that {@link Kept} names, as long as
   * the rule cannot say yet after a start.
   */
  List<Trouble> troubles(String hall);

  /**
   * A person saw to it. Only for troubles whose cause nobody can measure away.
   *
   * @return whether it is over then; false when only a change of its cause ends it
   */
  default boolean seen(String hall, String subject) {
    return false;
  }
}
