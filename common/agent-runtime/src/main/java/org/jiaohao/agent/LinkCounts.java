package org.jiaohao.agent;

/**
 * What a {@link HallLink} has skipped or lost since the program started; for the technician's page
 * and for alarms.
 *
 * @param connects connections made to the broker
 * @param malformed messages skipped because they were no JSON of the expected form
 * @param oversized messages skipped because they were longer than 64 KB
 * @param duplicates events and commands that had been delivered before
 * @param outdated views with an older revision than the one shown
 * @param handlerFailures exceptions thrown by handlers
 * @param expired own events that expired before the broker took them
 * @param dropped own events dropped because too many waited
 * @param refused own messages the broker refused, for example for lack of rights
 * @param unproved messages skipped because the hall server has not signed them
 */
public record LinkCounts(
    long connects,
    long malformed,
    long oversized,
    long duplicates,
    long outdated,
    long handlerFailures,
    long expired,
    long dropped,
    long refused,
    long unproved) {
  /** Nothing counted. */
  public static final LinkCounts NONE = new LinkCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
