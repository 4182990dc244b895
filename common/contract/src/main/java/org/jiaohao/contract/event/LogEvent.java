package org.jiaohao.contract.event;

/** Something happened to the log itself (N17); it belongs to no hall. */
public sealed interface LogEvent extends HallEvent {
  @Override
  default String subject() {
    return "log/events";
  }

  /**
   * Old rows were deleted, as the hall keeps them no longer.
   *
   * @param rows how many
   * @param last the last of them
   * @param hash its hash, on which the first row that stays is chained
   */
  record Pruned(long rows, long last, String hash) implements LogEvent {}

  /**
   * Somebody took a copy.
   *
   * @param rows how many rows, this one not counted
   */
  record Exported(long rows) implements LogEvent {}
}
