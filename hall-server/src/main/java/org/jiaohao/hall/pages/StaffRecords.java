package org.jiaohao.hall.pages;

import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.queue.TicketViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what staff pages list beside queues and windows. */
@Component
class StaffRecords {
  private static final String TICKET = "ticket/";

  private final JdbcClient sql;
  private final AgentCredentials credentials;
  private final TicketViews times;

  StaffRecords(JdbcClient sql, AgentCredentials credentials, TicketViews times) {
    this.sql = sql;
    this.credentials = credentials;
    this.times = times;
  }

  /** Ids of the enrolled kiosks of a hall. */
  List<String> kiosks(String hall) {
    return agents(hall).stream().filter(a -> a.kind().equals("KIOSK")).map(Agent::id).toList();
  }

  /** Open alerts of a hall, newest first. */
  List<Alert> alerts(String hall) {
    return sql.sql(
            "select * from alert where hall = ? and cleared_at is null order by raised_at desc")
        .param(hall)
        .query(
            (row, n) ->
                new Alert(
                    row.getString("id"),
                    ticket(row.getString("subject")),
                    row.getString("message_zh"),
                    row.getString("message_en"),
                    times.time(row.getLong("raised_at"))))
        .list();
  }

  /** Enrolled agents of a hall that were not revoked. */
  List<Agent> agents(String hall) {
    return credentials.of(hall).stream()
        .filter(agent -> !agent.revoked())
        .map(agent -> new Agent(agent.id(), agent.kind(), times.time(agent.enrolledAt())))
        .toList();
  }

  /** All halls with their load, the county hall first. */
  List<HallRow> halls() {
    return sql.sql(
            "select h.id, h.name, h.name_en,"
                + " (select coalesce(sum(q.waiting), 0) from queue q where q.hall = h.id) waiting,"
                + " (select count(*) from hall_window w where w.hall = h.id"
                + "   and w.state in ('OPEN', 'OVERTIME')) open,"
                + " (select count(*) from hall_window w where w.hall = h.id) windows,"
                + " (select count(*) from ticket t where t.hall = h.id"
                + "   and t.business_day = h.business_day and t.state = 'DONE') served,"
                + " (select count(*) from alert a where a.hall = h.id and a.cleared_at is null) alerts"
                + " from hall h order by h.level, h.id")
        .query(
            (row, n) ->
                new HallRow(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("name_en"),
                    row.getInt("waiting"),
                    row.getInt("open"),
                    row.getInt("windows"),
                    row.getInt("served"),
                    row.getInt("alerts")))
        .list();
  }

  private static String ticket(String subject) {
    return subject.startsWith(TICKET) ? subject.substring(TICKET.length()) : null;
  }

  /**
   * Something staff must act on.
   *
   * @param id id
   * @param ticket ticket it is about, or null
   * @param messageZh what happened and what to do, zh-CN
   * @param messageEn the same in English
   * @param raisedAt since when
   */
  record Alert(
      String id, String ticket, String messageZh, String messageEn, OffsetDateTime raisedAt) {}

  /**
   * An enrolled agent.
   *
   * @param id id
   * @param kind KIOSK or DISPLAY
   * @param enrolledAt since when
   */
  record Agent(String id, String kind, OffsetDateTime enrolledAt) {}

  /**
   * A hall in the county's overview.
   *
   * @param waiting people waiting
   * @param open windows that call
   * @param windows all windows
   * @param served tickets served on the day in force
   * @param alerts open alerts
   */
  record HallRow(
      String id,
      String name,
      String nameEn,
      int waiting,
      int open,
      int windows,
      int served,
      int alerts) {}
}
