package org.jiaohao.hall.queue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.CallOrder.Choice;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The tickets of a hall inside a command: the one place that stores them, keeps the counts of their
 * queues and writes down the legs that end. Who is next is said by {@link CallOrder}.
 */
public final class Line {
  private static final long STEP = 1000;

  private final Tx tx;
  private final String hall;
  private final StoredLines lines;

  /** The line of a hall in this transaction. */
  public Line(Tx tx, String hall) {
    this.tx = tx;
    this.hall = hall;
    this.lines = new StoredLines(tx.sql(), hall);
  }

  String hall() {
    return hall;
  }

  StoredLines waiting() {
    return lines;
  }

  /** Time of the command, epoch milliseconds. */
  public long now() {
    return tx.millis();
  }

  /** The ticket, or a 404 problem. */
  public StoredTicket get(String id) {
    return tx.sql()
        .sql("select * from ticket where id = :id and hall = :hall")
        .param("id", id)
        .param("hall", hall)
        .query((row, n) -> StoredTicket.read(row))
        .optional()
        .orElseThrow(() -> unknownTicket(id));
  }

  static Problem unknownTicket(String id) {
    return Problem.notFound(
        "unknown-ticket", "There is no ticket '" + id + "' in this hall.", "本大厅没有该号票，请核对。");
  }

  /** The ticket a window has: called there, or being served. */
  public Optional<StoredTicket> at(String window) {
    return tx.sql()
        .sql(
            "select * from ticket where hall = :hall and window_no = :window"
                + " and state in ('CALLED', 'SERVING')")
        .param("hall", hall)
        .param("window", window)
        .query((row, n) -> StoredTicket.read(row))
        .optional();
  }

  /**
   * The ticket of the leg that a window ended last, if it ended this way.
   *
   * @param since after this time, epoch milliseconds
   * @return its id
   */
  public Optional<String> endedLast(String window, TicketState outcome, long since) {
    return tx.sql()
        .sql(
            "select ticket from (select ticket, outcome from ticket_leg where hall = :hall"
                + " and window_no = :window and ended_at > :since"
                + " order by ended_at desc, rowid desc limit 1) where outcome = :outcome")
        .param("hall", hall)
        .param("window", window)
        .param("since", since)
        .param("outcome", outcome.name())
        .query(String.class)
        .optional();
  }

  /** How many wait whom a window may call. */
  public int waitingFor(String window, List<String> queues) {
    return lines.waitingFor(window, queues);
  }

  /** What a window should call now, and why; does not change anything. */
  public Optional<Next> next(String window, List<String> queues) {
    return CallOrder.next(window, queues, lines.forOneChoice())
        .map((Choice choice) -> new Next(get(choice.who().id()), choice.reason()));
  }

  /**
   * The next ticket of a window.
   *
   * @param ticket the ticket, still in line
   * @param reason why it is the next
   */
  public record Next(StoredTicket ticket, CallReason reason) {}

  /** Place behind {@code places} people of a queue, or at its end when fewer wait. */
  public long positionBehind(String queue, int places) {
    return edge(queue, "asc limit 1 offset " + (places - 1)).map(p -> p + 1).orElseGet(this::tail);
  }

  /** Place before everybody in a queue. */
  long positionBefore(String queue) {
    return edge(queue, "asc limit 1").map(p -> p - 1).orElseGet(this::tail);
  }

  private Optional<Long> edge(String queue, String order) {
    return tx.sql()
        .sql(
            "select position from ticket where hall = :hall and queue = :queue"
                + " and state in ('WAITING', 'REQUEUED') order by position "
                + order)
        .param("hall", hall)
        .param("queue", queue)
        .query(Long.class)
        .optional();
  }

  /** Place at the end of every line. */
  public long tail() {
    return (tx.lastSeq() + 1) * STEP;
  }

  /** A place in the log before everything that happened to a ticket. */
  static long seqBefore(StoredTicket ticket) {
    return ticket.drawn().arrival() / STEP - 1;
  }

  /** Stores a new ticket. */
  void add(StoredTicket t) {
    Drawn drawn = t.drawn();
    changing(
            "insert into ticket (id, hall, business_day, prefix, serial, number, item, source,"
                + " drawn_at, arrival, paper, queue, state, position, priority, priority_reason,"
                + " leg_since) values (:id, :hall, :day, :prefix, :serial, :number, :item, :source,"
                + " :drawnAt, :arrival, :paper, :queue, :state, :position, :priority,"
                + " :priorityReason, :legSince)",
            t)
        .param("hall", hall)
        .param("day", drawn.day().toString())
        .param("prefix", drawn.prefix())
        .param("serial", drawn.serial())
        .param("number", drawn.number())
        .param("item", drawn.item())
        .param("source", drawn.source())
        .param("drawnAt", drawn.at())
        .param("arrival", drawn.arrival())
        .param("paper", drawn.paper())
        .update();
    count(t, 1);
  }

  /** Stores a changed ticket, the leg it ended, and the counts of its queues. */
  public StoredTicket save(StoredTicket before, StoredTicket after) {
    changing(
            "update ticket set queue = :queue, state = :state, position = :position,"
                + " priority = :priority, priority_reason = :priorityReason, window_no = :window,"
                + " target_window = :target, reactivated = :requeued, leg = :leg,"
                + " leg_entry = :legEntry, leg_since = :legSince, calls = :calls,"
                + " first_called_at = :firstCalledAt, called_at = :calledAt,"
                + " started_at = :startedAt, ended_at = :endedAt, reason = :reason where id = :id",
            after)
        .param("window", after.window())
        .param("target", after.target())
        .param("requeued", after.requeued())
        .param("leg", after.leg().no())
        .param("legEntry", after.leg().entry().name())
        .param("calls", after.leg().calls())
        .param("firstCalledAt", after.leg().firstCalledAt())
        .param("calledAt", after.leg().calledAt())
        .param("startedAt", after.leg().startedAt())
        .param("endedAt", after.endedAt())
        .param("reason", after.reason())
        .update();
    count(before, -1);
    count(after, 1);
    if (endsLeg(before, after)) {
      new Legs(tx).ended(before, after);
    }
    return after;
  }

  private StatementSpec changing(String statement, StoredTicket t) {
    return tx.sql()
        .sql(statement)
        .param("id", t.id())
        .param("queue", t.queue())
        .param("state", t.state().name())
        .param("position", t.position())
        .param("priority", t.priority() ? 1 : 0)
        .param("priorityReason", t.priorityReason())
        .param("legSince", t.leg().since());
  }

  private static boolean endsLeg(StoredTicket before, StoredTicket after) {
    boolean over = before.state() == TicketState.NO_SHOW;
    boolean next = after.leg().no() > before.leg().no();
    return !over && (next || after.state().isFinal() || after.state() == TicketState.NO_SHOW);
  }

  private void count(StoredTicket t, int by) {
    if (!t.state().inLine()) {
      return;
    }
    tx.sql()
        .sql(
            "insert into queue_line (hall, queue, waiting, waiting_priority, waiting_targeted)"
                + " values (?, ?, ?, ?, ?) on conflict (hall, queue) do update"
                + " set waiting = waiting + excluded.waiting,"
                + " waiting_priority = waiting_priority + excluded.waiting_priority,"
                + " waiting_targeted = waiting_targeted + excluded.waiting_targeted")
        .params(hall, t.queue(), by, t.priority() ? by : 0, t.target() == null ? 0 : by)
        .update();
  }

  /** Notes whose turn it was, after a ticket of the line was called. */
  public void turnTaken(StoredTicket called) {
    int before = lines.sincePriority(called.queue());
    tx.sql()
        .sql(
            "update queue_line set since_priority = :since"
                + " where hall = :hall and queue = :queue")
        .param("since", CallOrder.sinceAfter(before, called.priority()))
        .param("hall", hall)
        .param("queue", called.queue())
        .update();
  }

  /**
   * Tickets that wait for this window alone may be called by every window of their queue again,
   * because it does not call any more.
   */
  public void freeTargets(String window, String actor) {
    tx.sql()
        .sql(
            "select * from ticket where hall = :hall and target_window = :window"
                + " and state in ('WAITING', 'REQUEUED') order by position, id")
        .param("hall", hall)
        .param("window", window)
        .query((row, n) -> StoredTicket.read(row))
        .list()
        .forEach(
            ticket -> {
              StoredTicket free = save(ticket, ticket.untarget());
              tell(passedOn(ticket, free), free, null, actor);
            });
  }

  /** Whether a window can act now. */
  boolean works(String window, Hall inHall, ServingWindows serving) {
    return serving.of(inHall, tx).stream().anyMatch(each -> each.no().equals(window));
  }

  /** Stores a change and appends its event. */
  StoredTicket change(
      Function<TicketFacts, TicketEvent> event,
      StoredTicket before,
      StoredTicket after,
      String actor) {
    save(before, after);
    tell(event, after, null, actor);
    return after;
  }

  /**
   * Passes a ticket on, keeping its number (R081).
   *
   * @param request where to; refused when it does not exist or cannot act now
   * @param serving knows which windows can
   * @param area area of the window that passes it on, or null
   */
  public StoredTicket transfer(
      Hall inHall,
      StoredTicket ticket,
      TransferTo request,
      ServingWindows serving,
      String area,
      String actor) {
    TransferTo.Target to = request.in(inHall, ticket, serving.of(inHall, tx));
    long position =
        switch (request.place()) {
          case FRONT -> positionBefore(to.queue());
          case ARRIVAL -> ticket.drawn().arrival();
          case BACK -> tail();
        };
    boolean there =
        ticket.state().inLine()
            && to.queue().equals(ticket.queue())
            && Objects.equals(to.window(), ticket.target())
            && position == ticket.position();
    if (there) {
      return ticket; // somebody else did the same a moment ago
    }
    StoredTicket next =
        save(ticket, ticket.transfer(to.queue(), to.window(), position, tx.millis()));
    tell(passedOn(ticket, next), next, area, actor);
    return next;
  }

  private static Function<TicketFacts, TicketEvent> passedOn(
      StoredTicket before, StoredTicket after) {
    return facts ->
        new TicketEvent.Transferred(facts, before.queue(), before.window(), after.target());
  }

  /** Appends a ticket's event. */
  public StoredEvent tell(
      Function<TicketFacts, TicketEvent> kind, StoredTicket t, String area, String actor) {
    var facts =
        new TicketFacts(
            t.id(),
            t.number(),
            t.queue(),
            t.drawn().item(),
            TicketFacts.State.valueOf(t.state().name()),
            t.window(),
            area,
            t.calls(),
            lines.counts(t.queue()).waiting());
    return tx.append(hall, kind.apply(facts), actor);
  }
}
