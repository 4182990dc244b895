package org.jiaohao.hall.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The people who wait in a hall as they are stored. The order of calls reads counts and heads only,
 * so that a call costs the same however many wait.
 */
final class StoredLines implements Lines {
  private static final String IN_LINE = "state in ('WAITING', 'REQUEUED')";

  private final JdbcClient sql;
  private final String hall;

  StoredLines(JdbcClient sql, String hall) {
    this.sql = sql;
    this.hall = hall;
  }

  /**
   * What a queue knows about itself without counting tickets.
   *
   * @param waiting people in line, all of them
   * @param priority those with priority
   * @param targeted those whom one window alone may call
   * @param since regular calls since the last with priority
   */
  record Counts(int waiting, int priority, int targeted, int since) {
    /** Of a queue whose row was not made yet. */
    private static final Counts NOBODY = new Counts(0, 0, 0, 0);

    int regular() {
      return waiting - priority;
    }
  }

  Counts counts(String queue) {
    return sql.sql(
            "select waiting, waiting_priority, waiting_targeted, since_priority"
                + " from queue_line where hall = ? and queue = ?")
        .params(hall, queue)
        .query((row, n) -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .optional()
        .orElse(Counts.NOBODY);
  }

  /** People in line in every queue that has had tickets, by queue id. */
  Map<String, Integer> waiting() {
    return sql
        .sql("select queue, waiting from queue_line where hall = :hall")
        .param("hall", hall)
        .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** How many wait in these queues whom a window may call. */
  int waitingFor(String window, List<String> queues) {
    List<Counts> counts = queues.stream().map(this::counts).toList();
    int waiting = counts.stream().mapToInt(Counts::waiting).sum();
    boolean targeted = counts.stream().anyMatch(each -> each.targeted > 0);
    return targeted ? waiting - forOthers(window, queues) : waiting;
  }

  private int forOthers(String window, List<String> queues) {
    return sql.sql(
            "select count(*) from ticket where hall = :hall and queue in (:queues)"
                + " and target_window is not null and target_window <> :window and "
                + IN_LINE)
        .param("hall", hall)
        .param("queues", queues)
        .param("window", window)
        .query(Integer.class)
        .single();
  }

  /** For the one choice that follows: counts are read once, and no head where nobody waits. */
  Lines forOneChoice() {
    var known = new HashMap<String, Counts>();
    return new Lines() {
      @Override
      public int sincePriority(String queue) {
        return counts(queue).since;
      }

      @Override
      public Optional<Waiter> head(String window, String queue, boolean priority) {
        int waiting = priority ? counts(queue).priority : counts(queue).regular();
        return waiting == 0 ? Optional.empty() : StoredLines.this.head(window, queue, priority);
      }

      private Counts counts(String queue) {
        return known.computeIfAbsent(queue, StoredLines.this::counts);
      }
    };
  }

  @Override
  public int sincePriority(String queue) {
    return counts(queue).since;
  }

  @Override
  public Optional<Waiter> head(String window, String queue, boolean priority) {
    return sql.sql(
            "select id, queue, priority, position, target_window from ticket where hall = :hall"
                + " and queue = :queue and priority = :priority and "
                + IN_LINE
                + " and (target_window is null or target_window = :window)"
                + " order by position, id limit 1")
        .param("hall", hall)
        .param("queue", queue)
        .param("priority", priority ? 1 : 0)
        .param("window", window)
        .query((row, n) -> waiter(row))
        .optional();
  }

  /** People who stand before a ticket in its queue; before one with priority, those who have it. */
  int before(StoredTicket ticket) {
    return sql.sql(
            "select count(*) from ticket where hall = :hall and queue = :queue"
                + " and priority >= :priority and "
                + IN_LINE
                + " and (position, id) < (:position, :id)")
        .param("hall", hall)
        .param("queue", ticket.queue())
        .param("priority", ticket.priority() ? 1 : 0)
        .param("position", ticket.position())
        .param("id", ticket.id())
        .query(Integer.class)
        .single();
  }

  /** Everybody who waits in these queues. */
  List<Waiter> load(Collection<String> queues) {
    return sql.sql(
            "select id, queue, priority, position, target_window from ticket"
                + " where hall = :hall and queue in (:queues) and "
                + IN_LINE)
        .param("hall", hall)
        .param("queues", queues)
        .query((row, n) -> waiter(row))
        .list();
  }

  private static Waiter waiter(ResultSet row) throws SQLException {
    return new Waiter(
        row.getString(1), row.getString(2), row.getBoolean(3), row.getLong(4), row.getString(5));
  }
}
