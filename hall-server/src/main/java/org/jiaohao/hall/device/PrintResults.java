package org.jiaohao.hall.device;

import java.util.stream.Stream;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/** What became of print jobs; a ticket that may not have come out is shown to staff (R032). */
@Component
public class PrintResults {
  private final WritePath writes;
  private final Alerts alerts;

  PrintResults(WritePath writes, Alerts alerts) {
    this.writes = writes;
    this.alerts = alerts;
  }

  void finished(String hall, String agent, PrintFinished result) {
    writes.run(
        tx -> {
          tx.sql()
              .sql(
                  "insert into print_result (job, hall, agent, ticket, number, state, reprint,"
                      + " message_zh, message_en, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " on conflict (job) do update set state = excluded.state,"
                      + " message_zh = excluded.message_zh, message_en = excluded.message_en,"
                      + " at = excluded.at")
              .params(
                  result.jobId(),
                  hall,
                  agent,
                  result.ticketId(),
                  result.number(),
                  result.state(),
                  result.reprint() ? 1 : 0,
                  result.messageZh(),
                  result.messageEn(),
                  tx.millis())
              .update();
          return tx.append(
              hall,
              new PrintEvent.Finished(
                  result.ticketId(), agent, result.jobId(), state(result), result.reprint()),
              hall + "/" + agent);
        });
    if (result.state().equals("CONFIRMED")) {
      alerts.clear(hall, "PRINT", result.ticketId());
      return;
    }
    boolean failed = result.state().equals("FAILED");
    alerts.raise(
        hall,
        "PRINT",
        result.ticketId(),
        "%s 的号票 %s %s，请为群众补打或作废。%s"
            .formatted(
                agent, result.number(), failed ? "未打印" : "可能没有打印完整", orEmpty(result.messageZh())),
        "Ticket %s at %s %s. Reprint it for the citizen or void it. %s"
            .formatted(
                result.number(),
                agent,
                failed ? "was not printed" : "may not be complete",
                orEmpty(result.messageEn())));
  }

  private static PrintEvent.Finished.State state(PrintFinished result) {
    return Stream.of(PrintEvent.Finished.State.values())
        .filter(state -> state.name().equals(result.state()))
        .findFirst()
        .orElse(PrintEvent.Finished.State.UNKNOWN);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
