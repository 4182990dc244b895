package org.jiaohao.hall.queue;

/** Why a ticket is the next to be called, in one sentence for staff. */
public enum CallReason {
  /** Its place is the foremost of the window's queues. */
  FOREMOST("在本窗口各队列中排位最前", "It is the first in line at this window"),
  /** Somebody with priority waits, but too few regular tickets were called in between (N07). */
  REGULAR_TURN("普通号先到，尚未轮到优先号", "It came first, and it is not yet the turn of priority"),
  /** Enough regular tickets were called: it is the turn of priority (N07). */
  PRIORITY_TURN(
      "已连叫" + CallOrder.REGULAR_BEFORE_PRIORITY + "个普通号，轮到优先号",
      CallOrder.REGULAR_BEFORE_PRIORITY
          + " regular tickets were called, now it is priority's turn"),
  /** Only people with priority wait in its queue. */
  ONLY_PRIORITY("队列中只有优先号在等候", "Only tickets with priority wait in its queue"),
  /** It was passed on to this window (R081). */
  FOR_THIS_WINDOW("该号转移到本窗口", "It was passed on to this window");

  private final String zh;
  private final String en;

  CallReason(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  /** The sentence, zh-CN. */
  public String zh() {
    return zh;
  }

  /** The sentence, English. */
  public String en() {
    return en;
  }
}
