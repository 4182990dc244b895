package org.jiaohao.contract.event;

/** Something happened to an announcement (R019). */
public sealed interface AnnouncementEvent extends HallEvent {
  /** Announcement id. */
  String id();

  @Override
  default String subject() {
    return "announcement/" + id();
  }

  /**
   * It was added.
   *
   * @param id announcement id
   */
  record Added(String id) implements AnnouncementEvent {}

  /**
   * It was changed.
   *
   * @param id announcement id
   */
  record Changed(String id) implements AnnouncementEvent {}

  /**
   * It was removed.
   *
   * @param id announcement id
   */
  record Removed(String id) implements AnnouncementEvent {}

  /**
   * Its time began.
   *
   * @param id announcement id
   */
  record Began(String id) implements AnnouncementEvent {}

  /**
   * Its time ended.
   *
   * @param id announcement id
   */
  record Ended(String id) implements AnnouncementEvent {}
}
