package org.jiaohao.hall.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.hall.Place;
import org.jiaohao.hall.item.Offered;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tickets and queues as the API and the pages show them. */
@Component
public class TicketViews implements Offered {
  private final JdbcClient sql;
  private final Halls halls;
  private final WaitEstimates estimates;
  private final JsonMapper json;
  private final ZoneId zone;
  private final String publicUrl;

  TicketViews(
      JdbcClient sql,
      Halls halls,
      WaitEstimates estimates,
      JsonMapper json,
      @Value("${jiaohao.zone}") ZoneId zone,
      @Value("${jiaohao.public-url}") String publicUrl) {
    this.sql = sql;
    this.halls = halls;
    this.estimates = estimates;
    this.json = json;
    this.zone = zone;
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
        .params(hall, String.valueOf(halls.businessDay(hall)), "%" + number.toUpperCase() + "%")
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
    Line.Counts counts =
        sql.sql(
                "select waiting, waiting_priority, since_priority from queue"
                    + " where hall = ? and id = ?")
            .params(t.hall(), t.queue())
            .query((row, n) -> new Line.Counts(row.getInt(1), row.getInt(2), row.getInt(3)))
            .single();
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

  /** Queues of a hall with their load. */
  public List<QueueInfo> queues(Hall hall) {
    return hall.queues().stream().map(queue -> queue(hall, queue)).toList();
  }

  /** One queue with its load. */
  @Override
  public QueueInfo queue(Hall hall, Hall.Queue queue) {
    int waiting =
        sql.sql("select waiting from queue where hall = ? and id = ?")
            .params(hall.id(), queue.id())
            .query(Integer.class)
            .single();
    Place place = Place.of(hall, queue.id());
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
    return Instant.ofEpochMilli(millis).atZone(zone).toOffsetDateTime();
  }
}
