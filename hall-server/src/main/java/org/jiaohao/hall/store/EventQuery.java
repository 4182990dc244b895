package org.jiaohao.hall.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is looked for in the event log; a member that is null does not narrow the search. Texts are
 * data, not patterns.
 *
 * @param before only events older than this {@code seq}
 * @param halls only events of these halls; {@link #NO_HALL} stands for what belongs to none
 * @param subjects what belongs to no hall and is about one of these, too; only beside {@code halls}
 * @param actor user name of who caused it
 * @param type beginning of its type, for example {@code ticket-}
 * @param text part of the subject or the data, in any case
 * @param from earliest time
 * @param until end of the time, exclusive
 */
public record EventQuery(
    Long before,
    List<String> halls,
    List<String> subjects,
    String actor,
    String type,
    String text,
    Instant from,
    Instant until) {
  /** Hall of events that belong to no hall, for example those about accounts. */
  public static final String NO_HALL = "*";

  JdbcClient.StatementSpec bind(JdbcClient sql, String select, String end) {
    var conditions = new ArrayList<String>();
    Map<String, Object> values = new HashMap<>();
    add(conditions, values, "seq < :before", "before", before);
    if (halls != null) {
      values.put("subjects", subjects);
      values.put("nowhere", NO_HALL);
    }
    add(
        conditions,
        values,
        "(hall in (:halls) or (hall = :nowhere and subject in (:subjects)))",
        "halls",
        halls);
    add(conditions, values, "actor = :actor", "actor", actor);
    add(conditions, values, "type like :type escape '!'", "type", like("", type));
    add(
        conditions,
        values,
        "(lower(subject) like :text escape '!' or lower(data) like :text escape '!')",
        "text",
        like("%", text));
    add(conditions, values, "at >= :from", "from", from == null ? null : from.toEpochMilli());
    add(conditions, values, "at < :until", "until", until == null ? null : until.toEpochMilli());
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return sql.sql(select + where + end).params(values);
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private static String like(String start, String text) {
    return text == null
        ? null
        : start + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }
}
