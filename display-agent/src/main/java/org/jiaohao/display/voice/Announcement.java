package org.jiaohao.display.voice;

import java.time.OffsetDateTime;

/**
 * Something to be said.
 *
 * @param kind decides who comes first
 * @param eventId id of the event it follows from, or null
 * @param subject what it is about, for example {@code ticket/…}, or null
 * @param time when it was asked for
 * @param phrase what is said
 */
record Announcement(Kind kind, String eventId, String subject, OffsetDateTime time, Phrase phrase) {

  /** Most urgent first. */
  enum Kind {
    /** Not bound by mute hours. */
    EMERGENCY,
    CALL,
    RECALL,
    NOTICE
  }

  /** Whether this is newer news of the same ticket. */
  boolean supersedes(Announcement other) {
    return subject != null && subject.equals(other.subject) && !time.isBefore(other.time);
  }

  /** The same, as urgent as another. */
  Announcement asUrgentAs(Announcement other) {
    Kind urgent = kind.compareTo(other.kind) < 0 ? kind : other.kind;
    return new Announcement(urgent, eventId, subject, time, phrase);
  }
}
