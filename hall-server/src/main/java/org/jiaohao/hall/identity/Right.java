package org.jiaohao.hall.identity;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a handler lets somebody do, and the roles that hold it (R118). */
public enum Right {
  /** Read what a hall shows to everybody who works in it, its agents included. */
  READ_HALL(Role.values()),
  /** Read what only people read, and open pages that belong to no single role. */
  READ_AS_STAFF(
      Role.ADMIN,
      Role.SECURITY,
      Role.COUNTY_ADMIN,
      Role.MANAGER,
      Role.GUIDE,
      Role.CLERK,
      Role.TECHNICIAN,
      Role.AUDITOR),
  /** Draw a ticket and cancel it; a kiosk only those it drew itself. */
  DRAW(Role.ADMIN, Role.MANAGER, Role.GUIDE, Role.CLERK, Role.KIOSK),
  /** Find tickets and change them outside a window. */
  HANDLE_TICKETS(Role.ADMIN, Role.MANAGER, Role.GUIDE, Role.CLERK),
  /** The guide desk. */
  GUIDE_PEOPLE(Role.ADMIN, Role.MANAGER, Role.GUIDE),
  /**
   * Open a window and act at it. A guide holds it for windows of kind GUIDE only, which the room of
   * the windows checks: the kind is not known from the address.
   */
  SERVE_WINDOWS(Role.ADMIN, Role.MANAGER, Role.CLERK, Role.GUIDE),
  /** Press a key of a window's keypad: the agent the keypad is plugged into. */
  PRESS_KEYS(Role.DISPLAY),
  /** See and clear what staff must act on. */
  SEE_ALERTS(Role.ADMIN, Role.MANAGER, Role.GUIDE, Role.CLERK, Role.TECHNICIAN),
  /** Enrol agents and test their devices. */
  TEND_DEVICES(Role.ADMIN, Role.MANAGER, Role.TECHNICIAN),
  /** Change the set-up of a hall and what its screens say. */
  MANAGE_HALL(Role.ADMIN, Role.MANAGER),
  /** Import halls and items. */
  IMPORT(Role.ADMIN, Role.COUNTY_ADMIN),
  /** The system's own: the description of its API, and the clock of the demo. */
  ADMINISTER(Role.ADMIN),
  /** Create accounts, say what they may do, reset, unlock and end them. */
  MANAGE_ACCOUNTS(Role.SECURITY),
  /** Read who did what. */
  AUDIT(Role.AUDITOR);

  private final Set<Role> roles;

  Right(Role... roles) {
    this.roles = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(roles)));
  }

  /** Roles that hold it. */
  public Set<Role> roles() {
    return roles;
  }

  /** Whether it concerns the whole system, so that nobody of one hall holds it. */
  boolean ofTheSystem() {
    return this == IMPORT || this == ADMINISTER || this == MANAGE_ACCOUNTS;
  }
}
