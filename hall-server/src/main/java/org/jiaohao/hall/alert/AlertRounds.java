package org.jiaohao.hall.alert;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jiaohao.contract.event.AlertEvent;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.StoreHealth;
import org.jiaohao.hall.store.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the alerts of every {@link AlertRule} as the rooms are. */
@Component
public class AlertRounds {
  private static final Logger log = LoggerFactory.getLogger(AlertRounds.class);
  private static final int BATCH = 500;

  private final Round<String> round = new Round<>(log, "the watch over a hall");
  private final Alerts alerts;
  private final Halls halls;
  private final EventLog events;
  private final List<AlertRule> rules;
  private final StoreHealth store;
  private long seen = -1;

  AlertRounds(
      Alerts alerts, Halls halls, EventLog events, List<AlertRule> rules, StoreHealth store) {
    this.alerts = alerts;
    this.halls = halls;
    this.events = events;
    this.rules = rules;
    this.store = store;
  }

  /** Halls where something happened since the last look. */
  @Scheduled(fixedDelay = 200)
  synchronized void followChanges() {
    if (seen < 0) {
      seen = events.last();
      followAll();
      return;
    }
    Set<String> changed = new HashSet<>();
    List<StoredEvent> batch = events.after(seen, BATCH);
    while (!batch.isEmpty()) {
      batch.stream().filter(AlertRounds::canMatter).map(StoredEvent::hall).forEach(changed::add);
      seen = batch.getLast().seq();
      batch = events.after(seen, BATCH);
    }
    round.over(changed, this::follow);
  }

  /** What time alone changes, and what a failed round left. */
  @Scheduled(fixedDelay = 10_000)
  public synchronized void followAll() {
    round.over(halls.ids(), this::follow);
  }

  /** What a room says has changed. */
  @EventListener
  synchronized void changed(StateChanged change) {
    follow(change.hall());
  }

  /** An alert of its own making changes no room. */
  private static boolean canMatter(StoredEvent event) {
    return !(event.event() instanceof AlertEvent);
  }

  private void follow(String hall) {
    if (halls.find(hall).isEmpty()) {
      return; // an event that concerns no single hall
    }
    for (AlertRule rule : rules) {
      try {
        follow(hall, rule.kind(), rule.troubles(hall));
      } catch (RuntimeException | Error e) { // the other rules and halls are watched on
        log.error("the rule {} failed for {}", rule.kind(), hall, e);
      }
    }
  }

  /** Nobody waits for a disk that is known to refuse; the next round tries it again. */
  private void follow(String hall, String kind, List<AlertRule.Trouble> troubles) {
    if (store.trouble().isPresent()) {
      alerts.keep(hall, kind, troubles);
      return;
    }
    try {
      alerts.follow(hall, kind, troubles);
    } catch (StorageException e) {
      log.debug("alerts {} of {} are in memory only", kind, hall, e);
      alerts.keep(hall, kind, troubles);
    }
  }

  /**
   * A person saw to it.
   *
   * @throws Problem 404 when it is not open, 409 when it follows a state and ends by itself
   */
  public void clear(String hall, String id, String actor) {
    for (Alerts.Alert alert : alerts.open(hall)) {
      if (alert.id().equals(id) && !maySee(hall, alert)) {
        throw Problem.conflict(
            "alert-follows-state",
            "This alert ends by itself as soon as its cause is mended.",
            "该告警会在问题解决后自动消除，无需手动处理。");
      }
    }
    alerts.clearById(hall, id, actor);
  }

  private boolean maySee(String hall, Alerts.Alert alert) {
    return rules.stream()
        .filter(rule -> rule.kind().equals(alert.kind()))
        .allMatch(rule -> rule.seen(hall, alert.subject()));
  }
}
