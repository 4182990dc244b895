package org.jiaohao.hall.messaging;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jiaohao.contract.event.AlertEvent;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.hall.display.RetainedViews;
import org.jiaohao.hall.display.ViewIds;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventsAppended;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the staff pages what the event log says, and that a call's receipts are due. */
@Component
class PageHints implements SmartLifecycle {
  /** A call that strip or voice did not confirm by then is shown to the clerk. */
  private static final long RECEIPT_MILLIS = 3000;

  private static final Logger problems = LoggerFactory.getLogger(PageHints.class);

  private final Round<StoredEvent> hints = new Round<>(problems, "a hint to pages");
  private final EventLog log;
  private final HallStream stream;
  private final RetainedViews views;
  private volatile EventPump pump;
  private ScheduledExecutorService later;

  PageHints(EventLog log, HallStream stream, RetainedViews views) {
    this.log = log;
    this.stream = stream;
    this.views = views;
  }

  @EventListener(EventsAppended.class)
  void wake() {
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
    pump = new EventPump("page-hints", log, log.last(), () -> true, this::hint);
  }

  private boolean hint(List<StoredEvent> batch) {
    hints.over(batch, this::hint);
    return true;
  }

  private void hint(StoredEvent event) {
    String hall = event.hall();
    views.changedBy(hall, event.event(), (view, ids) -> hint(hall, view.kind(), ids));
    switch (event.event()) {
      case AlertEvent alert -> stream.hint(hall, "alert", alert.id());
      case TicketEvent.Called call ->
          later.schedule(
              () -> stream.hint(hall, "receipt", call.ticket().window()),
              RECEIPT_MILLIS,
              TimeUnit.MILLISECONDS);
      default -> {} // what no screen and no alert shows, no page shows live
    }
  }

  private void hint(String hall, String kind, ViewIds ids) {
    if (ids.all()) {
      stream.hint(hall, kind, HallStream.EVERY);
    } else {
      ids.ids().forEach(id -> stream.hint(hall, kind, id));
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
