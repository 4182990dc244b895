package org.jiaohao.hall.queue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.hall.Place;
import org.jiaohao.hall.item.Offered;
import org.jiaohao.hall.store.HallClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tickets and queues as the API and the pages show them. */
@Component
public class TicketViews implements Offered {
  private final JdbcClient sql;
  private final Halls halls;
  private final BusinessDays days;
  private final WaitEstimates estimates;
  private final JsonMapper json;
  private final HallClock clock;
  private final String publicUrl;

  TicketViews(
      JdbcClient sql,
      Halls halls,
      BusinessDays days,
      WaitEstimates estimates,
      JsonMapper json,
      HallClock clock,
      @Value("${jiaohao.public-url}") String publicUrl) {
    this.sql = sql;
    this.halls = halls;
    this.days = days;
    this.estimates = estimates;
    this.json = json;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** The ticket with this id in any hall. */
  public Optional<Ticket> find(String id) {
    return sql.sql("select * from ticket where id = ?")
        .param(id)
        .query((row, n) -> StoredTicket.read(row))
        .optional()
        .map(this::view);
  }

  /** The ticket of a hall, or a 404 problem. */
  public Ticket get(String hall, String id) {
    halls.get(hall);
    return find(id)
        .filter(ticket -> ticket.hall().equals(hall))
        .orElseThrow(() -> Line.unknownTicket(id));
  }

  /** Tickets of the business day whose number contains the text, newest first, at most 50. */
  public List<Ticket> search(String hall, String number) {
    halls.get(hall);
    return sql
        .sql(
            "select * from ticket where hall = ? and business_day = ? and number like ?"
                + " order by drawn_at desc limit 50")
        .params(
            hall,
            days.inForce(hall).map(LocalDate::toString).orElse(""),
            "%" + number.toUpperCase() + "%")
        .query((row, n) -> StoredTicket.read(row))
        .list()
        .stream()
        .map(this::view)
        .toList();
  }

  /** Waiting tickets of these queues in order of drawing, at most {@code limit}. */
  public List<Ticket> waiting(String hall, List<String> queues, int limit) {
    return inState(hall, queues, "('WAITING', 'REQUEUED')", limit);
  }

  /** Held and missed tickets of these queues, which a window may take back. */
  public List<Ticket> aside(String hall, List<String> queues) {
    return inState(hall, queues, "('HELD', 'NO_SHOW')", 50);
  }

  private List<Ticket> inState(String hall, List<String> queues, String states, int limit) {
    if (queues.isEmpty()) {
      return List.of();
    }
    return sql
        .sql(
            "select * from ticket where hall = :hall and queue in (:queues) and state in "
                + states
                + " order by position limit :limit")
        .param("hall", hall)
        .param("queues", queues)
        .param("limit", limit)
        .query((row, n) -> StoredTicket.read(row))
        .list()
        .stream()
        .map(this::view)
        .toList();
  }

  /** The ticket as it is now. */
  public Ticket view(StoredTicket ticket) {
    return view(ticket, ticket.state().inLine() ? ahead(ticket) : null);
  }

  private Ticket view(StoredTicket ticket, Integer ahead) {
    Hall hall = halls.get(ticket.hall());
    return view(
        ticket,
        json.readValue(ticket.paper(), Ticket.Paper.class),
        ahead,
        ahead == null ? null : estimates.pace(hall, ticket.queue()));
  }

  /** Without asking the database: for the command that has just made or changed the ticket. */
  Ticket view(StoredTicket ticket, Ticket.Paper paper, Integer ahead, WaitEstimates.Pace pace) {
    Hall hall = halls.get(ticket.hall());
    Hall.Queue queue = hall.queue(ticket.queue()).orElseThrow();
    return new Ticket(
        ticket.id(),
        ticket.number(),
        ticket.hall(),
        ticket.queue(),
        queue.name(),
        queue.nameEn(),
        ticket.item(),
        ticket.state().name(),
        ahead,
        ahead == null ? null : pace.range(ahead),
        ticket.window(),
        ticket.day(),
        time(ticket.drawnAt()),
        ticket.calledAt() == null ? null : time(ticket.calledAt()),
        publicUrl + "/t/" + ticket.id(),
        paper,
        ticket.priority());
  }

  /** The same ticket for readers who may not know about priority (R017). */
  public static Ticket withoutPriority(Ticket t) {
    return new Ticket(
        t.id(),
        t.number(),
        t.hall(),
        t.queue(),
        t.queueName(),
        t.queueNameEn(),
        t.item(),
        t.state(),
        t.waitingAhead(),
        t.waitMinutes(),
        t.window(),
        t.businessDay(),
        t.drawnAt(),
        t.calledAt(),
        t.statusUrl(),
        t.paper(),
        null);
  }

  private int ahead(StoredTicket t) {
    Line.Counts counts = Line.counts(sql, t.hall(), t.queue());
    int before =
        sql.sql(
                "select count(*) from ticket where hall = ? and queue = ? and priority = ?"
                    + " and state in ('WAITING', 'REQUEUED') and position < ?")
            .params(t.hall(), t.queue(), t.priority() ? 1 : 0, t.position())
            .query(Integer.class)
            .single();
    return t.priority()
        ? Line.aheadOfPriority(before, counts.waiting() - counts.priority(), counts.since())
        : Line.aheadOfRegular(before, counts.priority(), counts.since());
  }

  /** The tickets called to or served at the windows of a hall, by window number. */
  public Map<String, Ticket> atWindows(String hall) {
    return sql
        .sql("select * from ticket where hall = ? and state in ('CALLED', 'SERVING')")
        .param(hall)
        .query((row, n) -> StoredTicket.read(row))
        .list()
        .stream()
        .collect(Collectors.toMap(StoredTicket::window, this::view));
  }

  /** The ticket called to or served at a window. */
  public Optional<Ticket> at(String hall, String window) {
    return sql.sql(
            "select * from ticket where hall = ? and window_no = ?"
                + " and state in ('CALLED', 'SERVING')")
        .params(hall, window)
        .query((row, n) -> StoredTicket.read(row))
        .optional()
        .map(this::view);
  }

  /** People waiting in every queue of a hall that has had tickets, by queue id. */
  public Map<String, Integer> waiting(String hall) {
    return Line.waiting(sql, hall);
  }

  /** People waiting in these queues. */
  public int waiting(String hall, List<String> queues) {
    return queues.stream().mapToInt(queue -> Line.counts(sql, hall, queue).waiting()).sum();
  }

  /** Queues of a hall with their load. */
  public List<QueueInfo> queues(Hall hall) {
    return hall.queues().stream().map(queue -> queue(hall, queue)).toList();
  }

  /** One queue with its load. */
  @Override
  public QueueInfo queue(Hall hall, Hall.Queue queue) {
    int waiting = Line.counts(sql, hall.id(), queue.id()).waiting();
    Place place = Place.find(hall, queue.id()).orElse(new Place("", ""));
    WaitEstimates.Pace pace = estimates.pace(hall, queue.id());
    return new QueueInfo(
        queue.id(),
        queue.prefix(),
        queue.name(),
        queue.nameEn(),
        place.zh(),
        place.en(),
        hall.windowsOf(queue.id()).stream().map(Hall.Window::no).toList(),
        pace.openWindows(),
        waiting,
        pace.range(waiting));
  }

  /** Epoch milliseconds in the hall's zone. */
  public OffsetDateTime time(long millis) {
    return clock.time(millis);
  }
}
