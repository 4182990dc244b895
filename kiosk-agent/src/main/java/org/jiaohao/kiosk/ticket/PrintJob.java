package org.jiaohao.kiosk.ticket;

import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.kiosk.Notice;

/**
 * One draw with its print, or one reprint. Immutable; each state is one line of the journal.
 *
 * @param id job id; of a draw also its Idempotency-Key
 * @param reprint whether the paper carries 补打
 * @param lang language of the paper, {@code zh} or {@code en}
 * @param queue queue asked for, or null
 * @param item item asked for, or null
 * @param state where the job is
 * @param ticket the ticket once the server gave it
 * @param notice what went wrong, or null
 * @param askedAt when the job began
 * @param changedAt when it came into this state
 */
public record PrintJob(
    String id,
    boolean reprint,
    String lang,
    String queue,
    String item,
    State state,
    Ticket ticket,
    Notice notice,
    OffsetDateTime askedAt,
    OffsetDateTime changedAt) {

  /** States of a job. */
  public enum State {
    /** The server is being asked; it may or may not have drawn already. */
    ASKED,
    /** The server did not answer while the citizen waited; settled when it is back. */
    UNANSWERED,
    /** The server refused; no number exists. */
    REFUSED,
    /** A number nobody was told of; it was cancelled at the server. */
    WITHDRAWN,
    /** The ticket exists, not a byte of it went to the printer. */
    QUEUED,
    /** From here on bytes may have reached the printer. */
    SENT,
    /** The printer said that the ticket came out. */
    CONFIRMED,
    /** Nothing was printed. */
    FAILED,
    /** Perhaps printed, perhaps in part; never repeated by itself. */
    UNCERTAIN,
    /** This kiosk has no printer; the screen showed the ticket. */
    ON_SCREEN;

    private static final Set<State> FINAL =
        EnumSet.of(REFUSED, WITHDRAWN, CONFIRMED, FAILED, UNCERTAIN, ON_SCREEN);

    private static final Map<State, Set<State>> NEXT =
        Map.of(
            ASKED, EnumSet.of(QUEUED, REFUSED, UNANSWERED),
            UNANSWERED, EnumSet.of(ASKED, WITHDRAWN, REFUSED),
            QUEUED, EnumSet.of(SENT, FAILED, ON_SCREEN),
            SENT, EnumSet.of(CONFIRMED, FAILED, UNCERTAIN));

    /** Whether nothing follows. */
    public boolean isFinal() {
      return FINAL.contains(this);
    }

    boolean leadsTo(State next) {
      return NEXT.getOrDefault(this, Set.of()).contains(next);
    }
  }

  static PrintJob asked(DrawOrder order, OffsetDateTime now) {
    return new PrintJob(
        order.tap(),
        false,
        order.lang(),
        order.queue(),
        order.item(),
        State.ASKED,
        null,
        null,
        now,
        now);
  }

  static PrintJob reprintOf(String id, Ticket ticket, String lang, OffsetDateTime now) {
    return new PrintJob(
        id, true, lang, ticket.queue(), ticket.item(), State.QUEUED, ticket, null, now, now);
  }

  PrintJob drawn(Ticket drawn, OffsetDateTime now) {
    return moved(State.QUEUED, drawn, null, now);
  }

  PrintJob to(State next, Notice why, OffsetDateTime now) {
    return moved(next, ticket, why, now);
  }

  private PrintJob moved(State next, Ticket newTicket, Notice why, OffsetDateTime now) {
    if (!state.leadsTo(next)) {
      throw new IllegalStateException(
          "Print job " + id + " cannot go from " + state + " to " + next);
    }
    return new PrintJob(id, reprint, lang, queue, item, next, newTicket, why, askedAt, now);
  }
}
