package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.event.LogEvent;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.PrivateFiles;
import org.jiaohao.hall.store.StoredEvent;
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
  private final EventLog events;
  private final HallClock clock;
  private final List<Restored> rooms;

  AfterRestore(
      HallFolder folder,
      Halls halls,
      WritePath writes,
      EventLog events,
      HallClock clock,
      List<Restored> rooms) {
    this.events = events;
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
      Instant taken =
          Restoring.time(String.join("", Restoring.lines(pending))).orElseGet(this::last);
      int times = Math.max(1, Restoring.since(folder.path(), clock.instant().minus(A_DAY)));
      writes.run(
          tx -> {
            EventLog.restored(tx, clock.time(taken.toEpochMilli()), times, "server");
            rooms.forEach(room -> room.restored(tx, times));
            return null;
          });
      write(taken, halls.ids());
      Files.delete(pending);
    } catch (IOException e) {
      throw CannotStart.cannotReadOrWrite(folder.path(), e);
    }
    log.warn("the data are from a backup; numbers go on behind a gap");
  }

  /** Where nobody can read any more when the backup was taken: its last event tells. */
  private Instant last() {
    return events.lastTime().orElseGet(clock::instant);
  }

  private Path told() {
    return folder.path().resolve(Restoring.TOLD);
  }

  private void write(Instant taken, Collection<String> unseen) throws IOException {
    String lines = taken + "\n" + String.join("\n", unseen);
    PrivateFiles.write(told(), lines.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the file says.
   *
   * @param taken the moment of the backup
   * @param unseen halls where nobody has seen it
   */
  private record Told(Instant taken, List<String> unseen) {}

  /** Where it is damaged, every hall is told again, with the time that the log knows. */
  private Told read() throws IOException {
    if (!Files.exists(told())) {
      return new Told(Instant.EPOCH, List.of());
    }
    List<String> lines = Restoring.lines(told());
    Optional<Instant> taken = lines.isEmpty() ? Optional.empty() : Restoring.time(lines.getFirst());
    return taken.isPresent()
        ? new Told(taken.get(), lines.subList(1, lines.size()))
        : new Told(lastRestore(), List.copyOf(halls.ids()));
  }

  private Instant lastRestore() {
    return events.restoresAfter(0).reversed().stream()
        .map(StoredEvent::event)
        .filter(LogEvent.Restored.class::isInstance)
        .map(event -> ((LogEvent.Restored) event).takenAt().toInstant())
        .findFirst()
        .orElseGet(this::last);
  }

  /** What staff of a hall has to know beside. */
  List<Restored.Warning> warnings(String hall) {
    return rooms.stream().flatMap(room -> room.warning(hall).stream()).toList();
  }

  /** The moment of the backup that the data are from, until somebody in this hall has seen it. */
  synchronized Optional<Instant> unseen(String hall) {
    try {
      Told told = read();
      return told.unseen.contains(hall) ? Optional.of(told.taken) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody in this hall has seen it. */
  synchronized void seen(String hall) {
    try {
      Told told = read();
      var others = new ArrayList<>(told.unseen);
      if (!others.remove(hall)) {
        return;
      }
      if (others.isEmpty()) {
        Files.delete(told());
      } else {
        write(told.taken, others);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
