package org.jiaohao.hall.alert;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.event.AlertEvent;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What staff must act on. One open alert for each subject and kind. */
@Component
public class Alerts {
  private final JdbcClient sql;
  private final WritePath writes;
  private final HallClock times;
  private final Ids ids;

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
   * @param kind DEVICE, AGENT_LOST, PRINT, COMPLAINT_PHONE, SHORT_LEAVE or LAST_WINDOW
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
      OffsetDateTime raisedAt) {}

  /** Open alerts of a hall, newest first. */
  public List<Alert> open(String hall) {
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
    boolean known =
        open(hall).stream()
            .anyMatch(
                a ->
                    a.kind().equals(kind)
                        && a.subject().equals(subject)
                        && a.messageZh().equals(zh)
                        && a.messageEn().equals(en));
    if (known) {
      return;
    }
    writes.run(
        tx -> {
          Optional<String> open =
              tx.sql()
                  .sql(
                      "update alert set message_zh = ?, message_en = ? where hall = ? and kind = ?"
                          + " and subject = ? and cleared_at is null returning id")
                  .params(zh, en, hall, kind, subject)
                  .query(String.class)
                  .optional();
          String id = open.orElseGet(() -> ids.random(12));
          if (open.isEmpty()) {
            tx.sql()
                .sql(
                    "insert into alert (id, hall, kind, subject, message_zh, message_en, raised_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(id, hall, kind, subject, zh, en, tx.millis())
                .update();
          }
          tx.append(hall, new AlertEvent.Raised(id, kind, subject), "server");
          return null;
        });
  }

  /** Ends the alert of this kind about this subject, if one is open. */
  public void clear(String hall, String kind, String subject) {
    boolean known =
        open(hall).stream().anyMatch(a -> a.kind().equals(kind) && a.subject().equals(subject));
    if (known) {
      clearWhere(hall, "kind = ? and subject = ?", "server", kind, subject);
    }
  }

  /** A person saw to it. */
  public void clearById(String hall, String id, String actor) {
    if (open(hall).stream().noneMatch(a -> a.id().equals(id))) {
      throw Problem.notFound("unknown-alert", "There is no such open alert.", "没有该告警，可能已处理。");
    }
    clearWhere(hall, "id = ?", actor, id);
  }

  private void clearWhere(String hall, String which, String actor, String... values) {
    writes.run(
        tx -> {
          var params = new ArrayList<Object>(List.of(tx.millis(), actor, hall));
          params.addAll(List.of(values));
          tx.sql()
              .sql(
                  "update alert set cleared_at = ?, cleared_by = ? where hall = ?"
                      + " and cleared_at is null and "
                      + which
                      + " returning id, kind, subject")
              .params(params)
              .query(
                  (row, n) ->
                      new AlertEvent.Cleared(row.getString(1), row.getString(2), row.getString(3)))
              .list()
              .forEach(cleared -> tx.append(hall, cleared, actor));
          return null;
        });
  }
}
