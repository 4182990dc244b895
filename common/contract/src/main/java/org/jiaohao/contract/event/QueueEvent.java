package org.jiaohao.contract.event;

import java.util.List;

/** The setup of a queue changed. */
public sealed interface QueueEvent extends HallEvent {
  /** Queue id. */
  String queue();

  @Override
  default String subject() {
    return "queue/" + queue();
  }

  /**
   * Its setup changed.
   *
   * @param queue queue id
   * @param members names of the members that were set, for example {@code name}
   */
  record Changed(String queue, List<String> members) implements QueueEvent {}
}
