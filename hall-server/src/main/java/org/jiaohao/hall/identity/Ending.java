package org.jiaohao.hall.identity;

/** Why a session ended that its person did not end, for the sign-in page. */
enum Ending {
  /** Its person did nothing for too long. */
  IDLE("/login?idle"),
  /** The same, and what they had open was paused. */
  IDLE_AND_PAUSED("/login?idle&paused"),
  /** The account was changed. */
  CHANGED("/login?expired");

  /** The sign-in page that says so. */
  final String page;

  Ending(String page) {
    this.page = page;
  }
}
