package org.jiaohao.hall.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** It was put in where there is none. */
    INSERTED,
    /** Its hash was another one when it was noted elsewhere: it or one before it was rewritten. */
    REWRITTEN
  }

  /**
   * A place where the chain is broken.
   *
   * @param kind what is wrong
   * @param seq the row
   * @param until last row concerned
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

  private Report run() {
    LogHead base = LogHead.base(sql).orElse(new LogHead(0, ""));
    long last = base.seq();
    String head = base.hash();
    List<LogRow> batch = after(Long.MIN_VALUE);
    while (!batch.isEmpty()) {
      for (LogRow row : batch) {
        rows++;
        if (row.seq() <= base.seq()) {
          add(Kind.INSERTED, row.seq(), row.seq());
          continue;
        }
        check(row, last, head);
        last = row.seq();
        head = String.valueOf(row.hash());
      }
      batch = after(batch.getLast().seq());
    }
    checkBase(base);
    int compared = checkAnchors(base, last);
    return new Report(rows, base.seq(), last, head, compared, List.copyOf(faults));
  }

  private List<LogRow> after(long seq) {
    return sql.sql("select * from event where seq > ? order by seq limit ?")
        .params(seq, BATCH)
        .query((row, n) -> LogRow.read(row))
        .list();
  }

  private void check(LogRow row, long last, String head) {
    if (row.seq() > last + 1 && !isRestore(row, last)) {
      add(Kind.MISSING, last + 1, row.seq() - 1);
    } else if (!row.link(head).equals(row.hash())) {
      add(Kind.CHANGED, row.seq(), row.seq());
    }
    String noted = anchors.get(row.seq());
    if (noted != null && !noted.equals(row.hash())) {
      add(Kind.REWRITTEN, row.seq(), row.seq());
    }
  }

  /** After a restore the log goes on behind a gap; what was noted of the lost rows, is missing. */
  private boolean isRestore(LogRow row, long last) {
    boolean restore =
        row.type().equals(RESTORED) && row.data().matches(".*\"last\":" + last + "[,}].*");
    if (restore) {
      anchors.keySet().stream()
          .filter(noted -> noted > last && noted < row.seq())
          .sorted()
          .forEach(noted -> add(Kind.MISSING, noted, noted));
    }
    return restore;
  }

  /**
   * That rows were pruned is itself in the log: else who deletes the oldest just moves the base.
   */
  private void checkBase(LogHead base) {
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

  private int checkAnchors(LogHead base, long last) {
    int compared = 0;
    for (Map.Entry<Long, String> noted : anchors.entrySet()) {
      long seq = noted.getKey();
      if (seq == base.seq() && !noted.getValue().equals(base.hash())) {
        add(Kind.REWRITTEN, seq, seq);
      } else if (seq > last) {
        add(Kind.MISSING, last + 1, seq);
      }
      compared += seq >= base.seq() ? 1 : 0;
    }
    return compared;
  }

  private void add(Kind kind, long seq, long until) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(kind, seq, until));
    }
  }
}
