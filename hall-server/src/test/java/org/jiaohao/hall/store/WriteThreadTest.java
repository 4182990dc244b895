package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.hall.store.StorageException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of those who wait when the write thread meets an error or cannot go on. */
class WriteThreadTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private WritePath writes;
  private RecentEvents recent = new RecentEvents();

  @BeforeEach
  void open() throws SQLException {
    Connection connection = connect();
    try (var statement = connection.createStatement()) {
      statement.execute("create table t (id integer primary key)");
    }
    writes = path(connection);
  }

  private WritePath path(Connection connection) {
    return new WritePath(
        connection, new JsonMapper(), new Ids(), Clock.systemUTC(), recent, event -> {});
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + folder.resolve("t.db") + "?journal_mode=WAL&busy_timeout=0");
  }

  @AfterEach
  void close() {
    writes.close();
  }

  /** Say, the heap is full just when the new events are to be remembered. */
  @Test
  void anErrorInTheBookkeepingAfterACommitStopsNobody() throws SQLException {
    writes.close();
    recent =
        new RecentEvents() {
          @Override
          synchronized void add(List<StoredEvent> appended) {
            throw new OutOfMemoryError("a test");
          }
        };
    writes = path(connect());
    assertTimeoutPreemptively(
        SOON,
        () -> {
          assertThat(insert(1)).as("it is durable").isOne();
          assertThat(insert(2)).as("the next, too").isOne();
        });
  }

  @Test
  void aCommandWhoseTurnDoesNotComeIsWithdrawnAndNeverCarriedOut() {
    var began = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    var first =
        CompletableFuture.supplyAsync(
            () ->
                writes.run(
                    tx -> {
                      began.countDown();
                      return wait(hold);
                    }));
    assertThat(wait(began)).as("the first has its turn").isTrue();
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertThatThrownBy(() -> insert(1))
                .asInstanceOf(type(StorageException.class))
                .extracting(StorageException::reason)
                .isEqualTo(Reason.BUSY));
    hold.countDown();
    assertThat(first.join()).isTrue();
    assertThat(insert(1)).as("not there yet").isOne();
  }

  @Test
  void aLockOfAnotherProgramIsToldInAFewSecondsAndForgottenWhenItEnds() throws SQLException {
    try (Connection other = connect();
        var statement = other.createStatement()) {
      statement.execute("begin immediate");
      assertTimeoutPreemptively(
          SOON,
          () ->
              assertThatThrownBy(() -> insert(1))
                  .asInstanceOf(type(StorageException.class))
                  .extracting(StorageException::reason)
                  .isEqualTo(Reason.BUSY));
      statement.execute("rollback");
    }
    assertThat(insert(1)).isOne();
  }

  /** Say, a disk that takes a write and never ends it: whoever asks meanwhile is not told UP. */
  @Test
  void healthIsDownForAllWhileItsWriteDoesNotEnd() throws SQLException {
    try (Connection other = connect();
        var statement = other.createStatement()) {
      statement.execute("create table store_probe (id integer primary key, filler text)");
    }
    var health = new StoreHealth(writes, HallFolder.visit(folder));
    var began = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    var hold = new CountDownLatch(1);
    Thread before =
        Thread.startVirtualThread(
            () ->
                writes.run(
                    tx -> {
                      began.countDown();
                      return wait(free);
                    }));
    wait(began);
    Thread probe = startAndWaitItsTurn(health::trouble);
    Thread slow = startAndWaitItsTurn(() -> writes.run(tx -> wait(hold)));
    free.countDown(); // both go into one commit, which waits for the second
    await().atMost(SOON).until(() -> health.trouble().isPresent());
    assertThat(probe.isAlive()).isTrue();
    hold.countDown();
    await().atMost(SOON).until(() -> health.trouble().isEmpty());
    for (Thread each : List.of(before, probe, slow)) {
      assertTimeoutPreemptively(SOON, () -> each.join());
    }
  }

  private static Thread startAndWaitItsTurn(Runnable command) {
    Thread thread = Thread.ofPlatform().start(command);
    await().atMost(SOON).until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private int insert(int id) {
    return writes.run(tx -> tx.sql().sql("insert into t (id) values (?)").param(id).update());
  }

  private static boolean wait(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
