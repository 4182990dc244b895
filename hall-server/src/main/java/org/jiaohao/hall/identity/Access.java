package org.jiaohao.hall.identity;

import java.lang.reflect.Method;
import org.jiaohao.hall.pages.NotAllowed;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * What the person or program of the present request may do, and where (R001). An account's hall is
 * the root of its scope: who manages, maintains or audits a hall does so for everything below it;
 * who works at a desk or window, and every agent, does so in that hall alone. Without a hall the
 * scope is everything.
 */
@Component
public class Access {
  private final HallTree halls;

  Access(HallTree halls) {
    this.halls = halls;
  }

  /**
   * Whether the caller holds the right.
   *
   * @param hall where, or null when the address names no hall
   */
  boolean may(Right right, String hall) {
    return StaffActor.signedIn()
        .map(actor -> hall == null ? holds(actor, right) : holds(actor, right, hall))
        .orElse(false);
  }

  /** Whether the rule of a handler lets the caller in; a handler without a rule admits nobody. */
  boolean may(HandlerMethod handler, String hall) {
    Method method = handler.getMethod();
    if (method.isAnnotationPresent(Public.class)) {
      return true;
    }
    May rule = method.getAnnotation(May.class);
    return rule != null && may(rule.value(), hall);
  }

  /**
   * Why the rule of a handler does not let the caller in.
   *
   * @throws org.jiaohao.hall.problem.Problem 404 when there is no such hall
   */
  AccessDeniedException refusal(HandlerMethod handler, String hall) {
    May rule = handler.getMethodAnnotation(May.class);
    if (rule == null) {
      return new AccessDeniedException("no rule stands at " + handler);
    }
    boolean elsewhere = hall != null && may(rule.value(), null);
    if (elsewhere) {
      halls.mustExist(hall);
    }
    return new NotAllowed(
        rule.value().roles().stream().filter(Role::forStaff).map(Role::name).toList(), elsewhere);
  }

  /** Whether the caller sees a hall in lists. */
  public boolean sees(String hall) {
    return StaffActor.signedIn()
        .map(actor -> actor.roles().stream().anyMatch(role -> reaches(actor, role, hall)))
        .orElse(false);
  }

  /** Whether the caller's scope is everything, and what belongs to no hall is theirs too. */
  public boolean seesEverything() {
    return StaffActor.signedIn().map(actor -> actor.hall() == null).orElse(false);
  }

  private static boolean holds(Actor actor, Right right) {
    return right.roles().stream().anyMatch(actor.roles()::contains)
        && !(right.ofTheSystem() && actor.hall() != null);
  }

  private boolean holds(Actor actor, Right right, String hall) {
    return right.roles().stream()
        .anyMatch(role -> actor.roles().contains(role) && reaches(actor, role, hall));
  }

  private boolean reaches(Actor actor, Role role, String hall) {
    return actor.hall() == null
        || actor.hall().equals(hall)
        || (role.oversees() && halls.isBelow(hall, actor.hall()));
  }
}
