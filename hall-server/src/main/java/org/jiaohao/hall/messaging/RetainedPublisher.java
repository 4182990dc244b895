package org.jiaohao.hall.messaging;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.display.RetainedView;
import org.jiaohao.hall.display.ViewIds;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes retained views, removes those that are gone, and alerts staff to one that is too large
 * for the broker. For one thread, the relay's.
 */
@Component
class RetainedPublisher implements AlertRule {
  private final BrokerLink link;
  private final JsonMapper json;
  private final Map<Target, Set<String>> shown = new HashMap<>();

  /** Topics of views that do not fit; read by the alerts' thread. */
  private final Map<String, Set<String>> tooLarge = new ConcurrentHashMap<>();

  RetainedPublisher(BrokerLink link, JsonMapper json) {
    this.link = link;
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
    Map<String, Object> views = target.view.render(target.hall, wanted, rev);
    Set<String> before = shown.computeIfAbsent(target, t -> new HashSet<>());
    views.forEach((id, view) -> publish(target, id, view));
    before.removeIf(
        id -> {
          boolean gone = wanted.has(id) && !views.containsKey(id);
          if (gone) {
            link.remove(target.topic(id));
            note(target, id, true);
          }
          return gone;
        });
    before.addAll(views.keySet());
  }

  private void publish(Target target, String id, Object view) {
    byte[] payload = json.writeValueAsBytes(view);
    if (payload.length <= BrokerLink.LARGEST) {
      link.publishRetained(target.topic(id), payload);
      note(target, id, true);
      return;
    }
    // The broker would end the connection, again and again; the screens keep what they have.
    note(target, id, false);
  }

  private void note(Target target, String id, boolean fits) {
    String subject = target.view.kind() + "/" + id;
    Set<String> here = tooLarge.computeIfAbsent(target.hall, hall -> ConcurrentHashMap.newKeySet());
    if (fits) {
      here.remove(subject);
    } else {
      here.add(subject);
    }
  }

  @Override
  public String kind() {
    return "VIEW_TOO_LARGE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return tooLarge.getOrDefault(hall, Set.of()).stream()
        .map(
            subject ->
                new Trouble(
                    subject,
                    "屏幕内容“%s”过大，未能更新。请缩短大厅、窗口或业务队列的名称；仍不能解决的，请联系技术人员。".formatted(subject),
                    ("The screens' view %s is too large and was not updated. Shorten the names of"
                            + " the hall, its windows or queues; if that does not help, call the"
                            + " technician.")
                        .formatted(subject)))
        .toList();
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
