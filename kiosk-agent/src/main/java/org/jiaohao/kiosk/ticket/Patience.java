package org.jiaohao.kiosk.ticket;

import java.time.Duration;

/**
 * How long the desk waits.
 *
 * @param forServer how long the server is asked while the citizen waits
 * @param betweenAsks pause before the server is asked again
 * @param forPrint longest time of one print job
 * @param fresh age up to which an unprinted ticket is still printed after a restart; the citizen is
 *     then probably still there
 * @param beforeWithdrawal age from which a number that the citizen was told does not exist is
 *     withdrawn at the server, should it exist
 */
record Patience(
    Duration forServer,
    Duration betweenAsks,
    Duration forPrint,
    Duration fresh,
    Duration beforeWithdrawal) {
  static final Patience NORMAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(100));
}
