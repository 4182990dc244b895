package org.jiaohao.display.strip;

import org.jiaohao.contract.mqtt.WindowView;

/** What a strip says: the number when there is one, else the window's state (R027, R094, R095). */
final class StripTexts {
  private StripTexts() {}

  static String of(WindowView view) {
    String window = view.window() + "号 ";
    boolean called = view.number() != null && view.callEventId() != null;
    return switch (view.state()) {
      case "OPEN", "BUSY", "OVERTIME" -> window + (called ? "请" + view.number() + "号" : idle(view));
      case "PAUSED" -> window + "暂停服务";
      case "SHORT_LEAVE", "OVERDUE" -> window + "暂离，稍后回来";
      case "LUNCH" -> window + "午间休息";
      default -> window + "未开放"; // CLOSED, and whatever a newer server says
    };
  }

  private static String idle(WindowView view) {
    String post = view.state().equals("OVERTIME") ? "延时服务" : view.name();
    return view.clerk() == null ? post : post + " " + view.clerk();
  }
}
