package org.jiaohao.hall.hall;

/** What a window is for (R014). */
public enum WindowKind {
  /** Guide desk at the entrance; guides act here. */
  GUIDE,
  /** Takes in what several departments handle. */
  COMPREHENSIVE,
  /** Serves one line of business. */
  SPECIALISED,
  /** Hands out results. */
  ISSUE,
  /** Takes complaints. */
  COMPLAINT,
  /** Open at weekends; named on tickets only where no other window serves the queue. */
  DUTY
}
