package org.jiaohao.hall.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The line of waiting tickets inside a command. Order: by position; of two regular calls in a queue
 * the third goes to a ticket with priority, if one waits (N07). Several queues at one window: the
 * longest wait first (R010).
 */
public final class Line {
  /** Regular tickets called before one with priority goes first. */
  static final int REGULAR_BEFORE_PRIORITY = 2;

  private static final long STEP = 1000;

  private final Tx tx;
  private final String hall;

  /** The line of a hall in this transaction. */
  public Line(Tx tx, String hall) {
    this.tx = tx;
    this.hall = hall;
  }

  String hall() {
    return hall;
  }

  /** Time of the command, epoch milliseconds. */
  public long now() {
    return tx.millis();
  }

  /** The ticket, or a 404 problem. */
  public StoredTicket get(String id) {
    return tx.sql()
        .sql("select * from ticket where id = ? and hall = ?")
        .params(id, hall)
        .query((row, n) -> StoredTicket.read(row))
        .optional()
        .orElseThrow(() -> unknownTicket(id));
  }

  static Problem unknownTicket(String id) {
    return Problem.notFound(
        "unknown-ticket", "There is no ticket '" + id + "' in this hall.", "本大厅没有该号票，请核对。");
  }

  /** The ticket a window should call now; does not change anything. */
  public Optional<StoredTicket> first(String window, List<String> queues) {
    return queues.stream()
        .flatMap(queue -> first(window, queue).stream())
        .min(Comparator.comparingLong(StoredTicket::position).thenComparing(StoredTicket::id));
  }

  private Optional<StoredTicket> first(String window, String queue) {
    Counts counts = counts(queue);
    if (counts.waiting == 0) {
      return Optional.empty();
    }
    Optional<StoredTicket> regular =
        counts.waiting > counts.priority ? head(window, queue, 0) : Optional.empty();
    Optional<StoredTicket> preferred =
        counts.priority > 0 ? head(window, queue, 1) : Optional.empty();
    boolean turn = counts.since >= REGULAR_BEFORE_PRIORITY || regular.isEmpty();
    return preferred.isPresent() && turn ? preferred : regular.or(() -> preferred);
  }

  private Optional<StoredTicket> head(String window, String queue, int priority) {
    return tx.sql()
        .sql(
            "select * from ticket where hall = ? and queue = ? and priority = ?"
                + " and state in ('WAITING', 'REQUEUED')"
                + " and (target_window is null or target_window = ?)"
                + " order by position, id limit 1")
        .params(hall, queue, priority, window)
        .query((row, n) -> StoredTicket.read(row))
        .optional();
  }

  /** People who would be called before a ticket drawn now. */
  int aheadOfNew(String queue, boolean priority) {
    Counts counts = counts(queue);
    int regular = counts.waiting - counts.priority;
    return priority
        ? aheadOfPriority(counts.priority, regular, counts.since)
        : aheadOfRegular(regular, counts.priority, counts.since);
  }

  /** Of a regular ticket: those before it, and the priority calls that fall in between. */
  static int aheadOfRegular(int regularBefore, int priorityWaiting, int since) {
    return regularBefore
        + Math.min(priorityWaiting, (since + regularBefore) / REGULAR_BEFORE_PRIORITY);
  }

  /** Of a priority ticket: those before it, and the regular calls that fall in between. */
  static int aheadOfPriority(int priorityBefore, int regularWaiting, int since) {
    int between =
        Math.max(0, REGULAR_BEFORE_PRIORITY - since) + REGULAR_BEFORE_PRIORITY * priorityBefore;
    return priorityBefore + Math.min(regularWaiting, between);
  }

  /** Position behind {@code places} people of a queue, or at its end when fewer wait. */
  public long positionBehind(String queue, int places) {
    if (places == 0) {
      return edge(queue, "asc limit 1").map(p -> p - 1).orElse(tail());
    }
    return edge(queue, "asc limit 1 offset " + (places - 1)).map(p -> p + 1).orElseGet(this::tail);
  }

  private Optional<Long> edge(String queue, String order) {
    return tx.sql()
        .sql(
            "select position from ticket where hall = ? and queue = ?"
                + " and state in ('WAITING', 'REQUEUED') order by position "
                + order)
        .params(hall, queue)
        .query(Long.class)
        .optional();
  }

  /** Position at the end of every line. */
  public long tail() {
    return (tx.lastSeq() + 1) * STEP;
  }

  /** Stores a new ticket. */
  void add(StoredTicket t) {
    tx.sql()
        .sql(
            "insert into ticket (id, hall, business_day, prefix, serial, number, queue, item,"
                + " state, position, priority, priority_reason, source, drawn_at, paper) values (?,"
                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            t.id(),
            t.hall(),
            t.day().toString(),
            t.prefix(),
            t.serial(),
            t.number(),
            t.queue(),
            t.item(),
            t.state().name(),
            t.position(),
            t.priority() ? 1 : 0,
            t.priorityReason(),
            t.source(),
            t.drawnAt(),
            t.paper())
        .update();
    count(t.queue(), 1, t.priority() ? 1 : 0);
  }

  /** Stores a changed ticket and keeps the queue's counts. */
  public StoredTicket save(StoredTicket before, StoredTicket after) {
    tx.sql()
        .sql(
            "update ticket set queue = ?, state = ?, position = ?, priority = ?,"
                + " priority_reason = ?, window_no = ?, target_window = ?, calls = ?,"
                + " reactivated = ?, called_at = ?, first_called_at = ?, started_at = ?,"
                + " ended_at = ?, reason = ? where id = ?")
        .params(
            after.queue(),
            after.state().name(),
            after.position(),
            after.priority() ? 1 : 0,
            after.priorityReason(),
            after.window(),
            after.targetWindow(),
            after.calls(),
            after.reactivated(),
            after.calledAt(),
            after.firstCalledAt(),
            after.startedAt(),
            after.endedAt(),
            after.reason(),
            after.id())
        .update();
    if (before.state().inLine()) {
      count(before.queue(), -1, before.priority() ? -1 : 0);
    }
    if (after.state().inLine()) {
      count(after.queue(), 1, after.priority() ? 1 : 0);
    }
    return after;
  }

  private void count(String queue, int waiting, int priority) {
    tx.sql()
        .sql(
            "insert into queue_line (hall, queue, waiting, waiting_priority)"
                + " values (:hall, :queue, :waiting, :priority) on conflict (hall, queue)"
                + " do update set waiting = queue_line.waiting + :waiting,"
                + " waiting_priority = queue_line.waiting_priority + :priority")
        .param("hall", hall)
        .param("queue", queue)
        .param("waiting", waiting)
        .param("priority", priority)
        .update();
  }

  /** Notes whose turn it was, after a ticket of the line was called. */
  public void turnTaken(StoredTicket called) {
    int since =
        called.priority() ? 0 : Math.min(counts(called.queue()).since + 1, REGULAR_BEFORE_PRIORITY);
    tx.sql()
        .sql("update queue_line set since_priority = ? where hall = ? and queue = ?")
        .params(since, hall, called.queue())
        .update();
  }

  /** Appends a ticket's event. */
  public StoredEvent tell(
      Function<TicketFacts, TicketEvent> kind, StoredTicket t, String area, String actor) {
    var facts =
        new TicketFacts(
            t.id(),
            t.number(),
            t.queue(),
            t.item(),
            TicketFacts.State.valueOf(t.state().name()),
            t.window(),
            area,
            t.calls(),
            counts(t.queue()).waiting);
    return tx.append(hall, kind.apply(facts), actor);
  }

  Counts counts(String queue) {
    return counts(tx.sql(), hall, queue);
  }

  /** Counts of a queue, by any connection. */
  static Map<String, Integer> waiting(JdbcClient sql, String hall) {
    return sql
        .sql("select queue, waiting from queue_line where hall = ?")
        .param(hall)
        .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static Counts counts(JdbcClient sql, String hall, String queue) {
    return sql.sql(
            "select waiting, waiting_priority, since_priority from queue_line"
                + " where hall = ? and queue = ?")
        .params(hall, queue)
        .query((row, n) -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3)))
        .optional()
        .orElse(Counts.NOBODY);
  }

  /** The ticket called to or served at a window. */
  public Optional<StoredTicket> at(String window) {
    return tx.sql()
        .sql(
            "select * from ticket where hall = ? and window_no = ?"
                + " and state in ('CALLED', 'SERVING')")
        .params(hall, window)
        .query((row, n) -> StoredTicket.read(row))
        .optional();
  }

  /** Tickets meant for this window alone may be called by the others of their queue again. */
  public void freeTargets(String window) {
    tx.sql()
        .sql(
            "update ticket set target_window = null where hall = ? and target_window = ?"
                + " and state in ('WAITING', 'REQUEUED')")
        .params(hall, window)
        .update();
  }

  /** What the row of the line knows without counting tickets. */
  record Counts(int waiting, int priority, int since) {
    static final Counts NOBODY = new Counts(0, 0, 0);
  }
}
