package org.jiaohao.kiosk.ticket;

import java.time.Duration;

/**
 * How long the kiosk waits for whom.
 *
 * @param forServer how long the server is asked while the citizen waits
 * @param betweenAsks pause before the server is asked again
 * @param forPrint longest time of one print job
 * @param paperWait how long after the draw, or after the citizen's last touch, somebody probably
 *     still stands there for the paper
 * @param beforeWithdrawal age from which a number that the citizen was told does not exist is
 *     withdrawn at the server, should it exist
 * @param betweenRounds pause between two looks at what is left to settle or to print
 */
record Patience(
    Duration forServer,
    Duration betweenAsks,
    Duration forPrint,
    Duration paperWait,
    Duration beforeWithdrawal,
    Duration betweenRounds) {

  /** The pace of a hall. */
  static Patience normal(Duration paperWait) {
    return new Patience(
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        paperWait,
        Duration.ofSeconds(100),
        Duration.ofSeconds(2));
  }
}
