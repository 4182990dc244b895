package org.jiaohao.hall.queue;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.hall.Place;
import org.jiaohao.hall.item.Offered;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.jiaohao.hall.store.HallClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tickets and queues as the API and the pages show them. */
@Component
public class TicketViews implements Offered {
  private static final Set<TicketState> IN_LINE =
      EnumSet.of(TicketState.WAITING, TicketState.REQUEUED);

  private final JdbcClient sql;
  private final Halls halls;
  private final WaitEstimates estimates;
  private final ServingWindows serving;
  private final JsonMapper json;
  private final BusinessDays days;
  private final HallClock clock;
  private final String publicUrl;

  TicketViews(
      JdbcClient sql,
      Halls halls,
      WaitEstimates estimates,
      ServingWindows serving,
      JsonMapper json,
      BusinessDays days,
      HallClock clock,
      @Value("${jiaohao.public-url}") String publicUrl) {
    this.sql = sql;
    this.halls = halls;
    this.estimates = estimates;
    this.serving = serving;
    this.json = json;
    this.days = days;
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

  /**
   * A place in the log before everything that happened to a ticket: who asks for its events from
   * there on does not read the whole log of the hall.
   *
   * @return empty when the hall has no such ticket
   */
  public OptionalLong logPlace(String hall, String id) {
    return sql
        .sql("select * from ticket where id = ? and hall = ?")
        .params(id, hall)
        .query((row, n) -> StoredTicket.read(row))
        .list()
        .stream()
        .mapToLong(Line::seqBefore)
        .findFirst();
  }

  /** Tickets of the business day whose number contains the text, newest first, at most 50. */
  public List<Ticket> search(String hall, String number) {
    halls.get(hall);
    return views(
        sql.sql(
                "select * from ticket where hall = :hall and business_day = :day"
                    + " and number like :part escape '\\' order by drawn_at desc limit 50")
            .param("hall", hall)
            .param("day", days.inForce(hall).map(LocalDate::toString).orElse(""))
            .param("part", "%" + literally(typed(number)) + "%")
            .query((row, n) -> StoredTicket.read(row))
            .list());
  }

  /** A number as it is stored: input methods write full-width letters and digits. */
  private static String typed(String number) {
    return Normalizer.normalize(number, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
  }

  /** A text as a part of a pattern that means only itself. */
  private static String literally(String text) {
    return text.replaceAll("([\\\\%_])", "\\\\$1");
  }

  /** Waiting tickets of these queues in order of their places, at most {@code limit}. */
  public List<Ticket> waiting(String hall, List<String> queues, int limit) {
    return inState(hall, queues, IN_LINE, "", limit);
  }

  /** Those of them whom a window may call. */
  public List<Ticket> waitingFor(String hall, String window, List<String> queues, int limit) {
    return inState(hall, queues, IN_LINE, window, limit);
  }

  /** How many wait whom a window may call. */
  public int waitingFor(String hall, String window, List<String> queues) {
    return new StoredLines(sql, hall).waitingFor(window, queues);
  }

  /** Held and missed tickets of these queues, which a window may take back. */
  public List<Ticket> aside(String hall, List<String> queues) {
    return inState(hall, queues, EnumSet.of(TicketState.HELD, TicketState.NO_SHOW), "", 50);
  }

  /** Without those that wait for another window alone, unless no window is named. */
  private List<Ticket> inState(
      String hall, List<String> queues, Set<TicketState> states, String window, int limit) {
    if (queues.isEmpty()) {
      return List.of();
    }
    return views(
        sql.sql(
                "select * from ticket where hall = :hall and queue in (:queues)"
                    + " and state in (:states)"
                    + " and (:window = '' or target_window is null or target_window = :window)"
                    + " order by position, id limit :limit")
            .param("hall", hall)
            .param("queues", queues)
            .param("states", states.stream().map(Enum::name).toList())
            .param("window", window)
            .param("limit", limit)
            .query((row, n) -> StoredTicket.read(row))
            .list());
  }

  /** The tickets that the windows of a hall have: window number → ticket. */
  public Map<String, Ticket> atWindows(String hall) {
    var found = new HashMap<String, Ticket>();
    sql.sql("select * from ticket where hall = :hall and state in ('CALLED', 'SERVING')")
        .param("hall", hall)
        .query((row, n) -> StoredTicket.read(row))
        .list()
        .forEach(ticket -> found.put(ticket.window(), view(ticket)));
    return found;
  }

  /** The states of these tickets, by id. */
  public Map<String, TicketState> states(List<String> ids) {
    var found = new HashMap<String, TicketState>();
    if (!ids.isEmpty()) {
      sql.sql("select id, state from ticket where id in (:ids)")
          .param("ids", ids)
          .query(
              row -> {
                found.put(row.getString(1), TicketState.valueOf(row.getString(2)));
              });
    }
    return found;
  }

  /** The ticket that a window has. */
  public Optional<Ticket> at(String hall, String window) {
    return storedAt(hall, window).map(this::view);
  }

  /** The same without what is told of it: where a call has to be quick, its number is enough. */
  public Optional<StoredTicket> storedAt(String hall, String window) {
    return sql.sql(
            "select * from ticket where hall = :hall and window_no = :window"
                + " and state in ('CALLED', 'SERVING')")
        .param("hall", hall)
        .param("window", window)
        .query((row, n) -> StoredTicket.read(row))
        .optional();
  }

  /** People waiting in every queue of a hall that has had tickets, by queue id. */
  public Map<String, Integer> waiting(String hall) {
    return new StoredLines(sql, hall).waiting();
  }

  /** People waiting in these queues. */
  public int waiting(String hall, List<String> queues) {
    var lines = new StoredLines(sql, hall);
    return queues.stream().mapToInt(queue -> lines.counts(queue).waiting()).sum();
  }

  /** The ticket as it is now. */
  public Ticket view(StoredTicket ticket) {
    return views(List.of(ticket)).getFirst();
  }

  /** Tickets of one hall as they are now. */
  private List<Ticket> views(List<StoredTicket> tickets) {
    List<StoredTicket> waiting = tickets.stream().filter(t -> t.state().inLine()).toList();
    if (waiting.isEmpty()) {
      return tickets.stream().map(t -> view(t, paper(t), null, null)).toList();
    }
    Hall hall = halls.get(waiting.getFirst().drawn().hall());
    List<Serving> windows = serving.of(hall);
    Map<String, Integer> ahead = ahead(hall, windows).of(waiting);
    return tickets.stream()
        .map(
            t ->
                view(
                    t,
                    paper(t),
                    ahead.get(t.id()),
                    ahead.containsKey(t.id()) ? estimates.pace(hall, t.queue(), windows) : null))
        .toList();
  }

  private PeopleAhead ahead(Hall hall, List<Serving> windows) {
    return new PeopleAhead(new StoredLines(sql, hall.id()), windows);
  }

  /** As it was drawn; as long as it is in force with the place where its citizen is called now. */
  private Ticket.Paper paper(StoredTicket ticket) {
    Ticket.Paper drawn = json.readValue(ticket.drawn().paper(), Ticket.Paper.class);
    if (ticket.state().isFinal()) {
      return drawn;
    }
    Hall hall = halls.get(ticket.drawn().hall());
    return Optional.ofNullable(ticket.target())
        .flatMap(hall::window)
        .map(Place::of)
        .or(() -> Place.find(hall, ticket.queue()))
        .map(now -> drawn.at(now.zh(), now.en()))
        .orElse(drawn);
  }

  /** Without asking the database: for the command that has just made or changed the ticket. */
  Ticket view(StoredTicket ticket, Ticket.Paper paper, Integer ahead, WaitEstimates.Pace pace) {
    Drawn drawn = ticket.drawn();
    Hall hall = halls.get(drawn.hall());
    Hall.Queue queue = hall.queue(ticket.queue()).orElseThrow();
    return new Ticket(
        ticket.id(),
        ticket.number(),
        drawn.hall(),
        ticket.queue(),
        queue.name(),
        queue.nameEn(),
        drawn.item(),
        ticket.state().name(),
        ahead,
        ahead == null ? null : pace.range(ahead),
        ticket.window(),
        drawn.day(),
        time(drawn.at()),
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

  /** Queues of a hall with their load. */
  public List<QueueInfo> queues(Hall hall) {
    List<Serving> windows = serving.of(hall);
    PeopleAhead people = ahead(hall, windows);
    return hall.queues().stream().map(queue -> queue(hall, queue, windows, people)).toList();
  }

  /** One queue with its load. */
  @Override
  public QueueInfo queue(Hall hall, Hall.Queue queue) {
    List<Serving> windows = serving.of(hall);
    return queue(hall, queue, windows, ahead(hall, windows));
  }

  private QueueInfo queue(Hall hall, Hall.Queue queue, List<Serving> windows, PeopleAhead people) {
    Place place = Place.find(hall, queue.id()).orElse(new Place("", ""));
    WaitEstimates.Pace pace = estimates.pace(hall, queue.id(), windows);
    return new QueueInfo(
        queue.id(),
        queue.prefix(),
        queue.name(),
        queue.nameEn(),
        place.zh(),
        place.en(),
        hall.windowsOf(queue.id()).stream().map(Hall.Window::no).toList(),
        pace.windows(),
        people.waiting(queue.id()),
        pace.windows() == 0 ? null : pace.range(people.ofNew(queue.id(), false)));
  }

  /** Epoch milliseconds in the hall's zone. */
  public OffsetDateTime time(long millis) {
    return clock.time(millis);
  }
}
