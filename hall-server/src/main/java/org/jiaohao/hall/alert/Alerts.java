package org.jiaohao.hall.alert;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jiaohao.contract.event.AlertEvent;
import org.jiaohao.hall.alert.AlertRule.Trouble;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What staff must act on. One open alert for each subject and kind. What cannot be stored, because
 * the disk is full, is shown from memory until it can.
 */
@Component
public class Alerts {
  private final JdbcClient sql;
  private final WritePath writes;
  private final HallClock times;
  private final Ids ids;
  private final Map<String, Map<String, List<Alert>>> unstored = new ConcurrentHashMap<>();

  Alerts(JdbcClient sql, WritePath writes, HallClock times, Ids ids) {
    this.sql = sql;
    this.writes = writes;
    this.times = times;
    this.ids = ids;
  }

  /**
   * An open alert.
   *
   * @param id id
   * @param kind DEVICE, AGENT_LOST, PRINT, COMPLAINT_PHONE, SHORT_LEAVE, NO_WINDOW …
   * @param subject what it is about, for example {@code kiosk-1/ticket-printer} or a ticket id
   * @param messageZh what is wrong and what to do next, zh-CN
   * @param messageEn the same in English
   * @param raisedAt when it began
   */
  public record Alert(
      String id,
      String kind,
      String subject,
      String messageZh,
      String messageEn,
      OffsetDateTime raisedAt) {
    private boolean is(String ofKind) {
      return kind.equals(ofKind);
    }

    private boolean says(Trouble trouble) {
      return subject.equals(trouble.subject())
          && messageZh.equals(trouble.messageZh())
          && messageEn.equals(trouble.messageEn());
    }
  }

  /** Open alerts of a hall, newest first. */
  public List<Alert> open(String hall) {
    Stream<Alert> inMemory =
        unstored.getOrDefault(hall, Map.of()).values().stream().flatMap(List::stream);
    return Stream.concat(inMemory, stored(hall).stream()).toList();
  }

  private List<Alert> stored(String hall) {
    return sql.sql(
            "select * from alert where hall = ? and cleared_at is null"
                + " order by raised_at desc, id")
        .param(hall)
        .query(
            (row, n) ->
                new Alert(
                    row.getString("id"),
                    row.getString("kind"),
                    row.getString("subject"),
                    row.getString("message_zh"),
                    row.getString("message_en"),
                    times.time(row.getLong("raised_at"))))
        .list();
  }

  /** Raises an alert, or changes the text of the one that is open. */
  public void raise(String hall, String kind, String subject, String zh, String en) {
    var trouble = new Trouble(subject, zh, en);
    if (open(hall).stream().noneMatch(a -> a.kind().equals(kind) && a.says(trouble))) {
      writes.run(
          tx -> {
            store(tx, hall, kind, trouble);
            return null;
          });
    }
  }

  /** Ends the alert of this kind about this subject, if one is open. */
  public void clear(String hall, String kind, String subject) {
    open(hall).stream()
        .filter(a -> a.kind().equals(kind) && a.subject().equals(subject))
        .forEach(a -> clearById(hall, a.id(), "server"));
  }

  /** Makes the open alerts of a kind exactly these: what is missing is raised, the rest ended. */
  void follow(String hall, String kind, List<Trouble> troubles) {
    List<Alert> open = stored(hall).stream().filter(a -> a.kind().equals(kind)).toList();
    List<Alert> over =
        open.stream()
            .filter(a -> troubles.stream().noneMatch(t -> t.subject().equals(a.subject())))
            .toList();
    List<Trouble> untold =
        troubles.stream().filter(t -> open.stream().noneMatch(a -> a.says(t))).toList();
    if (!over.isEmpty() || !untold.isEmpty()) {
      writes.run(
          tx -> {
            over.forEach(alert -> close(tx, hall, alert, "server"));
            untold.forEach(trouble -> store(tx, hall, kind, trouble));
            return null;
          });
    }
    unstored.computeIfPresent(
        hall,
        (h, kinds) -> {
          kinds.remove(kind);
          return kinds.isEmpty() ? null : kinds;
        });
  }

  /** Shows the troubles of a kind that are not stored, while nothing can be. */
  void keep(String hall, String kind, List<Trouble> troubles) {
    List<Alert> open = open(hall);
    List<Alert> kept =
        troubles.stream()
            .filter(t -> stored(hall).stream().noneMatch(a -> a.is(kind) && a.says(t)))
            .map(t -> known(open, kind, t).orElseGet(() -> inMemory(kind, t)))
            .toList();
    unstored.computeIfAbsent(hall, h -> new ConcurrentHashMap<>()).put(kind, kept);
  }

  private static Optional<Alert> known(List<Alert> open, String kind, Trouble trouble) {
    return open.stream().filter(a -> a.is(kind) && a.says(trouble)).findFirst();
  }

  private Alert inMemory(String kind, Trouble trouble) {
    return new Alert(
        ids.random(12),
        kind,
        trouble.subject(),
        trouble.messageZh(),
        trouble.messageEn(),
        times.time(times.millis()));
  }

  /** A person saw to it, or the server knows that it is over. */
  void clearById(String hall, String id, String actor) {
    Alert alert =
        open(hall).stream()
            .filter(a -> a.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "unknown-alert", "There is no such open alert.", "没有该告警，可能已处理。"));
    writes.run(
        tx -> {
          close(tx, hall, alert, actor);
          return null;
        });
  }

  private void store(Tx tx, String hall, String kind, Trouble trouble) {
    String id = ids.random(12);
    String stored =
        tx.sql()
            .sql(
                "insert into alert (id, hall, kind, subject, message_zh, message_en, raised_at)"
                    + " values (:id, :hall, :kind, :subject, :zh, :en, :at)"
                    + " on conflict (hall, kind, subject) where cleared_at is null"
                    + " do update set message_zh = :zh, message_en = :en returning id")
            .param("id", id)
            .param("hall", hall)
            .param("kind", kind)
            .param("subject", trouble.subject())
            .param("zh", trouble.messageZh())
            .param("en", trouble.messageEn())
            .param("at", tx.millis())
            .query(String.class)
            .single();
    tx.append(hall, new AlertEvent.Raised(stored, kind, trouble.subject()), "server");
  }

  private static void close(Tx tx, String hall, Alert alert, String actor) {
    int closed =
        tx.sql()
            .sql(
                "update alert set cleared_at = :at, cleared_by = :actor"
                    + " where id = :id and cleared_at is null")
            .param("at", tx.millis())
            .param("actor", actor)
            .param("id", alert.id())
            .update();
    if (closed > 0) {
      tx.append(hall, new AlertEvent.Cleared(alert.id(), alert.kind(), alert.subject()), actor);
    }
  }
}
