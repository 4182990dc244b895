package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.event.WindowEvent;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.window.WindowState;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The log is read on whatever another version of the server wrote into it. */
@CoreTest
class EventLogTest extends CoreTest.Fixture {
  @Autowired WritePath writes;
  @Autowired EventLog log;
  @Autowired JdbcClient sql;
  @Autowired JsonMapper json;

  @Test
  void whatAnotherVersionWroteIsUnknownAndTheNextEventIsRead() {
    long start = log.last();
    append("case-accepted", "case/17", "{\"office\":\"x\"}");
    append("ticket-called", "ticket/old", "{\"ticketId\":\"old\",\"number\":\"A001\"}");
    append("ticket-called", "ticket/broken", "not JSON");
    append(
        "window-opened", "window/3", "{\"window\":{\"no\":\"3\",\"state\":\"FLOATING\"},\"x\":1}");

    List<HallEvent> read = log.after("yj-c00", start, 10).stream().map(StoredEvent::event).toList();

    assertThat(read)
        .containsExactly(
            new HallEvent.Unknown("case-accepted", "case/17"),
            new HallEvent.Unknown("ticket-called", "ticket/old"),
            new HallEvent.Unknown("ticket-called", "ticket/broken"),
            new WindowEvent.Opened(new WindowFacts("3", WindowFacts.State.UNKNOWN)));
  }

  @Test
  void anEventIsReadAsItWasAppended() {
    var opened = new WindowEvent.Opened(new WindowFacts("3", WindowFacts.State.OPEN));
    StoredEvent stored = writes.run(tx -> tx.append("yj-c00", opened, "test"));
    assertThat(log.of("yj-c00", "window/3", 0)).last().isEqualTo(stored);
    assertThat(stored.event()).isEqualTo(opened);
  }

  @Test
  void whoFollowsTheLogReadsTheSameFromMemoryAsFromTheDatabase() {
    var fromDatabase = new EventLog(sql, new RecentEvents(), json);
    long start = log.last();
    for (int i = 0; i < 1100; i++) {
      var closed = new WindowEvent.Closed(new WindowFacts("" + i, WindowFacts.State.CLOSED));
      writes.run(tx -> tx.append("yj-c00", closed, "test"));
    }
    long last = log.last();

    for (long seq : new long[] {0, start, start + 99, start + 101, last - 700, last - 1, last}) {
      for (int limit : new int[] {1, 500, 2000}) {
        assertThat(log.after(seq, limit)).isEqualTo(fromDatabase.after(seq, limit));
      }
    }
    assertThat(log.after(last + 5, 10)).isEmpty();
  }

  /** A command of the console, say {@code account reset}, beside the running server. */
  @Test
  void whatAnotherProcessAppendsIsReadInItsPlace() throws SQLException {
    StoredEvent first = writes.run(tx -> tx.append("yj-c00", closed("1"), "test"));
    StoredEvent foreign;
    String file =
        sql.sql("select file from pragma_database_list where name = 'main'")
            .query(String.class)
            .single();
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
    try (var console =
        new WritePath(
            connection, json, new Ids(), Clock.systemUTC(), new RecentEvents(), event -> {})) {
      foreign = console.run(tx -> tx.append("yj-c00", closed("2"), "console"));
    }
    assertThat(log.after(first.seq(), 10)).extracting(StoredEvent::id).contains(foreign.id());
    StoredEvent third = writes.run(tx -> tx.append("yj-c00", closed("3"), "test"));
    assertThat(log.after(first.seq() - 1, 10))
        .extracting(StoredEvent::id)
        .containsExactly(first.id(), foreign.id(), third.id());
    assertThat(log.after(foreign.seq(), 10)).extracting(StoredEvent::id).contains(third.id());
  }

  private static WindowEvent closed(String window) {
    return new WindowEvent.Closed(new WindowFacts(window, WindowFacts.State.CLOSED));
  }

  /** The contract's words of states are those of the rooms. */
  @Test
  void everyStateHasItsWordInTheContract() {
    assertThat(names(TicketFacts.State.values()))
        .containsExactlyElementsOf(withUnknown(TicketState.values()));
    assertThat(names(WindowFacts.State.values()))
        .containsExactlyElementsOf(withUnknown(WindowState.values()));
  }

  private static List<String> names(Enum<?>[] words) {
    return Stream.of(words).map(Enum::name).toList();
  }

  private static List<String> withUnknown(Enum<?>[] words) {
    return Stream.concat(names(words).stream(), Stream.of("UNKNOWN")).toList();
  }

  private void append(String type, String subject, String data) {
    writes.run(
        tx ->
            tx.sql()
                .sql(
                    "insert into event (id, hall, type, subject, actor, at, data)"
                        + " values (?, 'yj-c00', ?, ?, 'test', ?, ?)")
                .params(type + subject, type, subject, tx.millis(), data)
                .update());
  }
}
