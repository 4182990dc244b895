package org.jiaohao.hall.identity;

/** What a person or program may do (R118). */
public enum Role {
  /** Everything, accounts included. */
  ADMIN,
  /** Set-up, announcements, devices and all desks of a hall. */
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

  /** Whether a person may hold it. */
  public boolean forStaff() {
    return this != KIOSK && this != DISPLAY;
  }
}
