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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Minutes a citizen will probably wait: from the last service times of the queue, or the items'
 * usual time, divided by the open windows; nothing when no window is open (N06).
 */
@Component
public class WaitEstimates {
  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final int SAMPLE = 20;
  private static final double USUAL_MINUTES = 10;

  private final JdbcClient sql;
  private final Items items;
  private final ServingWindows windows;
  private final Clock clock;
  private final Map<String, Service> services = new ConcurrentHashMap<>();

  WaitEstimates(JdbcClient sql, Items items, ServingWindows windows, Clock clock) {
    this.sql = sql;
    this.items = items;
    this.windows = windows;
    this.clock = clock;
  }

  /** How fast a queue moves now; service times are at most 15 seconds old. */
  Pace pace(Hall hall, String queue) {
    Service service =
        services.compute(
            hall.id() + "/" + queue,
            (key, known) -> known != null && fresh(known) ? known : measure(hall, queue));
    int open = windows.serving(hall, queue);
    return new Pace(open, service.low, service.high);
  }

  private boolean fresh(Service service) {
    Duration age = Duration.between(service.at, clock.instant());
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private Service measure(Hall hall, String queue) {
    List<Long> times =
        sql.sql(
                "select ended_at - started_at from ticket"
                    + " where hall = ? and queue = ? and state = 'DONE' order by ended_at desc"
                    + " limit ?")
            .params(hall.id(), queue, SAMPLE)
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
   * @param openWindows windows that call from it now
   * @param low minutes of a short service
   * @param high minutes of a long service
   */
  record Pace(int openWindows, double low, double high) {
    /** The range for somebody with this many people ahead, or null when no window is open. */
    WaitRange range(int ahead) {
      if (openWindows == 0) {
        return null;
      }
      int from = (int) Math.floor(ahead * low / openWindows);
      int to = (int) Math.ceil((ahead + 1) * high / openWindows);
      return new WaitRange(from, Math.max(to, from + 1));
    }
  }
}
