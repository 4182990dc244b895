package org.jiaohao.display.rolling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jiaohao.contract.mqtt.PlaylistView.Entry;
import org.jiaohao.display.Playlist;

/**
 * The order of the rows on one rolling screen: the complaint phone at least every four and a half
 * minutes (R023 allows five), announcements that are new next, the rest in turn, announcements
 * between the items: the more of them the more often, up to every other row. Entries outside their
 * validity are passed over at the second, with or without network.
 */
final class Rotation {
  private static final Duration COMPLAINT_EVERY = Duration.ofSeconds(270);
  private static final int MOST_ITEMS_BETWEEN = 5;

  /** Rows in which each announcement should pass once. */
  private static final int ANNOUNCEMENTS_WITHIN = 20;

  private static final String COMPLAINT = "complaint";

  private final Function<Row, Duration> duration;
  private final Set<String> known = new HashSet<>();

  /** Rows whose turn it was when the complaint phone had to come first. */
  private final Deque<Row> putOff = new ArrayDeque<>();

  private Playlist playlist;
  private int item;
  private int items;
  private int announcement;
  private boolean complaintWasLast;
  private Duration complaintAt;

  /**
   * Creates one without playlist.
   *
   * @param duration how long a row stands on the screen
   * @param firstItem index of the item to begin with: a list that takes longer than a day would
   *     else never come to its end
   */
  Rotation(Function<Row, Duration> duration, int firstItem) {
    this.duration = duration;
    this.item = firstItem;
  }

  /** A row to show. */
  record Row(String id, String text) {}

  /**
   * Takes a playlist in the place of the former one. Announcements of the first one are not new.
   *
   * @param now time in the hall
   */
  void playlist(Playlist fresh, Instant now) {
    List<String> versions = fresh.entries().stream().map(Rotation::version).toList();
    if (playlist == null) {
      fresh.entries().stream()
          .filter(entry -> valid(entry, now))
          .forEach(entry -> known.add(version(entry)));
    }
    known.retainAll(new HashSet<>(versions));
    playlist = fresh;
  }

  private static String version(Entry entry) {
    return entry.id() + "\n" + entry.text();
  }

  /**
   * The next row; empty when there is nothing at all to show.
   *
   * @param now time in the hall, for validity
   * @param running time this program runs, which nobody sets
   */
  Optional<Row> next(Instant now, Duration running) {
    if (playlist == null) {
      return Optional.empty();
    }
    putOff.removeIf(row -> !stillValid(row.id(), now));
    Row row = putOff.isEmpty() || news(now) ? choose(now) : putOff.removeFirst();
    boolean late =
        complaintAt == null
            || running.plus(duration.apply(row)).compareTo(complaintAt.plus(COMPLAINT_EVERY)) > 0;
    if (late && !complaintWasLast && !row.id().equals(COMPLAINT)) {
      putOff.addFirst(row);
      row = complaint();
    }
    complaintWasLast = row.id().equals(COMPLAINT);
    if (complaintWasLast) {
      complaintAt = running;
    }
    return Optional.of(row);
  }

  private Row choose(Instant now) {
    List<Entry> valid = playlist.entries().stream().filter(e -> valid(e, now)).toList();
    List<Entry> announcements = valid.stream().filter(Rotation::announced).toList();
    for (Entry entry : announcements) {
      if (known.add(version(entry))) {
        return row(entry);
      }
    }
    List<Entry> rest = valid.stream().filter(entry -> !announced(entry)).toList();
    if (!announcements.isEmpty() && (rest.isEmpty() || items >= between(announcements.size()))) {
      items = 0;
      return row(announcements.get(announcement++ % announcements.size()));
    }
    if (rest.isEmpty()) {
      return complaint();
    }
    items++;
    return row(rest.get(item++ % rest.size()));
  }

  /** Items between two announcements. */
  private static int between(int announcements) {
    return Math.clamp(ANNOUNCEMENTS_WITHIN / announcements, 1, MOST_ITEMS_BETWEEN);
  }

  private static boolean announced(Entry entry) {
    return entry.kind().equals("ANNOUNCEMENT");
  }

  private static Row row(Entry entry) {
    return new Row(entry.id(), entry.text());
  }

  private Row complaint() {
    return new Row(COMPLAINT, playlist.complaintLine());
  }

  /** Whether a row may still be on the screen. */
  boolean stillValid(String id, Instant now) {
    return id.equals(COMPLAINT)
        || playlist.entries().stream().anyMatch(e -> e.id().equals(id) && valid(e, now));
  }

  /** Whether an announcement waits that was never shown. */
  boolean news(Instant now) {
    return playlist != null
        && playlist.entries().stream()
            .anyMatch(e -> announced(e) && valid(e, now) && !known.contains(version(e)));
  }

  private static boolean valid(Entry entry, Instant now) {
    boolean begun = entry.validFrom() == null || !now.isBefore(entry.validFrom().toInstant());
    boolean over = entry.validUntil() != null && !now.isBefore(entry.validUntil().toInstant());
    return begun && !over;
  }
}
