package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The first start after a restore: what was given out after the backup is unknown, so every room
 * leaves a gap. A stop in the middle leaves a second gap, which harms nobody.
 */
@Component
class AfterRestore implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(AfterRestore.class);

  private final HallFolder hall;
  private final WritePath writes;
  private final List<Restored> rooms;

  AfterRestore(HallFolder hall, WritePath writes, List<Restored> rooms) {
    this.hall = hall;
    this.writes = writes;
    this.rooms = rooms;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Path pending = hall.path().resolve(Restoring.PENDING);
    if (!Files.exists(pending)) {
      return;
    }
    writes.run(
        tx -> {
          rooms.forEach(room -> room.restored(tx));
          return null;
        });
    try {
      Files.move(pending, told(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log.warn("the data are from a backup; numbers go on behind a gap");
  }

  private Path told() {
    return hall.path().resolve(Restoring.TOLD);
  }

  /** The moment of the backup that these data are from, until somebody has seen it. */
  Optional<Instant> unseen() {
    try {
      return Files.exists(told())
          ? Optional.of(Instant.parse(Files.readString(told())))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody has seen it. */
  void seen() {
    try {
      Files.deleteIfExists(told());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
