package org.jiaohao.hall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A clock that was or is wrong, seen from outside (N24). */
class WrongDateTest {
  private static final String DAY = "/api/v1/halls/" + HALL + "/day";

  @TempDir private Path data;

  private RunningHall start() {
    return RunningHall.start(
        data, Ports.free(), RunningHall.NO_BROKER, "spring.profiles.active=demo");
  }

  private static String draw(RunningHall server) {
    return server.draw(server.demo("manager"), "a").get("number").asString();
  }

  /** As if everything had happened earlier: the server then starts after such a pause. */
  private void age(Duration by) throws Exception {
    String url = "jdbc:sqlite:" + data.resolve("hall.db") + "?busy_timeout=10000";
    try (var database = DriverManager.getConnection(url);
        var sql = database.createStatement()) {
      sql.execute("drop trigger if exists event_stays_as_written");
      sql.execute("update event set at = at - " + by.toMillis());
      for (String table :
          new String[] {
            "business_day:day",
            "ticket:business_day",
            "ticket_leg:business_day",
            "ticket_call:business_day",
            "queue_counter:business_day"
          }) {
        String[] name = table.split(":");
        sql.execute(
            "update %s set %s = date(%s, '%+d days')"
                .formatted(name[0], name[1], name[1], -by.toDays()));
      }
    }
  }

  private static JsonNode state(RunningHall server, User who) {
    return server.get(who, DAY);
  }

  private static boolean alerted(RunningHall server, User who) {
    for (JsonNode alert : server.get(who, "/api/v1/halls/" + HALL + "/alerts")) {
      if (alert.get("kind").asString().equals("DATE")) {
        return true;
      }
    }
    return false;
  }

  @Proves("N24")
  @Test
  void aStartLongAfterTheLastEventEndsNoDayWithoutAPersonsWord() throws Exception {
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A001");
    }
    age(Duration.ofDays(40));
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      assertThat(draw(server)).isEqualTo("A002");
      assertThat(state(server, manager).get("inDoubt").asBoolean()).isTrue();
      assertThat(alerted(server, manager)).isTrue();
      String page = page(server, manager);
      assertThat(page).contains("确认日期").doesNotContain("更正工作日");
      server.call(manager, "POST", DAY + "/confirm").body(Map.of("reason", " ")).expect(400);
      server.call(manager, "POST", DAY + "/put-right").body(Map.of("reason", "x")).expect(409);
      server.call(manager, "POST", DAY + "/confirm").body(Map.of("reason", "停电")).expect(200);
      assertThat(state(server, manager).get("inDoubt").asBoolean()).isFalse();
      assertThat(draw(server)).isEqualTo("A001");
      server.call(manager, "POST", DAY + "/confirm").body(Map.of("reason", "again")).expect(409);
    }
  }

  /** Who sees a strange date starts the server once more; its last event is then a moment old. */
  @Test
  void aSecondStartEndsNoDayEither() throws Exception {
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A001");
    }
    age(Duration.ofDays(40));
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A002");
    }
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A003");
      JsonNode state = state(server, server.account(HALL, Role.MANAGER));
      assertThat(state.get("inDoubt").asBoolean()).isTrue();
      assertThat(state.get("pauseHours").asLong()).isEqualTo(40 * 24);
    }
    age(Duration.ofDays(-40)); // the clock was ahead, and is right now
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A004");
      server.clock().advance(Duration.ofDays(1));
      assertThat(draw(server)).as("nothing is in doubt any more").isEqualTo("A001");
    }
  }

  /** While the server was off its clock was set back, by more than an hour on the same day. */
  @Test
  void aStartWithAClockThatWasSetBackLetsNoTimeRunBackwards() throws Exception {
    try (RunningHall server = start()) {
      draw(server);
    }
    age(Duration.ofHours(-3));
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      draw(server);
      JdbcClient sql = server.bean(JdbcClient.class);
      assertThat(
              sql.sql(
                      "select count(*) from event e where exists"
                          + " (select 1 from event o where o.seq < e.seq and o.at > e.at)")
                  .query(Integer.class)
                  .single())
          .as("times that run backwards")
          .isZero();
      assertThat(state(server, manager).get("jumpSeconds").asLong()).isBetween(-10_900L, -10_700L);
      assertThat(alerted(server, manager)).isTrue();
    }
  }

  @Test
  void aNightOfRestEndsTheDayByItselfWhenNobodyWaits() throws Exception {
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A001");
      server.clock().advance(Duration.ofMinutes(1));
    }
    age(Duration.ofDays(1));
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hall.db"));
        var sql = database.createStatement()) {
      sql.execute("update ticket set state = 'CANCELLED'");
    }
    try (RunningHall server = start()) {
      assertThat(draw(server)).isEqualTo("A001");
    }
  }

  @Test
  void aDayWithAWrongDateIsPutRightAndTakesNoNumberTwice() throws Exception {
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      assertThat(draw(server)).isEqualTo("A001");
      assertThat(draw(server)).isEqualTo("A002");
    }
    age(Duration.ofDays(-40)); // everything so far happened on a date that is yet to come
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      assertThat(draw(server)).isEqualTo("A003");
      assertThat(state(server, manager).get("ahead").asBoolean()).isTrue();
      assertThat(alerted(server, manager)).isTrue();
      assertThat(page(server, manager)).contains("更正工作日");
      server.call(manager, "POST", DAY + "/put-right").body(Map.of("reason", "时钟")).expect(200);
      LocalDate today = LocalDate.ofInstant(server.clock().instant(), RunningHall.ZONE);
      JsonNode right = state(server, manager);
      assertThat(right.get("day").asString()).isEqualTo(today.toString());
      assertThat(right.get("ahead").asBoolean()).isFalse();
      assertThat(draw(server)).isEqualTo("A004");
      assertThat(server.get(manager, "/api/v1/halls/" + HALL + "/queues").toString())
          .contains("\"waiting\":4");
      server.clock().advance(Duration.ofDays(1));
      assertThat(draw(server)).isEqualTo("A001"); // tomorrow is not taken hostage
    }
  }

  /** Its times would be the newest until their date has come. */
  @Test
  void whatAClockAheadWroteRulesNeitherTheBoardNorTheNextDays() throws Exception {
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      User clerk = server.demo("clerk1");
      server.clock().advance(Duration.ofDays(40));
      server.window(clerk, "1", "open");
      for (int i = 0; i < 2; i++) {
        draw(server);
        server.window(clerk, "1", "next");
        server.window(clerk, "1", "start");
      }
      server.clock().advance(Duration.ofDays(-40).plusMinutes(10));
      server.call(manager, "POST", DAY + "/put-right").body(Map.of("reason", "时钟")).expect(200);
      assertThat(draw(server)).isEqualTo("A003");
      server.window(clerk, "1", "next");
      JsonNode board = server.get(manager, "/api/v1/halls/" + HALL + "/board");
      assertThat(board.at("/calls/0/number").asString()).isEqualTo("A003");
      long now = server.clock().millis();
      JdbcClient sql = server.bean(JdbcClient.class);
      for (String time :
          new String[] {
            "ticket:drawn_at",
            "ticket:started_at",
            "ticket_leg:ended_at",
            "ticket_leg:since",
            "ticket_call:called_at",
            "window_state:since"
          }) {
        String[] name = time.split(":");
        long latest =
            sql.sql("select max(%s) from %s".formatted(name[1], name[0]))
                .query(Long.class)
                .single();
        assertThat(latest).as(time).isBetween(now - Duration.ofHours(1).toMillis(), now);
      }
    }
  }

  private static String page(RunningHall server, User who) throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(who);
    return browser.get("/manage/" + HALL + "/day").body();
  }
}
