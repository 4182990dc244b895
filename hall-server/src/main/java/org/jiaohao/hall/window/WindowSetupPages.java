package org.jiaohao.hall.window;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.Looks;
import org.jiaohao.hall.pages.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Windows of a hall: their names, areas and queues (R006, R009). */
@PageController
class WindowSetupPages {
  private final Halls halls;
  private final WindowViews windows;

  WindowSetupPages(Halls halls, WindowViews windows) {
    this.halls = halls;
    this.windows = windows;
  }

  @May(Right.MANAGE_HALL)
  @GetMapping("/manage/{hall}/windows")
  String windows(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    Map<String, Hall.Window> configured =
        hall.windows().stream().collect(Collectors.toMap(Hall.Window::no, Function.identity()));
    List<WindowRow> rows =
        windows.list(id).stream().map(w -> WindowRow.of(w, configured.get(w.no()))).toList();
    model.addAttribute("hall", hall);
    model.addAttribute("windows", rows);
    model.addAttribute("look", Looks.OF_WINDOW);
    return "window/setup";
  }

  /** A window with its configuration and present state. */
  record WindowRow(
      String no,
      String name,
      String nameEn,
      String area,
      WindowFacts.State state,
      Ticket ticket,
      List<String> queues,
      Hall.Window config) {
    static WindowRow of(WindowInfo window, Hall.Window config) {
      return new WindowRow(
          window.no(),
          window.name(),
          window.nameEn(),
          window.area(),
          window.state(),
          window.ticket(),
          window.queues(),
          config);
    }
  }
}
