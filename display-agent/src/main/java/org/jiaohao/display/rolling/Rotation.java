package org.jiaohao.display.rolling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.contract.mqtt.PlaylistView.Entry;

/**
 * The order of the lines on one rolling screen: announcements that are new come next, the complaint
 * phone at least every four minutes (R023 allows five), the rest in turn. Entries outside their
 * validity are passed over at the second, with or without network.
 */
final class Rotation {
  private static final Duration COMPLAINT_EVERY = Duration.ofMinutes(4);
  private static final int ITEMS_BETWEEN_ANNOUNCEMENTS = 5;

  private final Set<String> known = new HashSet<>();
  private PlaylistView playlist;
  private int next;
  private int items;
  private int announcement;
  private Instant complaintAt;

  /** A line to show. */
  record Line(String id, String text) {}

  void playlist(PlaylistView fresh) {
    playlist = fresh;
    known.retainAll(fresh.entries().stream().map(Rotation::version).toList());
  }

  private static String version(Entry entry) {
    return entry.id() + "\n" + entry.text();
  }

  /** The next line; empty when there is nothing at all to show. */
  Optional<Line> next(Instant now) {
    if (playlist == null) {
      return Optional.empty();
    }
    if (complaintAt == null || !now.isBefore(complaintAt.plus(COMPLAINT_EVERY))) {
      complaintAt = now;
      return Optional.of(new Line("complaint", playlist.complaintLine()));
    }
    List<Entry> valid = playlist.entries().stream().filter(e -> valid(e, now)).toList();
    List<Entry> announcements =
        valid.stream().filter(e -> e.kind().equals("ANNOUNCEMENT")).toList();
    for (Entry entry : announcements) {
      if (known.add(version(entry))) {
        return line(entry);
      }
    }
    List<Entry> rest = valid.stream().filter(e -> !e.kind().equals("ANNOUNCEMENT")).toList();
    boolean turn = items >= ITEMS_BETWEEN_ANNOUNCEMENTS || rest.isEmpty();
    if (turn && !announcements.isEmpty()) {
      items = 0;
      return line(announcements.get(announcement++ % announcements.size()));
    }
    if (rest.isEmpty()) {
      complaintAt = now;
      return Optional.of(new Line("complaint", playlist.complaintLine()));
    }
    items++;
    return line(rest.get(next++ % rest.size()));
  }

  private static Optional<Line> line(Entry entry) {
    return Optional.of(new Line(entry.id(), entry.text()));
  }

  /** Whether a line may still be on the screen. */
  boolean stillValid(String id, Instant now) {
    return id.equals("complaint")
        || playlist.entries().stream().anyMatch(e -> e.id().equals(id) && valid(e, now));
  }

  /** Whether an announcement waits that was never shown. */
  boolean news(Instant now) {
    return playlist != null
        && playlist.entries().stream()
            .anyMatch(
                e ->
                    e.kind().equals("ANNOUNCEMENT")
                        && valid(e, now)
                        && !known.contains(version(e)));
  }

  private static boolean valid(Entry entry, Instant now) {
    boolean begun = entry.validFrom() == null || !now.isBefore(entry.validFrom().toInstant());
    boolean over = entry.validUntil() != null && !now.isBefore(entry.validUntil().toInstant());
    return begun && !over;
  }
}
