package org.jiaohao.contract.event;

/** Something happened to the enrolment of an agent (N18). */
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
   * Its credentials ended.
   *
   * @param agent agent id
   */
  record Revoked(String agent) implements AgentEvent {}
}
