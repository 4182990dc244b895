package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class KeptStatementsTest {
  private static final String INSERT = "insert into t (id) values (?)";
  private static final String SELECT = "select id from t order by id";

  @TempDir Path folder;
  private Connection plain;
  private Connection kept;

  @BeforeEach
  void open() throws SQLException {
    plain = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.db"));
    kept = KeptStatements.of(plain);
    execute("create table t (id integer primary key)");
  }

  @AfterEach
  void close() throws SQLException {
    plain.close();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = kept.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insert(Integer id) throws SQLException {
    try (PreparedStatement statement = kept.prepareStatement(INSERT)) {
      if (id != null) {
        statement.setInt(1, id);
      }
      statement.executeUpdate();
    }
  }

  private List<Integer> all() throws SQLException {
    var ids = new ArrayList<Integer>();
    try (PreparedStatement statement = kept.prepareStatement(SELECT);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  @Test
  void givesTheSameStatementAgainOnceItIsClosed() throws SQLException {
    PreparedStatement first = kept.prepareStatement(SELECT);
    PreparedStatement meanwhile = kept.prepareStatement(SELECT);
    first.close();
    assertThat(meanwhile).isNotSameAs(first);
    assertThat(kept.prepareStatement(SELECT)).isSameAs(first);
  }

  @Test
  void twoUsersOfTheSameTextDoNotDisturbEachOther() throws SQLException {
    insert(1);
    insert(2);
    try (PreparedStatement outer = kept.prepareStatement(SELECT);
        ResultSet rows = outer.executeQuery()) {
      rows.next();
      assertThat(all()).containsExactly(1, 2);
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void noParameterIsLeftForTheNextUser() throws SQLException {
    insert(7);
    insert(null); // SQLite then chooses the id: with the old parameter it would be refused
    assertThat(all()).containsExactly(7, 8);
  }

  @Test
  void aRefusedStatementWorksTheNextTime() throws SQLException {
    insert(1);
    assertThatThrownBy(() -> insert(1)).isInstanceOf(SQLException.class);
    insert(2);
    assertThat(all()).containsExactly(1, 2);
  }

  @Test
  void seesAChangedSchema() throws SQLException {
    insert(1);
    assertThat(all()).containsExactly(1);
    execute("alter table t add column name text");
    execute("create view v as select * from t");
    insert(2);
    assertThat(all()).containsExactly(1, 2);
  }

  @Test
  void aCommandThatFailsIsUndoneAloneInItsGroup() throws Exception {
    var ids = new Ids();
    try (var writes =
        new WritePath(
            kept, new JsonMapper(), ids, Clock.systemUTC(), new RecentEvents(), event -> {})) {
      var hold = new CountDownLatch(1);
      var blocked = CompletableFuture.runAsync(() -> writes.run(tx -> await(hold)));
      var others =
          IntStream.rangeClosed(1, 9)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> store(writes, i)))
              .toList();
      hold.countDown();
      blocked.join();
      for (int i = 1; i <= 9; i++) {
        var one = others.get(i - 1);
        assertThat(one.handle((done, failure) -> failure == null).join()).isEqualTo(i % 3 != 0);
      }
    }
    try (Connection again = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.db"));
        ResultSet count = again.createStatement().executeQuery("select group_concat(id) from t")) {
      assertThat(count.getString(1).split(","))
          .containsExactlyInAnyOrder("1", "2", "4", "5", "7", "8");
    }
  }

  private static Void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  /** Each third fails after it has written. */
  private static Void store(WritePath writes, int id) {
    return writes.run(
        tx -> {
          tx.sql().sql(INSERT).param(id).update();
          if (id % 3 == 0) {
            throw new IllegalStateException("changed my mind");
          }
          return null;
        });
  }
}
