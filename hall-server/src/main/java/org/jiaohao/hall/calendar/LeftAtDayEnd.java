package org.jiaohao.hall.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Business days that ended while people still waited or were served: told to the manager until
 * somebody has seen it (N24).
 */
@Component
class LeftAtDayEnd implements AlertRule {
  private final JdbcClient sql;
  private final WritePath writes;

  LeftAtDayEnd(JdbcClient sql, WritePath writes) {
    this.sql = sql;
    this.writes = writes;
  }

  /**
   * What a day left when it ended.
   *
   * @param day the day that ended
   * @param waiting tickets in line
   * @param begun tickets that were called, being served or on hold
   */
  record Left(LocalDate day, int waiting, int begun) {}

  /** One more step of the end of a day. */
  static void add(Tx tx, String hall, LocalDate day, DayEnd.Closed closed) {
    if (closed.waiting() + closed.begun() > 0) {
      tx.sql()
          .sql(
              "insert into day_left (hall, day, waiting, begun) values (?, ?, ?, ?)"
                  + " on conflict (hall, day) do update set seen = 0,"
                  + " waiting = day_left.waiting + excluded.waiting,"
                  + " begun = day_left.begun + excluded.begun")
          .params(hall, day.toString(), closed.waiting(), closed.begun())
          .update();
    }
  }

  /** What a day left; zeros when nobody waited and nothing was begun. */
  static Left of(Tx tx, String hall, LocalDate day) {
    return tx.sql()
        .sql("select * from day_left where hall = ? and day = ?")
        .params(hall, day.toString())
        .query((row, n) -> read(row))
        .optional()
        .orElse(new Left(day, 0, 0));
  }

  /** The last day of a hall that left something; empty when none ever did. */
  Optional<Left> last(String hall) {
    return sql.sql("select * from day_left where hall = ? order by day desc limit 1")
        .param(hall)
        .query((row, n) -> read(row))
        .optional();
  }

  private static Left read(ResultSet row) throws SQLException {
    return new Left(
        LocalDate.parse(row.getString("day")), row.getInt("waiting"), row.getInt("begun"));
  }

  @Override
  public String kind() {
    return "DAY_END";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return sql.sql("select * from day_left where hall = ? and seen = 0 order by day")
        .param(hall)
        .query((row, n) -> trouble(read(row)))
        .list();
  }

  private static Trouble trouble(Left left) {
    return new Trouble(
        left.day().toString(),
        ("工作日 %s 结束时仍有 %d 人在等候、%d 个号已呼叫或在办理，号票均已作废。名单见“日期”页面；"
                + "这些群众再来时请重新取号，并请安排优先办理。看过后请点“已处理”。")
            .formatted(left.day(), left.waiting(), left.begun()),
        ("Business day %s ended with people waiting: %d, and tickets called or being served: %d;"
                + " all of them have expired. The page Date lists them. Whoever comes"
                + " again draws a new number; see that they are served first. Then mark this as"
                + " done.")
            .formatted(left.day(), left.waiting(), left.begun()));
  }

  @Override
  public boolean seen(String hall, String day) {
    writes.run(
        tx ->
            tx.sql()
                .sql("update day_left set seen = 1 where hall = ? and day = ?")
                .params(hall, day)
                .update());
    return true;
  }
}
