package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** Each paper is told of; the log of a hall that has long been at work is not read for it. */
@CoreTest
@DirtiesContext // what it puts into the log is no part of the chain
class PrintsInALongLogTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";
  private static final int EVENTS = 300_000;
  private static final Duration ONE = Duration.ofMillis(50);

  @Autowired TicketDesk desk;
  @Autowired PrintResults prints;
  @Autowired WritePath writes;

  @Test
  void whoPrintedATicketIsFoundWithoutReadingTheWholeLog() {
    writes.run(
        tx ->
            tx.sql()
                .sql(
                    "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)"
                        + " insert into event (id, hall, type, subject, actor, at, data)"
                        + " select 'e' || i, ?, 'queue-changed', 'queue/' || i, 'server', i, '{}'"
                        + " from n")
                .params(EVENTS, HALL)
                .update());
    String ticket =
        desk.draw(HALL, new DrawRequest("a", null, null, "kiosk-1"), HALL + "/kiosk-1").id();
    Duration best = Duration.ofDays(1);
    for (int i = 0; i < 10; i++) {
      long before = System.nanoTime();
      prints.finished(HALL, "kiosk-1", finished("job-" + i, ticket));
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      best = took.compareTo(best) < 0 ? took : best;
    }
    assertThat(best).isLessThan(ONE);
  }

  private static PrintFinished finished(String job, String ticket) {
    return new PrintFinished(
        job,
        ticket,
        "A001",
        PrintEvent.Finished.State.CONFIRMED,
        false,
        null,
        null,
        null,
        OffsetDateTime.parse("2026-11-23T09:00:00+08:00"));
  }
}
