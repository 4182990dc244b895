package org.jiaohao.contract.event;

/**
 * Staff must act on something, or need not any more. Raise and clear carry the same three members.
 */
public sealed interface AlertEvent extends HallEvent {
  /** Alert id. */
  String id();

  @Override
  default String subject() {
    return "alert/" + id();
  }

  /**
   * An alert was raised, or its text changed.
   *
   * @param id alert id
   * @param kind for example {@code DEVICE}
   * @param about what it is about, for example {@code kiosk-1/ticket-printer}
   */
  record Raised(String id, String kind, String about) implements AlertEvent {}

  /**
   * It was cleared, by the rule that raised it or by a person.
   *
   * @param id alert id
   * @param kind for example {@code DEVICE}
   * @param about what it is about, for example {@code kiosk-1/ticket-printer}
   */
  record Cleared(String id, String kind, String about) implements AlertEvent {}
}
