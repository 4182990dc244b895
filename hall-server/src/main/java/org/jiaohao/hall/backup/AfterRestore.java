package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The first start after a restore: what was given out after the backup is unknown, so every room
 * leaves a gap. A stop in the middle leaves a second gap, which harms nobody. Each hall is told; a
 * file holds the moment of the backup and, a line each, the halls where nobody has seen it yet.
 */
@Component
class AfterRestore implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(AfterRestore.class);

  private static final Duration A_DAY = Duration.ofDays(1);

  private final HallFolder folder;
  private final Halls halls;
  private final WritePath writes;
  private final HallClock clock;
  private final List<Restored> rooms;

  AfterRestore(
      HallFolder folder, Halls halls, WritePath writes, HallClock clock, List<Restored> rooms) {
    this.folder = folder;
    this.halls = halls;
    this.writes = writes;
    this.clock = clock;
    this.rooms = rooms;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Path pending = folder.path().resolve(Restoring.PENDING);
    if (!Files.exists(pending)) {
      return;
    }
    try {
      OffsetDateTime takenAt =
          clock.time(Instant.parse(Files.readString(pending).strip()).toEpochMilli());
      int times = Math.max(1, Restoring.since(folder.path(), clock.instant().minus(A_DAY)));
      writes.run(
          tx -> {
            EventLog.restored(tx, takenAt, times, "server");
            rooms.forEach(room -> room.restored(tx, times));
            return null;
          });
      var lines = new ArrayList<>(List.of(Files.readString(pending)));
      lines.addAll(halls.ids());
      write(lines);
      Files.delete(pending);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log.warn("the data are from a backup; numbers go on behind a gap");
  }

  private Path told() {
    return folder.path().resolve(Restoring.TOLD);
  }

  private void write(List<String> lines) throws IOException {
    PrivateFiles.write(told(), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private List<String> read() throws IOException {
    return Files.exists(told()) ? Files.readAllLines(told()) : List.of();
  }

  /** What staff of a hall has to know beside. */
  List<Restored.Warning> warnings(String hall) {
    return rooms.stream().flatMap(room -> room.warning(hall).stream()).toList();
  }

  /** The moment of the backup that the data are from, until somebody in this hall has seen it. */
  synchronized Optional<Instant> unseen(String hall) {
    try {
      List<String> lines = read();
      boolean unseen = lines.indexOf(hall) > 0;
      return unseen ? Optional.of(Instant.parse(lines.getFirst())) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody in this hall has seen it. */
  synchronized void seen(String hall) {
    try {
      var lines = new ArrayList<>(read());
      if (!lines.remove(hall)) {
        return;
      }
      if (lines.size() > 1) {
        write(lines);
      } else {
        Files.delete(told());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
