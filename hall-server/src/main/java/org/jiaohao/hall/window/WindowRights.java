package org.jiaohao.hall.window;

import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.hall.WindowKind;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.identity.StaffActor;
import org.jiaohao.hall.problem.Problem;
import org.springframework.stereotype.Component;

/** At which windows somebody may act who holds the right to serve at windows. */
@Component
class WindowRights {
  private final Halls halls;

  WindowRights(Halls halls) {
    this.halls = halls;
  }

  /** Refuses a guide at every window but those of the guides. */
  void mustServe(String hall, String no) {
    Hall.Window window = halls.get(hall).knownWindow(no);
    if (!mayServe(window)) {
      throw new Problem(
          403,
          "not-your-window",
          "Guides act at the guide desk's window only; window " + window.no() + " is a clerk's.",
          "导办员只能使用导办台窗口，" + window.no() + "号窗口由窗口人员使用。");
    }
  }

  /** Whether the person in front of the page may act at a window. */
  boolean mayServe(Hall.Window window) {
    boolean guideOnly =
        StaffActor.has(Role.GUIDE) && !StaffActor.has(Role.CLERK, Role.MANAGER, Role.ADMIN);
    return !guideOnly || window.kind() == WindowKind.GUIDE;
  }
}
