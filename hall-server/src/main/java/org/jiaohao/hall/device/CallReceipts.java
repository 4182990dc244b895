package org.jiaohao.hall.device;

import java.util.Optional;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/** Which strips, boards and voices confirmed a call. */
@Component
class CallReceipts {
  private final WritePath writes;

  CallReceipts(WritePath writes) {
    this.writes = writes;
  }

  /** Stores a receipt; a repeat changes nothing. Returns the window, when the call is known. */
  Optional<String> confirmed(String hall, String agent, CallConfirmed receipt) {
    return writes.run(
        tx -> {
          Optional<String> window =
              tx.sql()
                  .sql("select window_no from ticket_call where event_id = ? and hall = ?")
                  .params(receipt.eventId(), hall)
                  .query(String.class)
                  .optional();
          window.ifPresent(
              no ->
                  tx.sql()
                      .sql(
                          "insert into call_receipt (event_id, agent, device, kind, outcome, at)"
                              + " values (?, ?, ?, ?, ?, ?)"
                              + " on conflict (event_id, agent, device) do update"
                              + " set outcome = excluded.outcome, at = excluded.at")
                      .params(
                          receipt.eventId(),
                          agent,
                          receipt.device(),
                          receipt.kind(),
                          receipt.outcome(),
                          tx.millis())
                      .update());
          return window;
        });
  }
}
