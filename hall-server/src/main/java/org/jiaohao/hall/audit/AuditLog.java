package org.jiaohao.hall.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.LogEvent;
import org.jiaohao.hall.identity.Access;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.identity.HallTree;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.LogRow;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/**
 * Who did what: the log of all halls in the auditor's scope, and of their accounts (N17). A copy is
 * a CSV file whose last row tells of the copying itself, so that the hash of this row covers
 * everything before it.
 */
@Component
class AuditLog {
  /** Entries of a page. */
  static final int PAGE = 100;

  /** Columns of a copy. */
  static final List<String> COLUMNS =
      List.of(
          "seq",
          "at",
          "at_millis",
          "actor",
          "source",
          "type",
          "subject",
          "hall",
          "result",
          "data",
          "clock",
          "id",
          "hash");

  private static final int BATCH = 5000;

  /** What somebody tried in vain; everything else in the log was done. */
  private static final Set<String> REFUSED =
      Set.of(
          HallEvent.typeOf(AccountEvent.SignInFailed.class),
          HallEvent.typeOf(AccountEvent.Refused.class));

  private final EventLog log;
  private final WritePath writes;
  private final HallTree halls;
  private final Accounts accounts;
  private final Access access;
  private final HallClock clock;

  AuditLog(
      EventLog log,
      WritePath writes,
      HallTree halls,
      Accounts accounts,
      Access access,
      HallClock clock) {
    this.log = log;
    this.writes = writes;
    this.halls = halls;
    this.accounts = accounts;
    this.access = access;
    this.clock = clock;
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
   * @param result {@code done} or {@code refused}
   * @param source network address it came from, {@code mqtt}, or {@code server}; null in rows of
   *     earlier versions
   * @param clock what the time was taken from: see {@link HallClock#source}; null in rows of
   *     earlier versions
   * @param data particulars as JSON; no personal data
   * @param hash links the entry with all before it
   */
  record Entry(
      long seq,
      String id,
      OffsetDateTime at,
      String hall,
      String type,
      String subject,
      String actor,
      String result,
      String source,
      String clock,
      String data,
      String hash) {}

  /** Newest first, at most {@link #PAGE}. */
  List<Entry> search(Asked asked) {
    return log.search(query(asked, asked.before()), PAGE).stream().map(this::entry).toList();
  }

  /**
   * Notes in the log that a copy is taken, which the copy then ends with.
   *
   * @return {@code seq} of the note
   */
  long noteCopy(Asked asked, String actor) {
    long rows = log.count(query(asked, null));
    return writes.run(
        tx -> tx.append(EventQuery.NO_HALL, new LogEvent.Exported(rows), actor).seq());
  }

  /**
   * Writes a copy of all entries that match, oldest first, as CSV in UTF-8.
   *
   * @param note last row of the copy, from {@link #noteCopy}
   */
  void copy(EventQuery query, long note, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write('\uFEFF'); // else spreadsheets guess another encoding
    var csv = new CSVPrinter(text, CSVFormat.RFC4180);
    csv.printRecord(COLUMNS);
    long after = 0;
    List<LogRow> batch = log.matching(query, after, BATCH);
    while (!batch.isEmpty()) {
      for (LogRow row : batch) {
        print(csv, entry(row), row.at());
      }
      after = batch.getLast().seq();
      batch = log.matching(query, after, BATCH);
    }
    LogRow last = log.matching(everything(note + 1), note - 1, 1).getFirst();
    print(csv, entry(last), last.at());
    csv.flush();
  }

  /** The rows of a copy, but for its note: in the scope of whoever asks now. */
  EventQuery copied(Asked asked, long note) {
    return query(asked, note);
  }

  private static EventQuery everything(long before) {
    return new EventQuery(before, null, null, null, null, null, null, null);
  }

  private static void print(CSVPrinter csv, Entry entry, long millis) throws IOException {
    csv.printRecord(
        entry.seq(),
        entry.at(),
        millis,
        entry.actor(),
        entry.source(),
        entry.type(),
        entry.subject(),
        entry.hall(),
        entry.result(),
        entry.data(),
        entry.clock(),
        entry.id(),
        entry.hash());
  }

  private EventQuery query(Asked asked, Long before) {
    LocalDate day = day(asked.day());
    List<String> scope = scope(given(asked.hall()));
    ZoneId zone = clock.getZone();
    return new EventQuery(
        before,
        scope,
        accounts(given(asked.hall()), scope),
        given(asked.actor()),
        given(asked.type()),
        given(asked.text()),
        day == null ? null : day.atStartOfDay(zone).toInstant(),
        day == null ? null : day.plusDays(1).atStartOfDay(zone).toInstant());
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
    return orNone(accounts.of(theirs).stream().map(name -> "account/" + name).toList());
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

  private Entry entry(LogRow row) {
    return new Entry(
        row.seq(),
        row.id(),
        clock.time(row.at()),
        row.hall(),
        row.type(),
        row.subject(),
        row.actor(),
        REFUSED.contains(row.type()) ? "refused" : "done",
        row.source(),
        row.clock(),
        row.data(),
        row.hash());
  }
}
