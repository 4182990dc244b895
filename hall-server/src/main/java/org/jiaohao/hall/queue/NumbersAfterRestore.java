package org.jiaohao.hall.queue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaohao.hall.backup.Restored;
import org.jiaohao.hall.calendar.BusinessDays;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Numbers drawn after the backup stand on paper that people hold, so none of them is given again:
 * today's go on behind as many as the letter ever had on one day, and behind 200 at least. A letter
 * or a hall that the backup does not know may have been made after it, and is made again: its
 * numbers of today begin behind the most that any letter ever had. What is on paper from there on
 * cannot be excluded, which staff is told.
 */
@Component
class NumbersAfterRestore implements Restored {
  private static final int LEAST = 200;

  /** Hall and letter of a gap that holds for all that have none of their own. */
  private static final String OTHERS = "*";

  private final JdbcClient sql;
  private final Halls halls;
  private final BusinessDays days;
  private final Clock clock;

  NumbersAfterRestore(JdbcClient sql, Halls halls, BusinessDays days, Clock clock) {
    this.sql = sql;
    this.halls = halls;
    this.days = days;
    this.clock = clock;
  }

  @Override
  public void restored(Tx tx, int times) {
    LocalDate today = tx.now().atZone(clock.getZone()).toLocalDate();
    Set<LocalDate> all = new LinkedHashSet<>(Set.of(today));
    int most = times * LEAST;
    for (Hall hall : halls.all()) {
      Set<LocalDate> open = new LinkedHashSet<>(Set.of(today));
      days.inForce(hall.id()).ifPresent(open::add);
      all.addAll(open);
      for (String prefix : hall.queues().stream().map(Hall.Queue::prefix).distinct().toList()) {
        int gap = times * Math.max(LEAST, mostOfOneDay(tx, hall.id(), prefix));
        most = Math.max(most, gap);
        open.forEach(day -> skip(tx, hall.id(), day, prefix, gap));
      }
    }
    for (LocalDate day : all) {
      note(tx, OTHERS, day, OTHERS, most);
    }
  }

  private static int mostOfOneDay(Tx tx, String hall, String prefix) {
    return tx.sql()
        .sql(
            "select coalesce(max(last_serial), 0) from queue_counter where hall = ? and prefix = ?")
        .params(hall, prefix)
        .query(Integer.class)
        .single();
  }

  private static void skip(Tx tx, String hall, LocalDate day, String prefix, int gap) {
    int last =
        tx.sql()
            .sql(
                "insert into queue_counter (hall, business_day, prefix, last_serial)"
                    + " values (?, ?, ?, ?) on conflict (hall, business_day, prefix) do update set"
                    + " last_serial = queue_counter.last_serial + excluded.last_serial"
                    + " returning last_serial")
            .params(hall, day.toString(), prefix, gap)
            .query(Integer.class)
            .single();
    note(tx, hall, day, prefix, last);
  }

  private static void note(Tx tx, String hall, LocalDate day, String prefix, int last) {
    tx.sql()
        .sql(
            "insert into serial_gap (hall, business_day, prefix, last_serial) values (?, ?, ?, ?)"
                + " on conflict (business_day, hall, prefix)"
                + " do update set last_serial = max(serial_gap.last_serial, excluded.last_serial)")
        .params(hall, day.toString(), prefix, last)
        .update();
  }

  @Override
  public Optional<Warning> warning(String hall) {
    LocalDate today = LocalDate.now(clock); // which begins with the first draw
    LocalDate day = days.inForce(hall).filter(today::isBefore).orElse(today);
    Map<String, Integer> gaps = gaps(hall, day);
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    int others = gaps.remove(OTHERS) + 1;
    String first =
        gaps.entrySet().stream()
            .map(gap -> Drawn.number(gap.getKey(), gap.getValue() + 1))
            .collect(Collectors.joining(" "));
    String zh =
        first.isEmpty()
            ? "今天的新号已跳号，恢复后才设置的字母从 %d 起。".formatted(others)
            : "今天的新号已跳号，各字母从以下号码起：%s，恢复后才设置的字母从 %d 起。".formatted(first, others);
    String en =
        first.isEmpty()
            ? "Today's new numbers go on behind a gap, letters set up since the restore from %d."
                .formatted(others)
            : ("Today's new numbers go on behind a gap, each letter from: %s, letters set up since"
                    + " the restore from %d.")
                .formatted(first, others);
    return Optional.of(
        new Warning(
            zh + "号码更小的旧号票不会重号；如有等于或大于以上号码的旧号票，可能重号，请先收回。",
            en
                + " No smaller number is given twice; an old paper with one of these or above may"
                + " be given again, so take it back first."));
  }

  /** The last number skipped of each letter of the day; empty when there was no restore on it. */
  private Map<String, Integer> gaps(String hall, LocalDate day) {
    var gaps = new LinkedHashMap<String, Integer>();
    sql.sql(
            "select prefix, last_serial from serial_gap where business_day = ?"
                + " and hall in (?, ?) order by prefix")
        .params(day.toString(), hall, OTHERS)
        .query(
            row -> {
              gaps.put(row.getString("prefix"), row.getInt("last_serial"));
            });
    return gaps;
  }
}
