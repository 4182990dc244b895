package org.jiaohao.hall.pages;

import java.util.Arrays;
import java.util.Optional;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.Role;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The person in front of the page. */
final class StaffActor {
  private StaffActor() {}

  /** Who is signed in, if anybody is. */
  static Optional<Actor> signedIn() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Actor actor
        ? Optional.of(actor)
        : Optional.empty();
  }

  /** Whether the person holds one of the roles. */
  static boolean has(Role... roles) {
    return signedIn().stream()
        .anyMatch(actor -> Arrays.stream(roles).anyMatch(actor.roles()::contains));
  }

  /** Whether the person may touch a hall. */
  static boolean mayTouch(String hall) {
    return signedIn().map(actor -> actor.mayTouch(hall)).orElse(false);
  }
}
