package org.jiaohao.contract.event;

import java.util.List;

/** Something happened to an agent as the hall knows it (N18, R006). */
public sealed interface AgentEvent extends HallEvent {
  /** Agent id. */
  String agent();

  @Override
  default String subject() {
    return "agent/" + agent();
  }

  /**
   * A code to enrol it was made.
   *
   * @param agent agent id
   * @param kind KIOSK or DISPLAY
   */
  record CodeMade(String agent, String kind) implements AgentEvent {}

  /**
   * It has credentials of its own now.
   *
   * @param agent agent id
   * @param kind KIOSK or DISPLAY
   */
  record Enrolled(String agent, String kind) implements AgentEvent {}

  /**
   * Somebody said where it stands.
   *
   * @param agent agent id
   * @param area code of the area, for example {@code 自助办理区}
   */
  record Placed(String agent, String area) implements AgentEvent {}

  /**
   * Somebody said which windows' call pads hang at it (R041).
   *
   * @param agent agent id
   * @param windows window numbers, none when it has no pads any more
   */
  record PadsPlaced(String agent, List<String> windows) implements AgentEvent {
    /** Keeps a copy. */
    public PadsPlaced {
      windows = List.copyOf(windows);
    }
  }

  /**
   * Its credentials ended.
   *
   * @param agent agent id
   */
  record Revoked(String agent) implements AgentEvent {}
}
