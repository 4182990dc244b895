package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.StoredEvent;
import org.junit.jupiter.api.Test;

/** What follows the log goes on following it. */
class EventPumpTest {
  @Test
  void whatAnErrorKeptFromTheHandlerIsOfferedAgain() throws InterruptedException {
    var event =
        new StoredEvent(
            1, "e1", "h", new DayEvent.Opened("h", LocalDate.EPOCH), "server", Instant.EPOCH);
    EventLog log = mock(EventLog.class);
    when(log.after(eq(0L), anyInt())).thenReturn(List.of(event));
    when(log.after(eq(1L), anyInt())).thenReturn(List.of());
    var offers = new AtomicInteger();
    var taken = new CountDownLatch(1);

    var pump =
        new EventPump(
            "test",
            log,
            0,
            () -> true,
            batch -> {
              if (batch.equals(List.of(event))) {
                if (offers.getAndIncrement() == 0) {
                  throw new StackOverflowError();
                }
                taken.countDown();
              }
              return true;
            });

    assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
    pump.stop();
  }
}
