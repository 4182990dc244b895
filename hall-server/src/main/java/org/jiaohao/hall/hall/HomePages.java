package org.jiaohao.hall.hall;

import java.util.List;
import java.util.Set;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.identity.StaffActor;
import org.jiaohao.hall.pages.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Brings staff to their place: by role, and by the hall they belong to. */
@PageController
class HomePages {
  private final HallChoice choice;

  HomePages(HallChoice choice) {
    this.choice = choice;
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/")
  String home() {
    Set<Role> roles = StaffActor.signedIn().map(Actor::roles).orElse(Set.of());
    if (roles.contains(Role.CLERK)) {
      return "redirect:/clerk";
    }
    if (roles.contains(Role.GUIDE)) {
      return "redirect:/desk";
    }
    boolean manages =
        List.of(Role.ADMIN, Role.MANAGER, Role.TECHNICIAN).stream().anyMatch(roles::contains);
    if (manages) {
      return "redirect:/manage";
    }
    if (roles.contains(Role.SECURITY)) {
      return "redirect:/admin/accounts";
    }
    return roles.contains(Role.AUDITOR) ? "redirect:/audit" : "redirect:/account/password";
  }

  @May(Right.SERVE_WINDOWS)
  @GetMapping("/clerk")
  String clerk(Model model) {
    return choice.at("/clerk", model);
  }

  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk")
  String desk(Model model) {
    return choice.at("/desk", model);
  }
}
