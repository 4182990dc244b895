package org.jiaohao.display.voice;

/**
 * Something to be said.
 *
 * @param kind decides who comes first
 * @param eventId id of the event it follows from, or null
 * @param subject what it is about, for example {@code ticket/…}, or null
 * @param seq place of the event in the hall's log
 * @param deadline {@link System#nanoTime()} after which it is no longer said
 * @param wordings what is said
 */
record SpokenCall(
    Kind kind, String eventId, String subject, long seq, long deadline, Wordings wordings) {

  /** Most urgent first. */
  enum Kind {
    /** Not bound by mute hours. */
    EMERGENCY,
    CALL,
    RECALL,
    TEST
  }

  /** Whether this is newer news of the same ticket. */
  boolean supersedes(SpokenCall other) {
    return subject != null && subject.equals(other.subject) && seq >= other.seq;
  }

  /** The same, as urgent as another. */
  SpokenCall asUrgentAs(SpokenCall other) {
    Kind urgent = kind.compareTo(other.kind) < 0 ? kind : other.kind;
    return new SpokenCall(urgent, eventId, subject, seq, deadline, wordings);
  }
}
