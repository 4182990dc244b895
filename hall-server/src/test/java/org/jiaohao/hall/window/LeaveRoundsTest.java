package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The round over all short leaves. */
@CoreTest
class LeaveRoundsTest extends CoreTest.Fixture {
  @Autowired LeaveRounds rounds;
  @Autowired JdbcClient sql;
  @Autowired WritePath writes;
  @Autowired HallClock clock;

  /** The database is shared with other tests. */
  @AfterEach
  void refuseNoMore() {
    run("drop trigger if exists refused");
  }

  /** Some windows before and some behind the one at which the work fails. */
  @Test
  void aWindowThatFailsKeepsNoOtherFromItsEnd() {
    List<String> windows =
        sql.sql(
                "select hall || '/' || no from hall_window where no <> '0' and retired_at is"
                    + " null order by hall, no")
            .query(String.class)
            .list()
            .subList(0, 5);
    windows.forEach(this::leave);
    refuse(windows.get(2));
    clock.advance(Duration.ofMinutes(4));
    rounds.overdueLeaves();
    rounds.overdueLeaves();
    for (String window : windows) {
      assertThat(state(window))
          .as(window)
          .isEqualTo(window.equals(windows.get(2)) ? "SHORT_LEAVE" : "OVERDUE");
    }
    refuseNoMore();
    rounds.overdueLeaves();
    assertThat(state(windows.get(2))).isEqualTo("OVERDUE");
  }

  private void leave(String window) {
    String[] name = window.split("/");
    writes.run(
        tx -> {
          LiveWindows.save(
              tx,
              new LiveWindow(
                  name[0], name[1], WindowState.SHORT_LEAVE, tx.millis(), null, "c", "张三"));
          return null;
        });
  }

  private void refuse(String window) {
    run(
        "create trigger refused before update on window_state when new.hall || '/' || new.window_no"
            + " = '%s' begin select raise(abort, 'broken'); end".formatted(window));
  }

  private void run(String statement) {
    writes.run(tx -> tx.sql().sql(statement).update());
  }

  private String state(String window) {
    return sql.sql("select state from window_state where hall || '/' || window_no = ?")
        .param(window)
        .query(String.class)
        .single();
  }
}
