package org.jiaohao.hall.identity;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.StoredEvent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Who did what: the log of all halls in the auditor's scope, and of their accounts. */
@Component
class AuditLog {
  /** Entries of a page. */
  static final int PAGE = 100;

  private final JdbcClient sql;
  private final EventLog log;
  private final HallTree halls;
  private final Access access;
  private final ZoneId zone;
  private final JsonMapper json;

  AuditLog(
      JdbcClient sql,
      EventLog log,
      HallTree halls,
      Access access,
      @Value("${jiaohao.zone}") ZoneId zone,
      JsonMapper json) {
    this.sql = sql;
    this.log = log;
    this.halls = halls;
    this.access = access;
    this.zone = zone;
    this.json = json;
  }

  /**
   * What an auditor asks for; null or blank does not narrow the search.
   *
   * @param text part of the subject or the particulars
   * @param actor user name
   * @param type beginning of the type
   * @param day ISO date in the zone of the halls
   * @param hall hall id, or {@code *} for what belongs to no hall
   * @param before {@code seq} of the last entry of the page before
   */
  record Asked(String text, String actor, String type, String day, String hall, Long before) {}

  /**
   * An entry of the log.
   *
   * @param seq rising position
   * @param id event id
   * @param at server time
   * @param hall hall id, or {@code *}
   * @param type what happened, for example {@code account-created}
   * @param subject what it happened to
   * @param actor user name of who caused it
   * @param data particulars as JSON; no personal data
   */
  record Entry(
      long seq,
      String id,
      OffsetDateTime at,
      String hall,
      String type,
      String subject,
      String actor,
      String data) {}

  /** Newest first, at most {@link #PAGE}. */
  List<Entry> search(Asked asked) {
    LocalDate day = day(asked.day());
    List<String> scope = scope(given(asked.hall()));
    var query =
        new EventQuery(
            asked.before(),
            scope,
            accounts(given(asked.hall()), scope),
            given(asked.actor()),
            given(asked.type()),
            given(asked.text()),
            day == null ? null : day.atStartOfDay(zone).toInstant(),
            day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant());
    return log.search(query, PAGE).stream().map(this::entry).toList();
  }

  /** The halls asked for, as far as the auditor sees them; null when that is everything. */
  private List<String> scope(String hall) {
    if (access.seesEverything()) {
      return hall == null ? null : List.of(hall);
    }
    return halls.nodes().stream()
        .map(HallTree.Node::id)
        .filter(id -> hall == null || id.equals(hall))
        .filter(access::sees)
        .collect(Collectors.collectingAndThen(Collectors.toList(), AuditLog::orNone));
  }

  /** Accounts whose events, which belong to no hall, the auditor sees with these halls. */
  private List<String> accounts(String asked, List<String> scope) {
    if (scope == null || access.seesEverything()) {
      return List.of("");
    }
    List<String> theirs = EventQuery.NO_HALL.equals(asked) ? scope(null) : scope;
    return orNone(
        sql.sql("select 'account/' || username from account where hall in (:halls)")
            .param("halls", theirs)
            .query(String.class)
            .list());
  }

  /** SQL has no empty list. */
  private static List<String> orNone(List<String> ids) {
    return ids.isEmpty() ? List.of("") : ids;
  }

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = given(text) == null ? null : LocalDate.parse(given(text));
      if (day != null && (day.getYear() < 1970 || day.getYear() > 9999)) {
        throw new DateTimeParseException("no year of any log", text, 0);
      }
      return day;
    } catch (DateTimeParseException e) {
      throw Problem.badRequest("bad-day", "Give the day as in 2026-11-23.", "日期格式应如 2026-11-23。");
    }
  }

  private Entry entry(StoredEvent stored) {
    return new Entry(
        stored.seq(),
        stored.id(),
        stored.at().atZone(zone).toOffsetDateTime(),
        stored.hall(),
        stored.event().type(),
        stored.event().subject(),
        stored.actor(),
        json.writeValueAsString(stored.event()));
  }
}
