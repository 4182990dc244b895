package org.jiaohao.hall.window;

import java.util.EnumSet;
import java.util.Set;

/** State of a window. BUSY is not stored: it is an open window with a ticket. */
public enum WindowState {
  /** 未开放. */
  CLOSED,
  /** Open, free. */
  OPEN,
  /** Open, with a ticket called or served. */
  BUSY,
  /** 暂停服务. */
  PAUSED,
  /** 暂离, at most three minutes. */
  SHORT_LEAVE,
  /** 暂离 for longer than three minutes. */
  OVERDUE,
  /** 午间休息. */
  LUNCH,
  /** 延时服务, after closing time. */
  OVERTIME;

  static final Set<WindowState> STORED = EnumSet.complementOf(EnumSet.of(BUSY));

  /** Whether it may call. */
  public boolean working() {
    return this == OPEN || this == BUSY || this == OVERTIME;
  }

  /** Whether the clerk is expected back: paused, at lunch or on leave. */
  public boolean away() {
    return this == PAUSED || this == SHORT_LEAVE || this == OVERDUE || this == LUNCH;
  }
}
