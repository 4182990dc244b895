package org.jiaohao.hall.window;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.springframework.stereotype.Component;

/** Keys of a window pressed by an agent at which its pad is not known to hang. */
@Component
class PadRule implements AlertRule {
  private final WindowPads pads;

  PadRule(WindowPads pads) {
    this.pads = pads;
  }

  @Override
  public String kind() {
    return "PAD_NOT_KNOWN";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return pads.refused(hall).entrySet().stream()
        .map(each -> trouble(each.getKey(), each.getValue()))
        .toList();
  }

  private static Trouble trouble(String agent, List<String> windows) {
    return new Trouble(
        agent,
        "终端 %s 发来 %s 号窗口呼叫器的按键，但未登记该呼叫器接在此终端上，已拒绝。如刚接上，请在设备页面登记；如不是本中心所接，请注销该终端。"
            .formatted(agent, String.join("、", windows)),
        ("Agent %s pressed keys of the pad of window %s, which is not known to hang there; they were"
                + " refused. If the pad was just plugged in, enter it on the page Devices; if nobody"
                + " did, revoke the agent.")
            .formatted(agent, String.join(", ", windows)));
  }
}
