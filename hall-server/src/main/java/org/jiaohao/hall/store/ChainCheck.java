package org.jiaohao.hall.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.LogEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Follows the chain of the log from its base to its end, and names what does not fit (N17). */
public final class ChainCheck {
  /** Faults that are listed at most; a rewritten log has as many as it has rows. */
  public static final int MOST_FAULTS = 20;

  private static final int BATCH = 5000;
  private static final String RESTORED = HallEvent.typeOf(LogEvent.Restored.class);

  private final JdbcClient sql;
  private final Map<Long, String> anchors;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private LogHead base;
  private LogHead end; // the last row that belongs to the chain
  private long rows;

  private ChainCheck(JdbcClient sql, Map<Long, String> anchors) {
    this.sql = sql;
    this.anchors = anchors;
  }

  /** What is wrong with a row. */
  public enum Kind {
    /** It is not as it was written, or the row before it is not. */
    CHANGED,
    /** It and all up to {@code until} were deleted. */
    MISSING,
    /** It was put in where there can be none: before the base, or in the gap of a restore. */
    INSERTED,
    /** Its hash was another one when it was noted elsewhere: it or one before it was rewritten. */
    REWRITTEN
  }

  /**
   * A place where the chain is broken.
   *
   * @param kind what is wrong
   * @param seq the row
   * @param until last row concerned; all between them are
   */
  public record Fault(Kind kind, long seq, long until) {}

  /**
   * What was found.
   *
   * @param rows rows that were read
   * @param base last row that was pruned, 0 when none was
   * @param last last row
   * @param head its hash; note it elsewhere to prove later that nothing before it was rewritten
   * @param compared noted hashes that were compared
   * @param faults at most {@link #MOST_FAULTS}; empty when the log is as it was written
   */
  public record Report(
      long rows, long base, long last, String head, int compared, List<Fault> faults) {
    /** Whether nothing is wrong. */
    public boolean intact() {
      return faults.isEmpty();
    }
  }

  /**
   * Checks the whole log.
   *
   * @param sql a connection to the database
   * @param anchors hashes that were noted elsewhere, by {@code seq}; those of pruned rows, but for
   *     the last one, cannot be compared any more
   */
  public static Report run(JdbcClient sql, Map<Long, String> anchors) {
    return new ChainCheck(sql, anchors).run();
  }

  /**
   * After a restore the log goes on behind a gap, in which there are no rows.
   *
   * @param last the row before it
   * @param next the row behind it, which says so
   * @param linked whether that one is chained on the row before it
   */
  private record Gap(long last, long next, boolean linked) {
    boolean holds(long seq) {
      return last < seq && seq < next;
    }
  }

  private Report run() {
    base = LogHead.base(sql).orElse(new LogHead(0, ""));
    end = base;
    findGaps();
    List<LogRow> batch = after(Long.MIN_VALUE);
    while (!batch.isEmpty()) {
      for (LogRow row : batch) {
        rows++;
        if (isInserted(row)) {
          add(Kind.INSERTED, row.seq(), row.seq());
        } else {
          check(row);
          end = new LogHead(row.seq(), String.valueOf(row.hash()));
        }
      }
      batch = after(batch.getLast().seq());
    }
    checkBase();
    int compared = checkAnchors();
    return new Report(rows, base.seq(), end.seq(), end.hash(), compared, List.copyOf(faults));
  }

  private List<LogRow> after(long seq) {
    return sql.sql("select * from event where seq > ? order by seq limit ?")
        .params(seq, BATCH)
        .query((row, n) -> LogRow.read(row))
        .list();
  }

  private void findGaps() {
    sql
        .sql("select * from event where type = ? and seq > ? order by seq")
        .params(RESTORED, base.seq())
        .query((row, n) -> LogRow.read(row))
        .list()
        .stream()
        .flatMap(row -> gapBefore(row).stream())
        .forEach(gaps::add);
  }

  private Optional<Gap> gapBefore(LogRow row) {
    OptionalLong last = LogRow.last(row.data());
    if (!row.type().equals(RESTORED) || last.isEmpty()) {
      return Optional.empty();
    }
    long seq = last.getAsLong();
    boolean linked = hashOf(seq).map(row::link).filter(link -> link.equals(row.hash())).isPresent();
    return Optional.of(new Gap(seq, row.seq(), linked));
  }

  private Optional<String> hashOf(long seq) {
    return seq == base.seq()
        ? Optional.of(base.hash())
        : sql.sql("select coalesce(hash, '') from event where seq = ?")
            .param(seq)
            .query(String.class)
            .optional();
  }

  /** A row where none can be: before the base, or in the gap of a restore. */
  private boolean isInserted(LogRow row) {
    return row.seq() <= base.seq()
        || gaps.stream()
            .filter(gap -> gap.last >= end.seq() && gap.holds(row.seq()))
            .anyMatch(gap -> gap.linked || row.seq() > end.seq() + 1 || !isLinked(row));
  }

  private boolean isLinked(LogRow row) {
    return row.link(end.hash()).equals(row.hash());
  }

  private void check(LogRow row) {
    Optional<Gap> gap = gapBefore(row).filter(each -> each.last >= end.seq());
    long before = gap.map(Gap::last).orElse(row.seq() - 1);
    if (before > end.seq()) {
      add(Kind.MISSING, end.seq() + 1, before);
    } else if (!isLinked(row)) {
      add(Kind.CHANGED, row.seq(), row.seq());
    }
    gap.ifPresent(this::addNotedIn);
    String noted = anchors.get(row.seq());
    if (noted != null && !noted.equals(row.hash())) {
      add(Kind.REWRITTEN, row.seq(), row.seq());
    }
  }

  /** What was noted of rows that a restore has lost, is missing. */
  private void addNotedIn(Gap gap) {
    noted().filter(gap::holds).forEach(seq -> add(Kind.MISSING, seq, seq));
  }

  private LongStream noted() {
    return anchors.keySet().stream().mapToLong(Long::longValue).sorted();
  }

  /**
   * That rows were pruned is itself in the log: else who deletes the oldest just moves the base.
   */
  private void checkBase() {
    if (base.seq() == 0) {
      return;
    }
    boolean told =
        sql.sql("select exists (select 1 from event where type = 'log-pruned' and data like ?)")
            .param("%\"last\":" + base.seq() + ",\"hash\":\"" + base.hash() + "\"%")
            .query(Boolean.class)
            .single();
    if (!told) {
      add(Kind.MISSING, 1, base.seq());
    }
  }

  private int checkAnchors() {
    String atBase = anchors.get(base.seq());
    if (atBase != null && !atBase.equals(base.hash())) {
      add(Kind.REWRITTEN, base.seq(), base.seq());
    }
    noted()
        .filter(seq -> seq > end.seq())
        .max()
        .ifPresent(last -> add(Kind.MISSING, end.seq() + 1, last));
    return (int) noted().filter(seq -> seq >= base.seq()).count();
  }

  /** Rows that are gone side by side are one fault. */
  private void add(Kind kind, long seq, long until) {
    Fault before = faults.isEmpty() ? null : faults.getLast();
    if (kind == Kind.MISSING && before != null && before.kind == kind && before.until + 1 == seq) {
      faults.set(faults.size() - 1, new Fault(kind, before.seq, until));
    } else if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(kind, seq, until));
    }
  }
}
