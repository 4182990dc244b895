package org.jiaohao.hall.identity;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The person in front of the page. */
public final class StaffActor {
  private StaffActor() {}

  /** Who is signed in, if anybody is. */
  public static Optional<Actor> signedIn() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Actor actor
        ? Optional.of(actor)
        : Optional.empty();
  }

  /** Whether the person holds one of the roles. */
  public static boolean has(Role... roles) {
    return signedIn().stream()
        .anyMatch(actor -> Arrays.stream(roles).anyMatch(actor.roles()::contains));
  }
}
