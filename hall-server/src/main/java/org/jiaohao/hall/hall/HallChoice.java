package org.jiaohao.hall.hall;

import java.util.Optional;
import org.jiaohao.hall.identity.Access;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.StaffActor;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Brings people from a place in the navigation to its page of a hall. */
@Component
public class HallChoice {
  private final Halls halls;
  private final Access access;

  HallChoice(Halls halls, Access access) {
    this.halls = halls;
    this.access = access;
  }

  /**
   * The page {@code place/{hall}} of the viewer's own hall; who belongs to none, or sees several,
   * chooses.
   *
   * @return view name
   */
  public String at(String place, Model model) {
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
