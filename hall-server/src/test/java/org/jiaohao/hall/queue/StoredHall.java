package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.HallModel.Ticket;
import org.jiaohao.hall.queue.HallModel.Window;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the store of a running hall holds, read by statements of its own. */
final class StoredHall {
  private static final String IN_LINE = "state in ('WAITING', 'REQUEUED')";

  private final RunningHall server;
  private final JdbcClient sql;

  StoredHall(RunningHall server) {
    this.server = server;
    this.sql = server.bean(JdbcClient.class);
  }

  /** Every ticket and window is what the model says, and the store agrees with itself. */
  void mustBe(HallModel model) {
    var expected = new TreeMap<String, String>();
    for (Ticket t : model.tickets.values()) {
      String window =
          t.state == TicketState.CALLED || t.state == TicketState.SERVING ? t.window : null;
      expected.put(t.id, line(t.number, t.queue, t.state.name(), t.priority, window, t.target));
    }
    assertThat(tickets()).isEqualTo(expected);
    assertThat(serving()).isEqualTo(working(model));
    assertThat(wrongCounts()).as("counts of queues").isEmpty();
    assertThat(wrongNumbers()).as("numbers with a gap, or twice").isEmpty();
    assertThat(wrongLegs()).as("tickets whose legs are wrong").isEmpty();
  }

  private static String line(
      String number, String queue, String state, boolean priority, String window, String target) {
    return "%s %s %s %s at %s for %s".formatted(number, queue, state, priority, window, target);
  }

  private Map<String, String> tickets() {
    return sql
        .sql(
            "select * from ticket where hall = :hall and business_day ="
                + " (select day from business_day where hall = :hall)")
        .param("hall", RunningHall.HALL)
        .query(
            (row, n) -> {
              String state = row.getString("state");
              boolean at = state.equals("CALLED") || state.equals("SERVING");
              boolean waits = state.equals("WAITING") || state.equals("REQUEUED");
              assertThat(waits && row.getString("window_no") != null)
                  .as("%s waits and is at a window", row.getString("number"))
                  .isFalse();
              return Map.entry(
                  row.getString("id"),
                  line(
                      row.getString("number"),
                      row.getString("queue"),
                      state,
                      row.getBoolean("priority"),
                      at ? row.getString("window_no") : null,
                      row.getString("target_window")));
            })
        .list()
        .stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private List<Serving> serving() {
    var halls = server.bean(Halls.class);
    return server.bean(ServingWindows.class).of(halls.get(RunningHall.HALL));
  }

  private static List<Serving> working(HallModel model) {
    var working = new ArrayList<Serving>();
    for (Window window : model.windows.values()) {
      if (window.working) {
        working.add(new Serving(window.no, window.queues));
      }
    }
    return working;
  }

  private List<String> wrongCounts() {
    return sql.sql(
            "select l.queue from queue_line l where l.hall = :hall and (l.waiting <>"
                + " (select count(*) from ticket t where t.hall = l.hall and t.queue = l.queue and "
                + IN_LINE
                + ") or l.waiting_priority <> (select count(*) from ticket t where t.hall = l.hall"
                + " and t.queue = l.queue and t.priority = 1 and "
                + IN_LINE
                + ") or l.waiting_targeted <> (select count(*) from ticket t where t.hall = l.hall"
                + " and t.queue = l.queue and t.target_window is not null and "
                + IN_LINE
                + "))")
        .param("hall", RunningHall.HALL)
        .query(String.class)
        .list();
  }

  private List<String> wrongNumbers() {
    return sql.sql(
            "select c.prefix from queue_counter c join business_day d on d.hall = c.hall"
                + " and d.day = c.business_day where c.hall = :hall and c.last_serial <>"
                + " (select count(distinct t.number) from ticket t where t.hall = c.hall"
                + " and t.business_day = c.business_day and t.prefix = c.prefix"
                + " and t.serial between 1 and c.last_serial)")
        .param("hall", RunningHall.HALL)
        .query(String.class)
        .list();
  }

  /** Legs that ended are numbered from 1; whoever is not over or missed is on the next one. */
  private List<String> wrongLegs() {
    return sql.sql(
            "select t.number from ticket t join business_day d on d.hall = t.hall"
                + " and d.day = t.business_day where t.hall = :hall and t.leg <>"
                + " (select count(*) from ticket_leg l where l.ticket = t.id)"
                + " + case when t.state in ('DONE', 'CANCELLED', 'EXPIRED', 'NO_SHOW')"
                + " then 0 else 1 end")
        .param("hall", RunningHall.HALL)
        .query(String.class)
        .list();
  }

  /** Place in the log of the last change of a ticket or window; alerts follow by themselves. */
  long lastChange() {
    return sql.sql(
            "select seq from event where (subject like 'ticket/%' or subject like 'window/%')"
                + " and type <> 'window-overdue' order by seq desc limit 1")
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Id of the ticket a window has, or null. */
  String at(String window) {
    return sql.sql(
            "select id from ticket where hall = :hall and window_no = :window"
                + " and state in ('CALLED', 'SERVING')")
        .param("hall", RunningHall.HALL)
        .param("window", window)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** The people who wait. */
  MemoryLines lines(Map<String, Integer> since) {
    return new MemoryLines(
        sql.sql("select * from ticket where hall = :hall and " + IN_LINE)
            .param("hall", RunningHall.HALL)
            .query(
                (row, n) ->
                    new Waiter(
                        row.getString("id"),
                        row.getString("queue"),
                        row.getBoolean("priority"),
                        row.getLong("position"),
                        row.getString("target_window")))
            .list(),
        since);
  }

  /** Everybody is told what the continuation over the people in memory says. */
  void peopleAheadMustBe(HallModel model) {
    Map<String, Integer> played = Continuation.aheadOfAll(lines(model.since), working(model));
    TicketViews views = server.bean(TicketViews.class);
    for (Ticket ticket : model.tickets.values()) {
      if (played.containsKey(ticket.id)) {
        assertThat(views.get(RunningHall.HALL, ticket.id).waitingAhead())
            .as("people ahead of %s", ticket)
            .isEqualTo(played.get(ticket.id));
      }
    }
  }
}
