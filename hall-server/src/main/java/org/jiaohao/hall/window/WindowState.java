package org.jiaohao.hall.window;

import java.util.EnumSet;
import java.util.Set;

/** State of a window. BUSY is not stored: it is an open window with a ticket. */
public enum WindowState {
  /** 未开放. */
  CLOSED("closed", "未开放"),
  /** Open, free. */
  OPEN("free", "空闲"),
  /** Open, with a ticket called or served. */
  BUSY("busy", "办理中"),
  /** 暂停服务. */
  PAUSED("paused", "暂停服务"),
  /** 暂离, at most three minutes. */
  SHORT_LEAVE("briefly away", "暂离"),
  /** 暂离 for longer than three minutes. */
  OVERDUE("away for too long", "暂离超时"),
  /** 午间休息. */
  LUNCH("at lunch", "午间休息"),
  /** 延时服务, after closing time. */
  OVERTIME("open after hours", "延时服务");

  static final Set<WindowState> STORED = EnumSet.complementOf(EnumSet.of(BUSY));

  private final String en;
  private final String zh;

  WindowState(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** How an English error text says it. */
  String en() {
    return en;
  }

  /** How a Chinese error text says it. */
  String zh() {
    return zh;
  }

  /** Whether it may call. */
  public boolean working() {
    return this == OPEN || this == BUSY || this == OVERTIME;
  }

  /** Whether the clerk is expected back: paused, at lunch or on leave. */
  public boolean away() {
    return this == PAUSED || this == SHORT_LEAVE || this == OVERDUE || this == LUNCH;
  }
}
