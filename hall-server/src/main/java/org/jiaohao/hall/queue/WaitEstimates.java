package org.jiaohao.hall.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.http.Ticket.WaitRange;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Minutes a citizen will probably wait: from the last services of the queue that were started and
 * ended, or the items' usual time, divided by the windows that serve now; nothing when there is
 * none (N06).
 */
@Component
public class WaitEstimates {
  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final int SAMPLE = 20;
  private static final double USUAL_MINUTES = 10;

  private final JdbcClient sql;
  private final Items items;
  private final Clock clock;
  private final Map<String, Service> services = new ConcurrentHashMap<>();

  WaitEstimates(JdbcClient sql, Items items, Clock clock) {
    this.sql = sql;
    this.items = items;
    this.clock = clock;
  }

  /** How fast a queue moves now; service times are at most 15 seconds old. */
  Pace pace(Hall hall, String queue, List<Serving> windows) {
    Service service =
        services.compute(
            hall.id() + "/" + queue,
            (key, known) -> known != null && fresh(known) ? known : measure(hall, queue));
    long open = windows.stream().filter(window -> window.queues().contains(queue)).count();
    return new Pace((int) open, service.low, service.high);
  }

  private boolean fresh(Service service) {
    Duration age = Duration.between(service.at, clock.instant());
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private Service measure(Hall hall, String queue) {
    List<Long> times =
        sql.sql(
                "select ended_at - started_at from ticket_leg where hall = :hall and queue = :queue"
                    + " and started_at is not null and ended_at >= started_at"
                    + " order by ended_at desc limit :sample")
            .param("hall", hall.id())
            .param("queue", queue)
            .param("sample", SAMPLE)
            .query(Long.class)
            .list();
    double usual = items.usualMinutes(hall.id(), queue).orElse(USUAL_MINUTES);
    if (times.size() < 5) {
      return new Service(clock.instant(), usual * 0.6, usual * 1.4);
    }
    var sorted = times.stream().sorted().toList();
    double quarter = sorted.get(sorted.size() / 4) / 60_000.0;
    double threeQuarters = sorted.get(sorted.size() * 3 / 4) / 60_000.0;
    return new Service(clock.instant(), quarter, threeQuarters);
  }

  /** Minutes of a short and of a long service, and when they were measured. */
  private record Service(Instant at, double low, double high) {}

  /**
   * How fast a queue moves.
   *
   * @param windows windows that call from it now
   * @param low minutes of a short service
   * @param high minutes of a long service
   */
  record Pace(int windows, double low, double high) {
    /** The range for somebody with this many people ahead, or null when no window is open. */
    WaitRange range(int ahead) {
      if (windows == 0) {
        return null;
      }
      int from = (int) Math.floor(ahead * low / windows);
      int to = (int) Math.ceil((ahead + 1) * high / windows);
      return new WaitRange(from, Math.max(to, from + 1));
    }
  }
}
