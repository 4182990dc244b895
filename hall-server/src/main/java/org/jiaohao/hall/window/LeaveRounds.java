package org.jiaohao.hall.window;

import java.time.Clock;
import java.time.Duration;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What nobody does at windows, but has to be done: short leaves that last too long, and windows
 * that nobody has and whose ticket was passed on from elsewhere.
 */
@Component
class LeaveRounds {
  /** A short leave lasts at most three minutes (R095). */
  static final Duration SHORT_LEAVE = Duration.ofMinutes(3);

  private static final Logger log = LoggerFactory.getLogger(LeaveRounds.class);

  private final Round<LiveWindow> marks = new Round<>(log, "the end of a short leave");
  private final Round<LiveWindow> pauses =
      new Round<>(log, "the pause of a window without a clerk");
  private final JdbcClient sql;
  private final Halls halls;
  private final TicketViews tickets;
  private final WritePath writes;
  private final Clock clock;

  LeaveRounds(JdbcClient sql, Halls halls, TicketViews tickets, WritePath writes, Clock clock) {
    this.sql = sql;
    this.halls = halls;
    this.tickets = tickets;
    this.writes = writes;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 1000)
  void overdueLeaves() {
    long since = clock.millis() - SHORT_LEAVE.toMillis();
    marks.over(LiveWindows.inStateSince(sql, WindowState.SHORT_LEAVE, since), this::markOverdue);
  }

  private void markOverdue(LiveWindow seen) {
    var hall = halls.get(seen.hall());
    writes.run(
        tx -> {
          var desk = new WindowDesk(tx, hall, hall.knownWindow(seen.no()), "server");
          boolean still =
              desk.live().state() == WindowState.SHORT_LEAVE && desk.live().since() == seen.since();
          if (still) {
            desk.enter(WindowEvent.Overdue::new, WindowState.OVERDUE, null);
          }
          return null;
        });
  }

  @Scheduled(fixedDelay = 1000)
  void pauseUnattended() {
    pauses.over(
        LiveWindows.unattended(sql).stream()
            .filter(window -> tickets.storedAt(window.hall(), window.no()).isEmpty())
            .toList(),
        this::pause);
  }

  private void pause(LiveWindow seen) {
    var hall = halls.get(seen.hall());
    writes.run(
        tx -> {
          var desk = new WindowDesk(tx, hall, hall.knownWindow(seen.no()), "server");
          return desk.live().clerk() == null && desk.desert();
        });
  }
}
