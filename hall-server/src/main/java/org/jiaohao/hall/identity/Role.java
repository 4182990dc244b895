package org.jiaohao.hall.identity;

import java.util.EnumSet;
import java.util.Set;

/** What a person or program may do (R118). */
public enum Role {
  /** Runs the system: everything but accounts and the log. */
  ADMIN,
  /** Security officer: accounts and what they may do, and nothing else. */
  SECURITY,
  /** A manager of every hall, who also imports halls and items. */
  COUNTY_ADMIN,
  /** Hall manager: set-up, announcements, devices and all desks of a hall. */
  MANAGER,
  /** Guide desk. */
  GUIDE,
  /** Windows. */
  CLERK,
  /** Devices and enrolment. */
  TECHNICIAN,
  /** Reads the log. */
  AUDITOR,
  /** A kiosk agent. */
  KIOSK,
  /** A display agent. */
  DISPLAY;

  /** These roles and those they contain. */
  static Set<Role> all(Set<Role> held) {
    Set<Role> all = EnumSet.copyOf(held);
    if (held.contains(COUNTY_ADMIN)) {
      all.add(MANAGER);
    }
    return all;
  }

  /** Whether it extends from a hall to all halls below it; the others hold where one works. */
  boolean oversees() {
    return switch (this) {
      case ADMIN, SECURITY, COUNTY_ADMIN, MANAGER, TECHNICIAN, AUDITOR -> true;
      case GUIDE, CLERK, KIOSK, DISPLAY -> false;
    };
  }

  /** Whether it is held for the whole system only, never for one hall. */
  boolean ofTheSystem() {
    return this == ADMIN || this == SECURITY || this == COUNTY_ADMIN;
  }

  /** Whether a person may hold it. */
  public boolean forStaff() {
    return this != KIOSK && this != DISPLAY;
  }
}
