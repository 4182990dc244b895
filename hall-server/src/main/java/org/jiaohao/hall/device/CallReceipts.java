package org.jiaohao.hall.device;

import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.Call;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.hall.window.Calls;
import org.jiaohao.hall.window.Receipts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which strips, boards and voices confirmed a call. */
@Component
class CallReceipts implements Receipts {
  private static final int MOST_DEVICES = 200; // of one agent, that confirm one call

  private final JdbcClient sql;
  private final WritePath writes;
  private final HallClock clock;

  CallReceipts(JdbcClient sql, WritePath writes, HallClock clock) {
    this.sql = sql;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public List<Call.Receipt> of(String eventId) {
    return sql.sql("select * from call_receipt where event_id = ? order by at")
        .param(eventId)
        .query(
            (row, n) ->
                new Call.Receipt(
                    CallConfirmed.Kind.valueOf(row.getString("kind")),
                    row.getString("agent"),
                    row.getString("device"),
                    CallConfirmed.Outcome.valueOf(row.getString("outcome")),
                    clock.time(row.getLong("at"))))
        .list();
  }

  /** Stores a receipt; a repeat changes nothing. Returns the window, when the call is known. */
  Optional<String> confirmed(String hall, String agent, CallConfirmed receipt) {
    return writes.run(
        tx -> {
          Optional<String> window = Calls.window(tx, hall, receipt.eventId());
          window.ifPresent(no -> store(tx, agent, receipt));
          return window;
        });
  }

  private static void store(Tx tx, String agent, CallConfirmed receipt) {
    tx.sql()
        .sql(
            "insert into call_receipt (event_id, agent, device, kind, outcome, at)"
                + " select :event, :agent, :device, :kind, :outcome, :at"
                + " where (select count(*) from call_receipt"
                + " where event_id = :event and agent = :agent and device <> :device) < :most"
                + " on conflict (event_id, agent, device) do update"
                + " set outcome = excluded.outcome, at = excluded.at"
                + " where call_receipt.outcome <> excluded.outcome")
        .param("event", receipt.eventId())
        .param("agent", agent)
        .param("device", receipt.device())
        .param("kind", receipt.kind().name())
        .param("outcome", receipt.outcome().name())
        .param("at", tx.millis())
        .param("most", MOST_DEVICES)
        .update();
  }
}
