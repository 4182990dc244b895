package org.jiaohao.hall.window;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.hall.store.Tx;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores the live part of windows. A window without a row is closed. */
final class LiveWindows {
  private LiveWindows() {}

  /** The live part of one window. */
  static LiveWindow get(JdbcClient sql, String hall, String no) {
    return sql.sql("select * from window_state where hall = ? and window_no = ?")
        .params(hall, no)
        .query((row, n) -> LiveWindow.read(row))
        .optional()
        .orElseGet(() -> LiveWindow.closed(hall, no));
  }

  /** The windows of a hall that have a live part, by number. */
  static Map<String, LiveWindow> of(JdbcClient sql, String hall) {
    return sql
        .sql("select * from window_state where hall = ?")
        .param(hall)
        .query((row, n) -> LiveWindow.read(row))
        .list()
        .stream()
        .collect(Collectors.toMap(LiveWindow::no, Function.identity()));
  }

  /** Windows of all halls that have been in a state since {@code latest} or longer. */
  static List<LiveWindow> inStateSince(JdbcClient sql, WindowState state, long latest) {
    return sql.sql("select * from window_state where state = ? and since <= ?")
        .params(state.name(), latest)
        .query((row, n) -> LiveWindow.read(row))
        .list();
  }

  /** Windows of all halls that are at work, but nobody has them. */
  static List<LiveWindow> unattended(JdbcClient sql) {
    return sql.sql("select * from window_state where clerk is null and state in (:working)")
        .param(
            "working",
            WindowState.STORED.stream().filter(WindowState::working).map(Enum::name).toList())
        .query((row, n) -> LiveWindow.read(row))
        .list();
  }

  /** The windows that somebody has. */
  static List<LiveWindow> ofClerk(JdbcClient sql, String username) {
    return sql.sql("select * from window_state where clerk = ?")
        .param(username)
        .query((row, n) -> LiveWindow.read(row))
        .list();
  }

  /** Stores a change. */
  static void save(Tx tx, LiveWindow live) {
    tx.sql()
        .sql(
            "insert into window_state (hall, window_no, state, since, reason, clerk, clerk_name)"
                + " values (:hall, :no, :state, :since, :reason, :clerk, :clerkName)"
                + " on conflict (hall, window_no) do update set state = excluded.state,"
                + " since = excluded.since, reason = excluded.reason, clerk = excluded.clerk,"
                + " clerk_name = excluded.clerk_name")
        .param("hall", live.hall())
        .param("no", live.no())
        .param("state", live.state().name())
        .param("since", live.since())
        .param("reason", live.reason())
        .param("clerk", live.clerk())
        .param("clerkName", live.clerkName())
        .update();
  }

  /** Closes every window of a hall. */
  static void closeAll(Tx tx, String hall) {
    tx.sql()
        .sql(
            "update window_state set state = 'CLOSED', since = :now, reason = null, clerk = null,"
                + " clerk_name = null where hall = :hall")
        .param("now", tx.millis())
        .param("hall", hall)
        .update();
  }
}
