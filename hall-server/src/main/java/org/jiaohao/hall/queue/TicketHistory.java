package org.jiaohao.hall.queue;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.http.TicketChange;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.StoredEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that happened to a ticket and its papers, from the log (N02, R039). */
@Component
class TicketHistory {
  private final JdbcClient sql;
  private final Halls halls;
  private final EventLog log;
  private final HallClock clock;

  TicketHistory(JdbcClient sql, Halls halls, EventLog log, HallClock clock) {
    this.sql = sql;
    this.halls = halls;
    this.log = log;
    this.clock = clock;
  }

  /** The changes of a ticket of this hall, oldest first. */
  List<TicketChange> of(String hall, String id) {
    halls.get(hall);
    StoredTicket ticket =
        sql.sql("select * from ticket where id = :id and hall = :hall")
            .param("id", id)
            .param("hall", hall)
            .query((row, n) -> StoredTicket.read(row))
            .optional()
            .orElseThrow(() -> Line.unknownTicket(id));
    var changes = new ArrayList<TicketChange>();
    TicketFacts before = null;
    for (StoredEvent stored : log.of(hall, "ticket/" + id, Line.seqBefore(ticket))) {
      if (stored.event() instanceof TicketEvent event) {
        changes.add(change(stored, event.ticket(), before, null));
        before = event.ticket();
      } else if (stored.event() instanceof PrintEvent event && before != null) {
        changes.add(change(stored, before, before, print(event)));
      }
    }
    return changes;
  }

  private static TicketChange.Print print(PrintEvent event) {
    return switch (event) {
      case PrintEvent.Asked asked ->
          new TicketChange.Print(asked.copy(), !asked.first(), asked.agent(), "ASKED");
      case PrintEvent.Refused refused ->
          new TicketChange.Print(
              refused.copy(), refused.copy() != null, refused.agent(), "REFUSED");
      case PrintEvent.Finished done ->
          new TicketChange.Print(done.copy(), done.reprint(), done.agent(), done.state().name());
    };
  }

  private TicketChange change(
      StoredEvent stored, TicketFacts after, TicketFacts before, TicketChange.Print print) {
    TicketEvent.Transferred moved =
        stored.event() instanceof TicketEvent.Transferred passedOn ? passedOn : null;
    return new TicketChange(
        clock.time(stored.at().toEpochMilli()),
        stored.event().type(),
        stored.actor(),
        before == null ? null : before.state().name(),
        after.state().name(),
        after.queue(),
        after.window(),
        after.attempt(),
        moved == null ? null : moved.fromQueue(),
        moved == null ? null : moved.toWindow(),
        print);
  }
}
