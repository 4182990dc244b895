package org.jiaohao.hall.queue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.hall.Place;
import org.jiaohao.hall.item.Item;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What guide, kiosk and citizen do with tickets: draw, cancel, transfer, priority, re-activate. */
@Component
public class TicketDesk {
  /** Reasons for priority (N07); never printed, announced or shown in public. */
  public static final Set<String> PRIORITY_REASONS =
      Set.of(
          "elderly",
          "disabled",
          "pregnant",
          "seriously-ill",
          "military",
          "martyr-family",
          "firefighter");

  private final WritePath writes;
  private final Halls halls;
  private final Items items;
  private final TicketViews views;
  private final WaitEstimates estimates;
  private final ServingWindows serving;
  private final NoShowPolicy policy;
  private final Ids ids;
  private final JsonMapper json;
  private final BusinessDays days;

  TicketDesk(
      WritePath writes,
      Halls halls,
      Items items,
      TicketViews views,
      WaitEstimates estimates,
      ServingWindows serving,
      NoShowPolicy policy,
      Ids ids,
      JsonMapper json,
      BusinessDays days) {
    this.writes = writes;
    this.halls = halls;
    this.items = items;
    this.views = views;
    this.estimates = estimates;
    this.serving = serving;
    this.policy = policy;
    this.ids = ids;
    this.json = json;
    this.days = days;
  }

  /**
   * Draws a ticket (N01). Durable before it returns, together with the answer to the request.
   *
   * @param hallId hall id
   * @param request what to draw
   * @param actor who draws, for example {@code yj-c00/kiosk-1}
   */
  public Ticket draw(String hallId, DrawRequest request, String actor) {
    Hall hall = halls.get(hallId);
    Optional<Item> item = Optional.ofNullable(request.item()).map(items::get);
    Hall.Queue queue = queueFor(hall, request);
    String reason = priorityReason(request.priorityReason());
    // What needs no transaction is done before the write thread's turn.
    List<Serving> windows = serving.of(hall);
    WaitEstimates.Pace pace = estimates.pace(hall, queue.id(), windows);
    Ticket.Paper paper = paper(hall, queue, item);
    String paperJson = json.writeValueAsString(paper);
    String code = item.map(Item::code).orElse(null);
    String named = Texts.optional("source", request.source(), Texts.LONGEST_NAME);
    String source = named == null ? actor : named;
    return writes.run(
        tx -> {
          LocalDate day = days.roll(tx, hall.id());
          var line = new Line(tx, hall.id());
          int ahead = new PeopleAhead(line.waiting(), windows).ofNew(queue.id(), reason != null);
          Drawn drawn = number(tx, line, day, queue, code, source, paperJson);
          StoredTicket stored = StoredTicket.draw(drawn, queue.id(), reason);
          line.add(stored);
          line.tell(TicketEvent.Drawn::new, stored, null, actor);
          Ticket ticket = views.view(stored, paper, ahead, pace);
          tx.answer(201, ticket);
          return ticket;
        });
  }

  private Drawn number(
      Tx tx, Line line, LocalDate day, Hall.Queue queue, String item, String source, String paper) {
    int serial = nextSerial(tx, line.hall(), day, queue.prefix());
    return new Drawn(
        ids.ticket(),
        line.hall(),
        day,
        queue.prefix(),
        serial,
        Drawn.number(queue.prefix(), serial),
        item,
        source,
        tx.millis(),
        line.tail(),
        paper);
  }

  private static int nextSerial(Tx tx, String hall, LocalDate day, String prefix) {
    return tx.sql()
        .sql(
            "insert into queue_counter (hall, business_day, prefix, last_serial) values"
                + " (:hall, :day, :prefix, 1 + coalesce((select last_serial from serial_gap"
                + " where business_day = :day and hall = '*' and prefix = '*'), 0))"
                + " on conflict (hall, business_day, prefix) do update set"
                + " last_serial = queue_counter.last_serial + 1 returning last_serial")
        .param("hall", hall)
        .param("day", day.toString())
        .param("prefix", prefix)
        .query(Integer.class)
        .single();
  }

  private Ticket.Paper paper(Hall hall, Hall.Queue queue, Optional<Item> item) {
    Place place = Place.of(hall, queue.id());
    return new Ticket.Paper(
        hall.name(),
        hall.nameEn(),
        item.map(Item::name).orElse(queue.name()),
        item.map(Item::nameEn).orElse(queue.nameEn()),
        place.zh(),
        place.en(),
        policy.tip(),
        policy.tipEn(),
        hall.complaintPhone());
  }

  /** The queue asked for; an item must be served there. */
  private Hall.Queue queueFor(Hall hall, DrawRequest request) {
    String ofItem = request.item() == null ? null : items.offers(hall).get(request.item());
    String wanted = request.queue() == null ? ofItem : request.queue();
    if (wanted == null && request.item() == null) {
      throw Problem.badRequest("queue-missing", "Name a queue or a service item.", "请选择业务队列或事项。");
    }
    if (wanted == null) {
      throw Problem.notFound(
          "item-not-offered",
          "This hall does not offer the item '%s'. Choose one of its own."
              .formatted(request.item()),
          "本大厅不办理该事项，请选择本大厅的事项。");
    }
    Hall.Queue queue =
        hall.queue(wanted)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "unknown-queue",
                        "This hall has no queue '" + wanted + "'.",
                        "本大厅没有该业务队列，请重新选择。"));
    if (request.item() != null && !queue.id().equals(ofItem)) {
      throw Problem.badRequest(
          "item-not-in-queue",
          "Item %s is not served in queue %s. Leave the queue out, or name the item's own."
              .formatted(request.item(), queue.id()),
          "事项 %s 不在%s类队列办理，请只选事项，或选择该事项对应的队列。".formatted(request.item(), queue.prefix()));
    }
    return queue;
  }

  private static String priorityReason(String reason) {
    if (reason == null || reason.isBlank()) {
      return null;
    }
    if (!PRIORITY_REASONS.contains(reason)) {
      throw Problem.badRequest(
          "unknown-priority-reason",
          "The priority reason must be one of " + PRIORITY_REASONS.stream().sorted().toList() + ".",
          "优先原因不在允许的列表中，请重新选择。");
    }
    return reason;
  }

  /** Whether a ticket was drawn at this source. */
  boolean drewFrom(String hall, String id, String source) {
    return writes.run(tx -> new Line(tx, hall).get(id)).drawn().source().equals(source);
  }

  /** Gives a ticket up. */
  public Ticket cancel(String hall, String id, String actor) {
    return change(
        hall,
        id,
        (line, ticket) ->
            ticket.state() == TicketState.CANCELLED
                ? ticket
                : line.change(
                    TicketEvent.Cancelled::new,
                    ticket,
                    ticket.cancel("cancelled", line.now()),
                    actor));
  }

  /** Records priority with its reason (N07). */
  public Ticket prioritise(String hall, String id, String reason, String actor) {
    String known = priorityReason(reason);
    if (known == null) {
      throw Problem.badRequest("priority-reason-missing", "Name the reason.", "请选择优先原因。");
    }
    return change(
        hall,
        id,
        (line, ticket) ->
            line.change(TicketEvent.Prioritised::new, ticket, ticket.prioritise(known), actor));
  }

  /** Queues a missed ticket again, once (N03). */
  public Ticket reactivate(String hall, String id, String actor) {
    return change(
        hall,
        id,
        (line, ticket) -> {
          if (ticket.state() == TicketState.NO_SHOW && ticket.requeued() > 0) {
            throw Problem.conflict(
                "already-reactivated",
                "Ticket " + ticket.number() + " was queued again before. Draw a new number.",
                "号票 " + ticket.number() + " 已恢复过一次，请重新取号。");
          }
          long position = line.positionBehind(ticket.queue(), policy.places());
          return line.change(
              TicketEvent.Requeued::new, ticket, ticket.requeue(position, line.now()), actor);
        });
  }

  /**
   * Passes a ticket on that waits, or was called to a window where the citizen did not go (R081);
   * that window is free then. Who is being served is passed on by the window alone.
   *
   * @param to where it goes
   */
  public Ticket transfer(String hallId, String id, TransferTo to, String actor) {
    Hall hall = halls.get(hallId);
    return change(
        hallId,
        id,
        (line, ticket) -> {
          if (ticket.state() == TicketState.SERVING && line.works(ticket.window(), hall, serving)) {
            throw Problem.conflict(
                "ticket-in-service",
                "Ticket %s is being served at window %s. Ask that window to transfer it."
                    .formatted(ticket.number(), ticket.window()),
                "号票 %s 正在%s号窗口办理，请由该窗口转移。".formatted(ticket.number(), ticket.window()));
          }
          return line.transfer(hall, ticket, to, serving, null, actor);
        });
  }

  private Ticket change(
      String hall, String id, BiFunction<Line, StoredTicket, StoredTicket> change) {
    halls.get(hall);
    StoredTicket changed =
        writes.run(
            tx -> {
              var line = new Line(tx, hall);
              return change.apply(line, line.get(id));
            });
    return views.view(changed);
  }
}
