package org.jiaohao.hall.messaging;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.WritePath;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells the staff pages what the event log says, and that a call's receipts are due. */
@Component
class PageHints implements SmartLifecycle {
  /** A call that strip or voice did not confirm by then is shown to the clerk. */
  private static final long RECEIPT_MILLIS = 3000;

  private final WritePath writes;
  private final EventLog log;
  private final HallStream stream;
  private volatile EventPump pump;
  private ScheduledExecutorService later;

  PageHints(WritePath writes, EventLog log, HallStream stream) {
    this.writes = writes;
    this.log = log;
    this.stream = stream;
    writes.afterCommit(this::wake);
  }

  private void wake() {
    EventPump now = pump;
    if (now != null) {
      now.wake();
    }
  }

  @Override
  public void start() {
    later =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("receipts-due").daemon().factory());
    pump = new EventPump("page-hints", log, log.last(), this::hint);
  }

  private boolean hint(List<StoredEvent> batch) {
    for (StoredEvent event : batch) {
      String subject = event.event().subject();
      switch (event.event()) {
        case TicketEvent ticket -> ticket(event, ticket);
        case DayEvent d -> stream.tell(event.hall(), "board", event.hall());
        case HallEvent.Changed c -> stream.tell(event.hall(), "board", event.hall());
        case HallEvent.Imported i -> stream.tell(event.hall(), "board", event.hall());
        default ->
            stream.tell(
                event.hall(),
                event.event().type().substring(0, event.event().type().indexOf('-')),
                subject.substring(subject.indexOf('/') + 1));
      }
    }
    return true;
  }

  private void ticket(StoredEvent event, TicketEvent change) {
    TicketFacts ticket = change.ticket();
    stream.tell(event.hall(), "queue", ticket.queue());
    if (ticket.window() != null) {
      stream.tell(event.hall(), "window", ticket.window());
    }
    if (change instanceof TicketEvent.Called) {
      stream.tell(event.hall(), "board", event.hall());
      later.schedule(
          () -> stream.tell(event.hall(), "receipt", ticket.window()),
          RECEIPT_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void stop() {
    later.shutdownNow();
    pump.stop();
    pump = null;
  }

  @Override
  public boolean isRunning() {
    return pump != null;
  }

  @Override
  public int getPhase() {
    return 2;
  }
}
