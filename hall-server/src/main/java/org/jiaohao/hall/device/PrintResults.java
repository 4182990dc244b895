package org.jiaohao.hall.device;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.hall.alert.StateChanged;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.WritePath;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What became of print jobs. */
@Component
class PrintResults {
  private static final Duration JOBS_LAST = Duration.ofDays(2);

  private final EventLog events;
  private final TicketViews tickets;
  private final WritePath writes;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  PrintResults(
      EventLog events,
      TicketViews tickets,
      WritePath writes,
      ApplicationEventPublisher publisher,
      Clock clock) {
    this.clock = clock;
    this.events = events;
    this.tickets = tickets;
    this.writes = writes;
    this.publisher = publisher;
  }

  /**
   * Stores where a job stands; a repeat, or news of a job that has ended, changes nothing, nor does
   * that of a job which a restore has lost.
   *
   * @throws BadAgentMessage when the agent neither drew the ticket nor was asked to print it, or
   *     not this reprint of it
   */
  void finished(String hall, String agent, PrintFinished result) {
    if (!printedBy(hall, agent, result.ticketId(), result.copy())) {
      if (restoredLately()) {
        return;
      }
      throw new BadAgentMessage("/data/ticketId agent");
    }
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql(
                      "insert into print_result (job, hall, agent, ticket, number, state, reprint,"
                          + " message_zh, message_en, at) values (:job, :hall, :agent, :ticket,"
                          + " :number, :state, :reprint, :zh, :en, :at)"
                          + " on conflict (job) do update set state = excluded.state,"
                          + " message_zh = excluded.message_zh, message_en = excluded.message_en,"
                          + " at = excluded.at, seen = 0"
                          + " where print_result.hall = excluded.hall and print_result.agent = excluded.agent"
                          + " and print_result.ticket = excluded.ticket"
                          + " and print_result.state not in ('CONFIRMED', 'DROPPED')"
                          + " and print_result.state <> excluded.state")
                  .param("job", result.jobId())
                  .param("hall", hall)
                  .param("agent", agent)
                  .param("ticket", result.ticketId())
                  .param("number", result.number())
                  .param("state", result.state().name())
                  .param("reprint", result.reprint() ? 1 : 0)
                  .param("zh", result.messageZh())
                  .param("en", result.messageEn())
                  .param("at", tx.millis())
                  .update();
          if (changed > 0) {
            tx.append(hall, event(agent, result), hall + "/" + agent);
          }
          return null;
        });
    publisher.publishEvent(new StateChanged(hall));
  }

  /** A kiosk then honestly reports jobs that the log knows nothing of, while it works them off. */
  private boolean restoredLately() {
    Instant since = clock.instant().minus(JOBS_LAST);
    return events.restoresAfter(0).stream().anyMatch(restore -> restore.at().isAfter(since));
  }

  /**
   * A kiosk has jobs of the tickets that it drew and of those it was asked for, no others.
   *
   * @param copy number of a reprint, which it was asked for, or null
   */
  private boolean printedBy(String hall, String agent, String ticket, Integer copy) {
    OptionalLong place = tickets.logPlace(hall, ticket);
    return place.isPresent()
        && events.of(hall, "ticket/" + ticket, place.getAsLong()).stream()
            .anyMatch(
                stored ->
                    switch (stored.event()) {
                      case TicketEvent.Drawn drawn ->
                          copy == null && stored.actor().equals(hall + "/" + agent);
                      case PrintEvent.Asked asked ->
                          asked.agent().equals(agent)
                              && (copy == null || copy.equals(asked.copy()));
                      default -> false;
                    });
  }

  private static PrintEvent event(String agent, PrintFinished result) {
    return new PrintEvent.Finished(
        result.ticketId(), agent, result.jobId(), result.state(), result.reprint(), result.copy());
  }
}
