package org.jiaohao.hall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.store.ChainCheck;
import org.jiaohao.hall.store.ChainCheck.Fault;
import org.jiaohao.hall.store.ChainCheck.Kind;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.LogRow;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** The log of a restored hall goes on behind a gap, in which nobody hides a row (N17). */
@Proves("N17")
class AuditGapTest {
  @TempDir static Path data;
  private static RunningHall server;
  private static long last; // before the gap
  private static long next; // behind it

  @BeforeAll
  static void start() throws SQLException {
    server = RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER);
    server.bean(SimpleAsyncTaskScheduler.class).stop(); // its rounds would write between two lines
    for (int i = 0; i < 12; i++) {
      somethingHappens();
    }
    last = log().last();
    restored();
    next = log().last();
    somethingHappens();
    behindTheServersBack("create table kept as select * from event");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void asItWas() throws Exception {
    behindTheServersBack("delete from event", "insert into event select * from kept");
    Files.deleteIfExists(heads());
  }

  private static EventLog log() {
    return server.bean(EventLog.class);
  }

  private static Path heads() {
    return data.resolve("audit-heads.txt");
  }

  private static void restored() {
    WritePath writes = server.bean(WritePath.class);
    writes.run(
        tx -> {
          EventLog.restored(tx, OffsetDateTime.parse("2026-11-27T02:30:00+08:00"), 1, "server");
          server.bean(AuditProof.class).restored(tx, 1);
          return null;
        });
  }

  private static void somethingHappens() {
    server
        .bean(WritePath.class)
        .run(tx -> tx.append(EventQuery.NO_HALL, new AccountEvent.Unlocked("nobody"), "test"));
  }

  private static void behindTheServersBack(String... statements) throws SQLException {
    ForeignHand.behindTheServersBack(data, statements);
  }

  private static List<Fault> faults(Map<Long, String> noted) {
    return ChainCheck.run(server.bean(JdbcClient.class), noted).faults();
  }

  private static List<Fault> faults() {
    return faults(Map.of());
  }

  private static List<LogRow> rows() {
    return log().matching(new EventQuery(null, null, null, null, null, null, null, null), 0, 5000);
  }

  /** A copy of the fifth row in another place. */
  private static void forge(long seq, String hash) throws SQLException {
    behindTheServersBack(
        "insert into event (seq, id, hall, type, subject, actor, at, data, source, clock, hash)"
            + " select %1$d, %1$d, hall, type, subject, actor, at, data, source, clock, %2$s from event where seq = 5"
                .formatted(seq, hash));
  }

  @Test
  void aLawfulGapIsNoFaultAndARowInItIsNamed() throws Exception {
    assertThat(next - last).isGreaterThan(1_000_000_000);
    assertThat(faults()).isEmpty();
    for (long seq : List.of(last + 1, last + 2, next - 1_000, next - 1)) {
      forge(seq, "hash");
      assertThat(faults()).containsExactly(new Fault(Kind.INSERTED, seq, seq));
      asItWas();
    }
    forge(last + 1, "hash");
    forge(next - 500, "hash");
    forge(next - 400, "null");
    assertThat(faults())
        .containsExactly(
            new Fault(Kind.INSERTED, last + 1, last + 1),
            new Fault(Kind.INSERTED, next - 500, next - 500),
            new Fault(Kind.INSERTED, next - 400, next - 400));
  }

  /** Whoever knows the rule of the chain can make a row that fits before the gap. */
  @Test
  void aRowInTheGapThatIsChainedIsNamedToo() throws Exception {
    forge(last + 1, "hash");
    LogRow forged = rows().stream().filter(row -> row.seq() == last + 1).findFirst().orElseThrow();
    LogRow before = rows().stream().filter(row -> row.seq() == last).findFirst().orElseThrow();
    behindTheServersBack(
        "update event set hash = '%s' where seq = %d"
            .formatted(forged.link(before.hash()), forged.seq()));
    assertThat(faults()).containsExactly(new Fault(Kind.INSERTED, last + 1, last + 1));
  }

  @Test
  void whatIsGoneOrChangedBeforeTheGapIsNamedWithoutTheGap() throws Exception {
    behindTheServersBack("delete from event where seq between " + (last - 2) + " and " + last);
    assertThat(faults()).containsExactly(new Fault(Kind.MISSING, last - 2, last));
    forge(next - 1_000, "hash");
    assertThat(faults())
        .containsExactly(
            new Fault(Kind.INSERTED, next - 1_000, next - 1_000),
            new Fault(Kind.MISSING, last - 2, last));
    asItWas();
    behindTheServersBack("update event set hash = 'x' where seq = " + last);
    assertThat(faults())
        .containsExactly(new Fault(Kind.CHANGED, last, last), new Fault(Kind.CHANGED, next, next));
    asItWas();
    behindTheServersBack("update event set actor = 'x' where seq = " + next);
    assertThat(faults()).containsExactly(new Fault(Kind.CHANGED, next, next));
  }

  /** Against a whole copy: what is gone is one range, and so is what a restore has lost. */
  @Test
  void rowsOfACopyThatAreGoneAreOneRange() throws Exception {
    var copy = new HashMap<Long, String>();
    rows().forEach(row -> copy.put(row.seq(), row.hash()));
    for (long lost = last + 1; lost < last + 4; lost++) {
      copy.put(lost, "of a row that the restore has lost");
    }
    Fault lost = new Fault(Kind.MISSING, last + 1, last + 3);
    assertThat(faults(copy)).containsExactly(lost);
    for (int i = 1; i < 6; i++) {
      copy.put(next + 1 + i, "of a row that was cut off");
    }
    assertThat(faults(copy)).containsExactly(lost, new Fault(Kind.MISSING, next + 2, next + 6));
  }

  /** A restore keeps the notes of what it has taken away, and begins anew. */
  @Test
  void notesOfLostRowsArePutAsideByARestoreAndAreNotMissed() throws Exception {
    AuditProof proof = server.bean(AuditProof.class);
    proof.round();
    String fits = Files.readString(heads());
    restored();
    assertThat(heads()).as("what the log still has").hasContent(fits.strip());
    Files.writeString(heads(), "2026-11-27T10:00:00+08:00 %d %064d%n".formatted(next + 900, 7));
    restored();
    assertThat(heads()).doesNotExist();
    try (var all = Files.list(data)) {
      Path aside =
          all.filter(file -> file.toString().endsWith("-audit-heads.txt"))
              .findFirst()
              .orElseThrow();
      assertThat(aside).content().contains(" " + (next + 900) + " ");
      assertThat(mode(aside)).isEqualTo("rw-------");
    }
    AuditProof.Outcome outcome = proof.check(Map.of());
    assertThat(outcome.report().faults()).isEmpty();
    assertThat(outcome.notesGone()).isZero();
    somethingHappens();
    proof.round();
    Files.delete(heads());
    assertThat(proof.check(Map.of()).notesGone()).as("those of since then are missed").isOne();
  }

  @Test
  void onlyTheServersUserReadsTheNotes() throws Exception {
    Files.writeString(heads(), "");
    Files.setPosixFilePermissions(heads(), PosixFilePermissions.fromString("rw-r--r--"));
    somethingHappens();
    server.bean(AuditProof.class).round();
    assertThat(Files.size(heads())).isPositive();
    assertThat(mode(heads())).isEqualTo("rw-------");
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
