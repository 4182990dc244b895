package org.jiaohao.contract.event;

import java.time.OffsetDateTime;

/** Something happened to the log as a whole (N17); it belongs to no hall. */
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
   * The data were restored from a backup. What came after the backup is lost; the log goes on with
   * this row, behind a gap so wide that no place of the lost rows is given again.
   *
   * @param takenAt when the backup was taken
   * @param last the last row of the backup, on which this one is chained: readers that had come
   *     further read again behind it
   * @param times how often data were restored here within a day, this time included
   */
  record Restored(OffsetDateTime takenAt, long last, int times) implements LogEvent {}

  /**
   * Somebody took a copy.
   *
   * @param rows how many rows, this one not counted
   */
  record Exported(long rows) implements LogEvent {}

  /**
   * Somebody asked for a backup, which holds everybody's data; those of each night are not told.
   *
   * @param last the last row of the log then
   */
  record BackupAsked(long last) implements LogEvent {}

  /**
   * The end of the log was noted outside of it: from now on the note proves that nothing before it
   * was rewritten, and this row that there is such a note.
   *
   * @param last the row whose hash was noted
   */
  record Noted(long last) implements LogEvent {}

  /**
   * Somebody said that notes of earlier rows are lost and will not come back.
   *
   * @param notes how many
   */
  record NotesGivenUp(long notes) implements LogEvent {}
}
