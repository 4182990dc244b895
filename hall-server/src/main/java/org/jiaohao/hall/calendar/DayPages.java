package org.jiaohao.hall.calendar;

import jakarta.servlet.http.HttpServletRequest;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.pages.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The day in force, and what a person does when its date is wrong (N24). */
@PageController
class DayPages {
  private final Halls halls;
  private final DayDesk desk;

  DayPages(Halls halls, DayDesk desk) {
    this.halls = halls;
    this.desk = desk;
  }

  @May(Right.MANAGE_HALL)
  @GetMapping("/manage/{hall}/day")
  String day(@PathVariable("hall") String id, Model model, HttpServletRequest request) {
    model.addAttribute("hall", halls.get(id));
    model.addAttribute("day", desk.state(id));
    model.addAttribute("mayFollow", request.isUserInRole(Role.ADMIN.name()));
    return "calendar/day";
  }
}
