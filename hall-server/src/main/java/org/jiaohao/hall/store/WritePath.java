package org.jiaohao.hall.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one write path. Commands run one after another on a single thread; those that wait at the
 * same time share one commit, so that safety does not cost throughput. A command that fails is
 * undone alone, by a savepoint. {@link #run} returns only after the commit is on the disk.
 *
 * <p>Nobody waits for ever: a command that could not begin in time is withdrawn and refused. The
 * thread outlives every error of a command and of its own bookkeeping; should it end all the same,
 * the process ends with it and is started again by whoever watches it.
 *
 * <p>Transactions are begun and ended by statements of our own. On a full disk SQLite ends a
 * transaction by itself, and the driver, which does not notice, would carry out what follows
 * without one: each statement for good, although the command is refused.
 */
public final class WritePath implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WritePath.class);
  private static final int LARGEST_GROUP = 256;

  /** How long a command waits for its turn before it is withdrawn. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How long a command that has begun may take, imports included. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** How long a commit waits for another program to leave the file; two fit in the patience. */
  private static final Duration LOCK_WAIT = Duration.ofMillis(1400);

  /** Exit code of a process whose write thread has ended. */
  private static final int EXIT_WITHOUT_WRITER = 70;

  private final Connection connection;
  private final JdbcClient sql;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final ChainEnd chain;
  private final OpenDatabase files;
  private final LinkedBlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
  private final RecentEvents recent;
  private final ApplicationEventPublisher publisher;
  private final RefusalLog refusals = new RefusalLog();
  private final Thread worker;
  private volatile boolean closed;

  /**
   * Opens the write path.
   *
   * @param connection owned by this object from now on
   */
  public WritePath(
      Connection connection,
      JsonMapper json,
      Ids ids,
      Clock clock,
      RecentEvents recent,
      ApplicationEventPublisher publisher) {
    this.connection = connection;
    this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    this.chain = new ChainEnd(sql);
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.recent = recent;
    this.publisher = publisher;
    try (var statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = " + LOCK_WAIT.toMillis());
      connection.setAutoCommit(false); // else the driver tries to begin after each statement
      run("rollback"); // what the driver has begun
      this.files = OpenDatabase.of(connection);
    } catch (SQLException e) {
      throw new StorageException(e);
    }
    this.worker =
        Thread.ofPlatform()
            .name("write-path")
            .uncaughtExceptionHandler((thread, e) -> end(e))
            .start(this::work);
  }

  private static void end(Throwable failure) {
    try {
      log.error("the write thread has ended, and the process with it", failure);
    } finally {
      Runtime.getRuntime().halt(EXIT_WITHOUT_WRITER);
    }
  }

  /**
   * Runs a command and waits until it is durable.
   *
   * @return what the command returned
   * @throws StorageException when the disk refused the commit or the command did not get its turn
   *     within three seconds: nothing was changed; or when it has not ended for a minute
   * @throws RuntimeException whatever the command threw, an error as its cause; nothing was changed
   */
  public <T> T run(Function<Tx, T> command) {
    if (Thread.currentThread() == worker) {
      throw new IllegalStateException("a command must not start another command");
    }
    var job = new Job<>(command, CommandKey.current(), LatestTime.current(), Source.current());
    synchronized (waiting) {
      if (closed) {
        throw new StorageException(new IllegalStateException("the write path is closed"));
      }
      waiting.add(job);
    }
    return await(job);
  }

  /**
   * Looks whether the database that is open still lies where the next start looks for it.
   *
   * @throws StorageException {@link StorageException.Reason#MOVED} when it does not
   */
  public void mustBeInPlace() {
    files.mustBeInPlace();
  }

  private <T> T await(Job<T> job) {
    try {
      return job.within(PATIENCE);
    } catch (TimeoutException late) {
      if (job.begin()) { // and so it never will
        var busy =
            new StorageException(
                StorageException.Reason.BUSY, new TimeoutException("its turn did not come"));
        refusals.refused(1, busy);
        throw busy;
      }
    }
    try {
      return job.within(LONGEST);
    } catch (TimeoutException late) {
      throw new StorageException(StorageException.Reason.UNCERTAIN, late);
    }
  }

  private void work() {
    var group = new ArrayList<Job<?>>(LARGEST_GROUP);
    while (!closed || !waiting.isEmpty()) {
      try {
        group.add(waiting.take());
        waiting.drainTo(group, LARGEST_GROUP - 1);
        commit(group);
      } catch (InterruptedException e) {
        continue; // close() woke us; the loop condition decides
      } catch (RuntimeException | Error e) {
        group.forEach(job -> job.fail(new StorageException(StorageException.Reason.UNCERTAIN, e)));
        log.error("the bookkeeping of a group of commands failed", e);
      } finally {
        group.clear();
      }
    }
  }

  private void commit(List<Job<?>> group) {
    var events = new ArrayList<StoredEvent>();
    try {
      files.mustBeInPlace();
      // Takes the write lock at once: a transaction that read first could not get it any more while
      // another connection opens. Fails while another is open: no command runs outside of one.
      run("begin immediate");
      chain.begin();
      for (Job<?> job : group) {
        if (job.begin()) {
          events.addAll(execute(job));
        }
      }
      run("commit");
    } catch (SQLException | RuntimeException | Error e) {
      rollback();
      var failure = new StorageException(e);
      refusals.refused(group.size(), failure);
      group.forEach(job -> job.fail(failure));
      return;
    }
    try {
      if (group.stream().noneMatch(job -> job.failure instanceof StorageException)) {
        refusals.stored();
      }
      remember(events);
      group.forEach(job -> job.moments.forEach(this::publish));
    } finally { // it is durable, whatever failed since
      group.forEach(Job::complete);
    }
    if (!events.isEmpty()) {
      publish(new EventsAppended());
    }
  }

  /** Readers of the log go to the database for what is not remembered, but see no gap. */
  private void remember(List<StoredEvent> events) {
    try {
      recent.add(events);
    } catch (RuntimeException | Error e) {
      recent.clear();
      log.error("new events are not remembered", e);
    }
  }

  /** A listener that fails neither undoes what is durable nor stops the write path. */
  private void publish(Object moment) {
    try {
      publisher.publishEvent(moment);
    } catch (RuntimeException | Error e) {
      log.error("a listener of {} failed", moment, e);
    }
  }

  /** Runs one command inside the group's transaction; returns the events it appended. */
  private <T> List<StoredEvent> execute(Job<T> job) throws SQLException {
    run("savepoint command");
    var tx = new Tx(sql, json, ids, clock, job.key, chain, job.source);
    LogHead before = chain.mark();
    try {
      if (job.latest != null) {
        job.latest.begin(tx.now());
      }
      job.result = job.command.apply(tx);
      tx.end();
    } catch (RuntimeException | Error e) {
      undo(e);
      chain.backTo(before);
      job.failure = StorageException.reasonOf(e).isPresent() ? new StorageException(e) : e;
      if (job.failure instanceof StorageException refused) {
        refusals.refused(1, refused);
      }
      return List.of();
    }
    run("release command");
    job.moments = tx.moments();
    job.written = tx.written();
    return tx.events();
  }

  private void undo(Throwable failure) throws SQLException {
    try {
      run("rollback to command");
      run("release command");
    } catch (SQLException e) { // SQLite has ended the transaction of the whole group, and why
      failure.addSuppressed(e);
      throw new SQLException(failure.toString(), failure);
    }
  }

  private void run(String statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    }
  }

  private void rollback() {
    try {
      run("rollback");
    } catch (SQLException e) {
      log.debug("SQLite has rolled back by itself, or the next begin will fail: {}", e.toString());
    }
  }

  /** Finishes the commands that wait, then closes the connection. */
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
    }
    worker.interrupt();
    try {
      worker.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      log.error("closing the database failed", e);
    }
  }

  private static final class Job<T> {
    final Function<Tx, T> command;
    final CommandKey key; // of the request, or null
    final LatestTime latest; // of the request, or null
    final Source source;
    Idempotency.Written written;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> done = new CompletableFuture<>();
    T result;
    Throwable failure;
    List<Object> moments = List.of();

    Job(Function<Tx, T> command, CommandKey key, LatestTime latest, Source source) {
      this.command = command;
      this.key = key;
      this.latest = latest;
      this.source = source;
    }

    /** Whether nobody else has begun or withdrawn it before. */
    boolean begin() {
      return begun.compareAndSet(false, true);
    }

    T within(Duration patience) throws TimeoutException {
      try {
        return done.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
      } catch (CompletionException e) {
        switch (e.getCause()) {
          case TimeoutException late -> throw late;
          case RuntimeException thrown -> throw thrown;
          default -> throw e;
        }
      }
    }

    void fail(Throwable why) {
      done.completeExceptionally(why);
    }

    void complete() {
      if (failure != null) {
        done.completeExceptionally(failure);
      } else {
        if (key != null) {
          key.committed(written);
        }
        done.complete(result);
      }
    }
  }
}
