package org.jiaohao.display.strip;

import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.WindowView;

/** What a strip says: the number when there is one, else the window's state (R027, R094, R095). */
final class StripTexts {
  private StripTexts() {}

  static String of(WindowView view) {
    String window = view.window() + "号 ";
    return switch (view.state()) {
      case OPEN, BUSY, OVERTIME ->
          window + (view.number() != null ? "请" + view.number() + "号" : idle(view));
      case PAUSED -> window + "暂停服务";
      case SHORT_LEAVE, OVERDUE -> window + "暂离，稍后回来";
      case LUNCH -> window + "午间休息";
      case CLOSED, UNKNOWN -> window + "未开放";
    };
  }

  private static String idle(WindowView view) {
    String post = view.state() == WindowFacts.State.OVERTIME ? "延时服务" : view.name();
    return view.clerk() == null ? post : post + " " + view.clerk();
  }
}
