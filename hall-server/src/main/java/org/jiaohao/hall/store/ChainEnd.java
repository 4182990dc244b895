package org.jiaohao.hall.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The last row of the log, as the next one needs it. Lives on the write thread. Read again for each
 * transaction: another program may have written meanwhile.
 */
final class ChainEnd {
  private final JdbcClient sql;
  private LogHead head; // null: not read in this transaction

  ChainEnd(JdbcClient sql) {
    this.sql = sql;
  }

  /** A transaction begins. */
  void begin() {
    head = null;
  }

  /** Where the chain stands, to go back to when a command fails. */
  LogHead mark() {
    return head;
  }

  void backTo(LogHead mark) {
    head = mark;
  }

  /** The next row gets this {@code seq}; it is chained on the last one all the same. */
  void skipTo(long seq) {
    head = new LogHead(seq - 1, end().hash());
  }

  private LogHead end() {
    if (head == null) {
      head = LogHead.read(sql);
    }
    return head;
  }

  /** Appends a row, whose {@code seq} and {@code hash} are given here. */
  LogRow append(LogRow row) {
    LogRow linked =
        new LogRow(
                end().seq() + 1,
                row.id(),
                row.hall(),
                row.type(),
                row.subject(),
                row.actor(),
                row.at(),
                row.data(),
                row.source(),
                row.clock(),
                null)
            .linkedTo(head.hash());
    sql.sql(
            "insert into event (seq, id, hall, type, subject, actor, at, data, source, clock, hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            linked.seq(),
            linked.id(),
            linked.hall(),
            linked.type(),
            linked.subject(),
            linked.actor(),
            linked.at(),
            linked.data(),
            linked.source(),
            linked.clock(),
            linked.hash())
        .update();
    head = new LogHead(linked.seq(), linked.hash());
    return linked;
  }
}
