package org.jiaohao.hall.messaging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.display.RetainedView;
import org.jiaohao.hall.display.ViewIds;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes retained views, removes those that are gone, and alerts staff to one that is too large
 * for the broker. For one thread, the relay's.
 */
@Component
class RetainedPublisher {
  static final String TOO_LARGE = "VIEW_TOO_LARGE";

  private final BrokerLink link;
  private final Alerts alerts;
  private final JsonMapper json;
  private final Map<Target, Set<String>> shown = new HashMap<>();
  private final Set<String> tooLarge = new HashSet<>();

  RetainedPublisher(BrokerLink link, Alerts alerts, JsonMapper json) {
    this.link = link;
    this.alerts = alerts;
    this.json = json;
  }

  /** A kind of view of one hall. */
  record Target(String hall, RetainedView view) {
    String topic(String id) {
      return Topics.of(hall).view(view.kind(), id);
    }
  }

  /** Publishes these views as they are now; those that were wanted and do not exist are removed. */
  void publish(Target target, ViewIds wanted, long rev) {
    if (wanted.isEmpty() || !target.view.ready(target.hall)) {
      return;
    }
    if (wanted.all()) {
      rememberAlerts(target);
    }
    Map<String, Object> views = target.view.render(target.hall, wanted, rev);
    Set<String> before = shown.computeIfAbsent(target, t -> new HashSet<>());
    views.forEach((id, view) -> publish(target, id, view));
    before.removeIf(
        id -> {
          boolean gone = wanted.has(id) && !views.containsKey(id);
          if (gone) {
            link.remove(target.topic(id));
            fits(target, id);
          }
          return gone;
        });
    before.addAll(views.keySet());
  }

  private void publish(Target target, String id, Object view) {
    byte[] payload = json.writeValueAsBytes(view);
    String subject = target.view.kind() + "/" + id;
    if (payload.length <= BrokerLink.LARGEST) {
      link.publishRetained(target.topic(id), payload);
      fits(target, id);
      return;
    }
    // The broker would end the connection, again and again; the screens keep what they have.
    tooLarge.add(target.topic(id));
    alerts.raise(
        target.hall,
        TOO_LARGE,
        subject,
        "屏幕内容“%s”过大，未能更新。请缩短大厅、窗口或业务队列的名称；仍不能解决的，请联系技术人员。".formatted(subject),
        ("The screens' view %s is too large and was not updated. Shorten the names of the hall, its"
                + " windows or queues; if that does not help, call the technician.")
            .formatted(subject));
  }

  private void fits(Target target, String id) {
    if (tooLarge.remove(target.topic(id))) {
      alerts.clear(target.hall, TOO_LARGE, target.view.kind() + "/" + id);
    }
  }

  /** Alerts of a former run end, too, when the view fits again or is gone. */
  private void rememberAlerts(Target target) {
    String prefix = target.view.kind() + "/";
    Set<String> ids = shown.computeIfAbsent(target, t -> new HashSet<>());
    for (Alerts.Alert alert : alerts.open(target.hall)) {
      if (alert.kind().equals(TOO_LARGE) && alert.subject().startsWith(prefix)) {
        String id = alert.subject().substring(prefix.length());
        ids.add(id);
        tooLarge.add(target.topic(id));
      }
    }
  }

  /** Removes a view that somebody left at the broker, unless this server shows it, too. */
  void removeUnlessShown(String topic) {
    boolean known =
        shown.entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getValue().stream()
                        .anyMatch(id -> entry.getKey().topic(id).equals(topic)));
    if (!known) {
      link.remove(topic);
    }
  }
}
