package org.jiaohao.hall.hall;

import java.time.LocalDate;
import java.util.Optional;

/** Which business day a hall is in; the room of the calendar answers. */
public interface DayInForce {
  /** The day in force, empty before the hall's first one. */
  Optional<LocalDate> inForce(String hall);
}
