package org.jiaohao.hall.hall;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.hall.identity.Access;
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
  private final Halls halls;
  private final Access access;

  HomePages(Halls halls, Access access) {
    this.halls = halls;
    this.access = access;
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
    return roles.contains(Role.AUDITOR) ? "redirect:/audit" : "redirect:/account/password";
  }

  @May(Right.SERVE_WINDOWS)
  @GetMapping("/clerk")
  String clerk(Model model) {
    return inHall("/clerk", model);
  }

  @May(Right.GUIDE_PEOPLE)
  @GetMapping("/desk")
  String desk(Model model) {
    return inHall("/desk", model);
  }

  private String inHall(String place, Model model) {
    Optional<String> own = StaffActor.signedIn().map(Actor::hall);
    if (own.isPresent()) {
      return "redirect:" + place + "/" + own.get();
    }
    model.addAttribute("place", place);
    model.addAttribute(
        "halls", halls.all().stream().filter(hall -> access.sees(hall.id())).toList());
    return "hall/choose";
  }
}
