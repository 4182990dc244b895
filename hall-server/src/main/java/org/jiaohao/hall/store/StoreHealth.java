package org.jiaohao.hall.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Whether the database stores what it is given: said by writing some pages, never by reading alone.
 */
@Component
public class StoreHealth {
  /** At most one write in this time, however often somebody asks. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** A write that takes longer has not been stored for all that anybody can say. */
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** Some pages: a draw needs that many, and a row that fits into one would still be stored. */
  private static final String FILLER = "x".repeat(16 * 1024);

  private final WritePath writes;
  private final HallFolder folder;
  private final ReentrantLock probing = new ReentrantLock();
  private long probedAt = System.nanoTime() - FRESH.toNanos();
  private volatile long probingSince;
  private volatile StorageException.Reason trouble;
  private volatile boolean damaged;

  StoreHealth(WritePath writes, HallFolder folder) {
    this.writes = writes;
    this.folder = folder;
  }

  /**
   * Why nothing can be stored now, empty when all is well. Answers within seconds; damage is
   * remembered until the server starts again, which looks through the whole file.
   */
  public Optional<StorageException.Reason> trouble() {
    if (probing.tryLock()) {
      try {
        if (System.nanoTime() - probedAt >= FRESH.toNanos()) {
          probingSince = System.nanoTime();
          trouble = probe();
          probedAt = System.nanoTime();
        }
      } finally {
        probing.unlock();
      }
    } else if (System.nanoTime() - probingSince > LONGEST.toNanos()) {
      return Optional.of(StorageException.Reason.BUSY); // until whoever is at it knows more
    }
    return Optional.ofNullable(damaged ? StorageException.Reason.DAMAGED : trouble);
  }

  private StorageException.Reason probe() {
    folder.keep();
    try {
      writes.run(
          tx -> {
            tx.sql()
                .sql("insert into store_probe (id, filler) values (1, ?)")
                .param(FILLER)
                .update();
            return tx.sql().sql("delete from store_probe").update();
          });
      return null;
    } catch (StorageException e) {
      return e.reason();
    }
  }

  /** Somebody has met a failure of the database. */
  public void met(StorageException.Reason reason) {
    damaged |= reason == StorageException.Reason.DAMAGED;
  }
}
