package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.jiaohao.hall.CoreTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a disk that refuses to write leaves behind, and who may write beside a command: nobody. */
@CoreTest
class WritePathTest extends CoreTest.Fixture {
  private static final String ID = "'refused'";

  @Autowired WritePath writes;
  @Autowired JdbcClient sql;

  @AfterEach
  void clean() {
    writes.run(tx -> tx.sql().sql("delete from call_receipt where event_id = " + ID).update());
  }

  /** On a full disk SQLite ends the transaction by itself; here a command does. */
  @Test
  void aTransactionThatEndedByItselfIsRefusedWholeAndTheNextIsWhole() {
    assertThatThrownBy(
            () ->
                writes.run(
                    tx -> {
                      insert(tx, "before");
                      return tx.sql().sql("rollback").update();
                    }))
        .isInstanceOf(StorageException.class);
    assertThat(rows()).isZero();

    assertThatThrownBy(
            () ->
                writes.run(
                    tx -> {
                      insert(tx, "undone");
                      throw new IllegalStateException("wrong");
                    }))
        .hasMessage("wrong");
    assertThat(rows()).as("undone alone").isZero();

    writes.run(tx -> insert(tx, "kept"));
    assertThat(rows()).isOne();
  }

  @Test
  void onAFullDiskNothingIsStoredAndWithSpaceAgainEverything() {
    int pages = writes.run(tx -> tx.sql().sql("pragma page_count").query(Integer.class).single());
    limit(pages + 2);
    int refused = 0;
    int stored = 0;
    for (int i = 0; i < 20_000 && refused < 5; i++) { // free pages are used up first
      String device = "d".repeat(4000) + i;
      try {
        stored += writes.run(tx -> insert(tx, device));
      } catch (StorageException e) {
        assertThat(e).rootCause().hasMessageContaining("full");
        refused++;
      }
    }
    assertThat(refused).isEqualTo(5);
    assertThat(rows()).isEqualTo(stored);

    limit(Integer.MAX_VALUE / 2);
    writes.run(tx -> insert(tx, "again"));
    assertThat(rows()).isEqualTo(stored + 1);
  }

  /**
   * A command that reads first could not write any more while another connection opens: it would be
   * refused with "database is locked", without waiting.
   */
  @Test
  void aCommandHasTheDatabaseToItselfFromItsBeginning(@Value("${spring.flyway.url}") String url)
      throws SQLException {
    try (Connection other = DriverManager.getConnection(url + "&busy_timeout=0");
        var statement = other.createStatement()) {
      int stored =
          writes.run(
              tx -> {
                tx.lastSeq();
                assertThatThrownBy(() -> statement.execute("begin immediate"))
                    .hasMessageContaining("SQLITE_BUSY");
                return insert(tx, "alone");
              });
      assertThat(stored).isOne();

      statement.execute("begin immediate"); // and to nobody afterwards
      statement.execute("rollback");
    }
  }

  /** Say, a stack that overflows: the thread that carries out commands outlives it. */
  @Test
  void aCommandThatEndsInAnErrorIsUndoneAloneAndTheNextIsCarriedOut() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThatThrownBy(
                  () ->
                      writes.run(
                          tx -> {
                            insert(tx, "undone");
                            throw new StackOverflowError();
                          }))
              .hasCauseInstanceOf(StackOverflowError.class);
          writes.run(tx -> insert(tx, "kept"));
        });
    assertThat(rows()).isOne();
  }

  private void limit(int pages) {
    writes.run(
        tx -> tx.sql().sql("pragma max_page_count = " + pages).query(Integer.class).single());
  }

  private static int insert(Tx tx, String device) {
    return tx.sql()
        .sql(
            "insert into call_receipt (event_id, agent, device, kind, outcome, at) values ("
                + ID
                + ", 'a', ?, 'STRIP', 'SHOWN', 1)")
        .param(device)
        .update();
  }

  private int rows() {
    return sql.sql("select count(*) from call_receipt where event_id = " + ID)
        .query(Integer.class)
        .single();
  }
}
