package org.jiaohao.hall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.flywaydb.core.Flyway;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.ChainCheck.Fault;
import org.jiaohao.hall.store.ChainCheck.Kind;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import tools.jackson.databind.JsonNode;

/** Whoever changes the log behind the server's back is found, and the row is named (N17). */
@Proves("N17")
class AuditChainTest {
  @TempDir static Path data;
  private static RunningHall server;
  private static User auditor;

  @BeforeAll
  static void start() throws SQLException {
    server = RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER);
    server.bean(SimpleAsyncTaskScheduler.class).stop(); // its rounds would write between two lines
    auditor = server.account(null, Role.AUDITOR);
    for (int i = 0; i < 12; i++) {
      somethingHappens();
    }
    server.get(auditor, "/api/v1/audit"); // signing in is an event, too
    behindTheServersBack("create table kept as select * from event");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The log as it was, whatever a test did to it. */
  @AfterEach
  void restore() throws Exception {
    behindTheServersBack(
        "delete from event",
        "insert into event select * from kept",
        "update event_base set seq = 0, hash = ''");
    Files.deleteIfExists(data.resolve("audit-heads.txt"));
  }

  /** Nothing of a hall, which could raise an alarm at some later moment. */
  private static void somethingHappens() {
    server
        .bean(WritePath.class)
        .run(tx -> tx.append(EventQuery.NO_HALL, new AccountEvent.Unlocked("nobody"), "test"));
  }

  private static void behindTheServersBack(String... statements) throws SQLException {
    ForeignHand.behindTheServersBack(data, statements);
  }

  private static List<Fault> faults(String... heads) {
    String query = heads.length == 0 ? "" : "?head=" + heads[0];
    JsonNode report = server.get(auditor, "/api/v1/audit/check" + query);
    return report.get("faults").valueStream().map(AuditChainTest::fault).toList();
  }

  private static Fault fault(JsonNode fault) {
    return new Fault(
        Kind.valueOf(fault.get("kind").asString()),
        fault.get("seq").asLong(),
        fault.get("until").asLong());
  }

  @Test
  void aChangedRowIsNamedByThePageAndTheApi() throws Exception {
    assertThat(faults()).isEmpty();
    for (String column : List.of("actor", "data", "subject", "type", "source", "clock", "hall")) {
      behindTheServersBack("update event set " + column + " = 'somebody' where seq = 7");
      assertThat(faults()).as(column).containsExactly(new Fault(Kind.CHANGED, 7, 7));
      behindTheServersBack(
          "update event set %1$s = (select %1$s from kept where seq = 7) where seq = 7"
              .formatted(column));
      assertThat(faults()).as("put back").isEmpty();
    }
    behindTheServersBack("update event set at = at + 1 where seq = 7");
    assertThat(faults()).containsExactly(new Fault(Kind.CHANGED, 7, 7));
    var browser = new StaffBrowser(server);
    browser.signIn(auditor);
    assertThat(browser.get("/audit/check?lang=zh").body())
        .contains("发现改动", "该记录或其前一条被改动", ">7<")
        .doesNotContain("??");
    assertThat(browser.get("/audit?lang=en").body()).contains("The log was changed!");
  }

  @Test
  void deletedAndInsertedRowsAreNamed() throws Exception {
    behindTheServersBack("delete from event where seq between 5 and 6");
    assertThat(faults()).containsExactly(new Fault(Kind.MISSING, 5, 6));
    long next = server.bean(EventLog.class).last() + 1;
    behindTheServersBack(
        "insert into event (seq, id, hall, type, subject, actor, at, data, hash) select "
            + next
            + ", 'made-up', hall, type, subject, actor, at, data, hash from event where seq = 3");
    assertThat(faults())
        .containsExactly(new Fault(Kind.MISSING, 5, 6), new Fault(Kind.CHANGED, next, next));
    behindTheServersBack("update event set seq = 0 where seq = 4");
    assertThat(faults()).startsWith(new Fault(Kind.INSERTED, 0, 0), new Fault(Kind.MISSING, 4, 6));
  }

  /** Who knows the rule of the chain can rewrite its end, but not what was noted elsewhere. */
  @Test
  void aRewrittenOrShortenedEndIsFoundByWhatWasNotedElsewhere() throws Exception {
    AuditProof proof = server.bean(AuditProof.class);
    proof.round();
    String noted = Files.readString(data.resolve("audit-heads.txt"));
    long last = server.bean(EventLog.class).last() - 1; // behind it the log says that it was noted
    assertThat(noted).matches("(?s)\\S+ " + last + " [0-9a-f]{64}\\R");
    String head = last + ":" + noted.strip().split(" ")[2];
    assertThat(faults(head)).isEmpty();
    behindTheServersBack("delete from event where seq >= " + last);
    assertThat(faults()).containsExactly(new Fault(Kind.MISSING, last, last));
    somethingHappens(); // the number is taken again, and the chain goes on
    assertThat(faults()).containsExactly(new Fault(Kind.REWRITTEN, last, last));
    Files.delete(data.resolve("audit-heads.txt"));
    assertThat(faults()).as("without any note").isEmpty();
    assertThat(faults(head)).containsExactly(new Fault(Kind.REWRITTEN, last, last));
    server.call(auditor, "GET", "/api/v1/audit/check?head=5").expect(400);
  }

  @Test
  void aBrokenChainAlarmsTheCountyHall() throws Exception {
    behindTheServersBack("update event set actor = 'x' where seq = 2");
    server.bean(AuditProof.class).check(Map.of()); // as each day
    server.bean(AlertRounds.class).followAll();
    User manager = server.account(HALL, Role.MANAGER);
    assertThat(server.get(manager, "/api/v1/halls/" + HALL + "/alerts").toString())
        .contains("AUDIT_LOG_CHANGED");
    assertThat(server.get(manager, "/api/v1/halls/yj-t01/alerts").toString())
        .doesNotContain("AUDIT_LOG_CHANGED");
  }

  /** Only a check that finds the log whole takes the alarm away. */
  @Test
  void noRestartTakesTheAlarmAway() throws Exception {
    behindTheServersBack("update event set actor = 'x' where seq = 2");
    server.bean(AuditProof.class).check(Map.of());
    server.bean(AlertRounds.class).followAll();
    server.close();
    server = RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER);
    server.bean(AlertRounds.class).followAll();
    assertThat(alarms()).contains("AUDIT_LOG_CHANGED");
    server.bean(AuditProof.class).check(Map.of());
    server.bean(AlertRounds.class).followAll();
    assertThat(alarms()).contains("AUDIT_LOG_CHANGED");
    restore();
    server.bean(AuditProof.class).check(Map.of());
    server.bean(AlertRounds.class).followAll();
    assertThat(alarms()).doesNotContain("AUDIT_LOG_CHANGED");
  }

  private static String alarms() {
    return server.get(server.demo("manager"), "/api/v1/halls/" + HALL + "/alerts").toString();
  }

  @Test
  void commandsThatFailAmongOthersLeaveNoGap() {
    WritePath writes = server.bean(WritePath.class);
    var all =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () ->
                            writes.run(
                                tx -> {
                                  tx.append("*", new AccountEvent.Unlocked("n" + i), "test");
                                  if (i % 3 == 0) {
                                    throw new IllegalStateException("on purpose");
                                  }
                                  return null;
                                })))
            .toList();
    assertThat(all.stream().filter(each -> each.handle((ok, e) -> e != null).join())).hasSize(20);
    assertThat(faults()).isEmpty();
  }

  @Test
  void aCopyEndsWithItsOwnNoteWhoseHashCoversItAll() throws Exception {
    String csv = server.call(auditor, "GET", "/api/v1/audit/copy").send().body();
    assertThat(csv).startsWith("\uFEFFseq,at,at_millis,actor,source,type,subject,hall,result");
    List<CSVRecord> rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .get()
            .parse(new StringReader(csv.substring(1)))
            .getRecords();
    long last = server.bean(EventLog.class).last();
    assertThat(rows).hasSize((int) last);
    CSVRecord note = rows.getLast();
    assertThat(note.get("type")).isEqualTo("log-exported");
    assertThat(note.get("actor")).isEqualTo(auditor.username());
    assertThat(note.get("source")).isEqualTo("127.0.0.1");
    assertThat(note.get("result")).isEqualTo("done");
    assertThat(note.get("clock")).isIn("ntp", "unsynchronised", "unknown");
    assertThat(note.get("data")).isEqualTo("{\"rows\":" + (last - 1) + "}");
    assertThat(note.get("hash")).isEqualTo(server.bean(EventLog.class).head().hash());
    assertThat(faults(last + ":" + note.get("hash"))).isEmpty();
    String few =
        server.call(auditor, "GET", "/api/v1/audit/copy?type=account-unlocked").send().body();
    assertThat(few.lines()).hasSize(1 + 12 + 1);
    server.call(server.demo("admin"), "GET", "/api/v1/audit/copy").expect(403);
    server.call(server.demo("admin"), "GET", "/api/v1/audit/check").expect(403);
  }

  @Test
  void oldEntriesGoAfterThreeYearsAndTheRestStaysProved() throws Exception {
    AuditProof proof = server.bean(AuditProof.class);
    long before = server.bean(EventLog.class).last();
    server.clock().advance(Duration.ofDays(3 * 365));
    proof.prune();
    assertThat(server.bean(EventLog.class).oldest()).isPresent();
    assertThat(proof.check(Map.of()).report().base()).isZero();
    server.clock().advance(Duration.ofDays(2));
    somethingHappens();
    proof.prune();
    auditor = server.account(null, Role.AUDITOR); // the password of the other has expired
    assertThat(faults()).isEmpty();
    JsonNode report = server.get(auditor, "/api/v1/audit/check");
    assertThat(report.get("base").asLong()).isEqualTo(before);
    assertThat(server.get(auditor, "/api/v1/audit?type=log-pruned")).hasSize(1);

    behindTheServersBack( // takes away more, and moves the base
        "update event_base set seq = seq + 1,"
            + " hash = (select hash from event where seq = "
            + (before + 1)
            + ")",
        "delete from event where seq = " + (before + 1));
    assertThat(faults()).containsExactly(new Fault(Kind.MISSING, 1, before + 1));
  }

  /** The computer's battery was empty at the first start; the rows are of today all the same. */
  @Test
  void rowsWrittenUnderAWrongClockAreKeptAsLongAsTheOthers() throws Exception {
    long now = server.clock().millis();
    behindTheServersBack(
        "update event set at = " + now, "update event set at = 86400000 where seq <= 3");
    AuditProof proof = server.bean(AuditProof.class);
    proof.prune();
    assertThat(proof.check(Map.of()).report().base()).isZero();
    long old = now - Duration.ofDays(3 * 366 + 30).toMillis();
    behindTheServersBack("update event set at = " + old + " where seq between 4 and 5");
    proof.prune();
    assertThat(proof.check(Map.of()).report().base()).isEqualTo(5);
  }

  @Test
  void aNoteIsNotLostBehindOneThatAPowerCutBrokeOff() throws Exception {
    Path heads = data.resolve("audit-heads.txt");
    Files.writeString(heads, "2026-11-27T10:00:00+08:00 5 0c4f");
    somethingHappens();
    server.bean(AuditProof.class).round();
    assertThat(Files.readAllLines(heads).getLast())
        .matches("\\S+ " + (server.bean(EventLog.class).last() - 1) + " [0-9a-f]{64}");
  }

  @Test
  void lessThanHalfAYearIsNoSetting() {
    assertThatThrownBy(
            () -> RunningHall.start(RunningHall.NO_BROKER, "jiaohao.audit.keep=182d").close())
        .rootCause()
        .hasMessageContaining("at least 183d");
  }

  @Test
  void rowsOfAnEarlierVersionAreChainedOnce() throws Exception {
    Path old = Files.createTempDirectory("old-hall");
    String url = "jdbc:sqlite:" + old.resolve("hall.db");
    Flyway.configure().dataSource(url, "", "").target("40?").load().migrate();
    try (var connection = DriverManager.getConnection(url);
        var sql = connection.createStatement()) {
      for (int i = 0; i < 3; i++) {
        sql.execute(
            "insert into event (id, hall, type, subject, actor, at, data) values ('e%d', '*',"
                    .formatted(i)
                + " 'account-reset', 'account/old', 'admin', 1, '{\"username\":\"old\"}')");
      }
    }
    try (RunningHall later =
        RunningHall.start(old, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER)) {
      User reader = later.account(null, Role.AUDITOR);
      assertThat(later.get(reader, "/api/v1/audit/check").get("faults")).isEmpty();
      WritePath writes = later.bean(WritePath.class);
      for (String statement :
          List.of(
              "update event set actor = 'x'",
              "delete from event",
              "insert or replace into event (seq, id, hall, type, subject, actor, at, data)"
                  + " select seq, 'other', hall, type, subject, 'x', at, data from event limit 1",
              "replace into event (id, hall, type, subject, actor, at, data)"
                  + " select id, hall, type, subject, 'x', at, data from event limit 1")) {
        assertThatThrownBy(() -> writes.run(tx -> tx.sql().sql(statement).update()))
            .as("the server itself only appends")
            .hasMessageContaining("append-only");
      }
      try (var connection = DriverManager.getConnection(url);
          var sql = connection.createStatement()) {
        sql.execute("drop trigger event_stays_as_written");
        sql.execute("update event set actor = 'x' where seq = 2");
      }
      assertThat(later.get(reader, "/api/v1/audit/check").get("faults").get(0).get("seq").asLong())
          .isEqualTo(2);
      assertThat(later.bean(AuditProof.class).check(Map.of()).report().rows()).isPositive();
    }
  }
}
