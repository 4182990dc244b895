package org.jiaohao.kiosk.ticket;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.kiosk.Message;

/**
 * A citizen's draw with its print, or a print that staff asked for. Immutable; each state is one
 * row of the journal.
 *
 * @param id job id; of a draw also its Idempotency-Key
 * @param byStaff whether staff asked for the print and wait for the answer: it is made now or not
 *     at all
 * @param reprint whether the paper carries 补打
 * @param copy number of the reprint beside it, given by the server; null without one
 * @param lang language of the paper, {@code zh} or {@code en}
 * @param queue queue asked for, or null
 * @param item item asked for, or null
 * @param state where the job is
 * @param ticket the ticket once the server gave it
 * @param message what went wrong, or null
 * @param askedAt when the job began
 * @param wantedAt when the citizen last said that the paper is wanted: by drawing, or on the page
 *     while the job waits
 * @param changedAt when it came into this state
 */
public record PrintJob(
    String id,
    boolean byStaff,
    boolean reprint,
    Integer copy,
    String lang,
    String queue,
    String item,
    State state,
    Ticket ticket,
    @JsonAlias("notice") Message message,
    OffsetDateTime askedAt,
    OffsetDateTime wantedAt,
    OffsetDateTime changedAt) {

  /** Rows of earlier versions have no {@code wantedAt}. */
  public PrintJob {
    wantedAt = wantedAt == null ? askedAt : wantedAt;
  }

  /** States of a job. */
  public enum State {
    /** The server is being asked; it may or may not have drawn already. */
    ASKED,
    /** The server did not answer while the citizen waited; settled when it is back. */
    UNANSWERED,
    /** The server refused; no number exists. */
    REFUSED,
    /** A number the citizen never saw; it was cancelled at the server. */
    WITHDRAWN,
    /** The ticket exists, not a byte of it went to the printer. */
    QUEUED,
    /** The printer cannot print now: not a byte was sent, and it prints once when it can. */
    WAITING,
    /** From here on bytes may have reached the printer. */
    SENT,
    /** The printer said that the ticket came out. */
    CONFIRMED,
    /** Nothing was printed. */
    FAILED,
    /** Perhaps printed, perhaps in part; never repeated by itself. */
    UNCERTAIN,
    /** Waited and was not printed: the citizen chose the code, left, or was served. */
    DROPPED,
    /** This kiosk cannot print; the screen showed the ticket. */
    ON_SCREEN;

    private static final Set<State> FINAL =
        EnumSet.of(REFUSED, WITHDRAWN, CONFIRMED, FAILED, UNCERTAIN, DROPPED, ON_SCREEN);

    private static final Map<State, Set<State>> NEXT =
        Map.of(
            ASKED, EnumSet.of(QUEUED, REFUSED, UNANSWERED),
            UNANSWERED, EnumSet.of(ASKED, WITHDRAWN, REFUSED),
            QUEUED, EnumSet.of(WAITING, SENT, FAILED, UNCERTAIN, ON_SCREEN),
            WAITING, EnumSet.of(SENT, FAILED, UNCERTAIN, DROPPED),
            SENT, EnumSet.of(CONFIRMED, FAILED, UNCERTAIN));

    /** Whether nothing follows. */
    public boolean isFinal() {
      return FINAL.contains(this);
    }

    /** Whether the ticket exists and not a byte of it was sent. */
    boolean unprinted() {
      return this == QUEUED || this == WAITING;
    }

    boolean leadsTo(State next) {
      return NEXT.getOrDefault(this, Set.of()).contains(next);
    }
  }

  static PrintJob asked(DrawOrder order, OffsetDateTime now) {
    return new PrintJob(
        order.tap(),
        false,
        false,
        null,
        order.lang(),
        order.queue(),
        order.item(),
        State.ASKED,
        null,
        null,
        now,
        now,
        now);
  }

  static PrintJob byStaff(
      String id, Ticket ticket, boolean reprint, Integer copy, String lang, OffsetDateTime now) {
    return new PrintJob(
        id,
        true,
        reprint,
        copy,
        lang,
        ticket.queue(),
        ticket.item(),
        State.QUEUED,
        ticket,
        null,
        now,
        now,
        now);
  }

  PrintJob drawn(Ticket drawn, OffsetDateTime now) {
    return moved(State.QUEUED, drawn, null, now);
  }

  PrintJob to(State next, Message why, OffsetDateTime now) {
    return moved(next, ticket, why, now);
  }

  /** The first byte is about to leave. */
  PrintJob sent(Ticket onPaper, OffsetDateTime now) {
    return moved(State.SENT, onPaper, null, now);
  }

  /** The citizen still wants the paper. */
  PrintJob wanted(OffsetDateTime now) {
    return new PrintJob(
        id, byStaff, reprint, copy, lang, queue, item, state, ticket, message, askedAt, now,
        changedAt);
  }

  private PrintJob moved(State next, Ticket newTicket, Message why, OffsetDateTime now) {
    if (!state.leadsTo(next)) {
      throw new IllegalStateException(
          "Print job " + id + " cannot go from " + state + " to " + next);
    }
    return new PrintJob(
        id, byStaff, reprint, copy, lang, queue, item, next, newTicket, why, askedAt, wantedAt,
        now);
  }
}
