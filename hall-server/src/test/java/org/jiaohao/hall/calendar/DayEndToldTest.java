package org.jiaohao.hall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jiaohao.hall.RunningHall.HALL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

/** A day that ends while people wait says so, and how many (N24). */
class DayEndToldTest {
  private static final String API = "/api/v1/halls/" + HALL;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir private Path data;

  private RunningHall start() {
    return RunningHall.start(
        data, Ports.free(), RunningHall.NO_BROKER, "spring.profiles.active=demo");
  }

  private static void passTwoDays(RunningHall server) {
    server
        .call(server.demo("admin"), "POST", "/api/v1/demo/clock")
        .body(Map.of("advanceSeconds", Duration.ofDays(2).toSeconds()))
        .expect(200);
  }

  private static Optional<JsonNode> told(RunningHall server, User who) {
    for (JsonNode alert : server.get(who, API + "/alerts")) {
      if (alert.get("kind").asString().equals("DAY_END")) {
        return Optional.of(alert);
      }
    }
    return Optional.empty();
  }

  @Proves("N24")
  @Test
  void ticketsThatExpireWithTheDayAreCountedListedAndToldUntilSomebodyHasSeenIt() throws Exception {
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      User clerk = server.demo("clerk1");
      server.window(clerk, "1", "open");
      for (int i = 0; i < 4; i++) {
        server.draw(manager, "a");
      }
      server.window(clerk, "1", "next"); // A001 was called, A002 to A004 wait
      String day = server.get(manager, API + "/day").get("day").asString();
      passTwoDays(server);
      JsonNode alert =
          await().atMost(DEADLINE).until(() -> told(server, manager), Optional::isPresent).get();
      assertThat(alert.get("messageZh").asString()).contains(day, "3 人在等候", "1 个号已呼叫");
      assertThat(alert.get("messageEn").asString())
          .contains(day, "people waiting: 3", "being served: 1");
      JsonNode left = server.get(manager, API + "/day").get("left");
      assertThat(left.get("day").asString()).isEqualTo(day);
      assertThat(left.get("waiting").asInt()).isEqualTo(3);
      assertThat(left.get("begun").asInt()).isEqualTo(1);
      assertThat(left.get("tickets"))
          .extracting(ticket -> ticket.get("number").asString())
          .containsExactly("A001", "A002", "A003", "A004");
      assertThat(logged(server, day)).isEqualTo("3 1");
      server
          .call(manager, "POST", API + "/alerts/" + alert.get("id").asString() + "/clear")
          .expect(204);
    }
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      var browser = new StaffBrowser(server);
      browser.signIn(manager);
      assertThat(browser.get("/manage/" + HALL + "/day?lang=zh").body())
          .as("the list stays when the alert was seen")
          .contains("3 人在等候", "A002", "A004")
          .doesNotContain("??");
      assertThat(told(server, manager)).isEmpty();
    }
  }

  private static String logged(RunningHall server, String day) {
    return server
        .bean(JdbcClient.class)
        .sql("select data from event where hall = ? and type = 'day-ended'")
        .param(HALL)
        .query(String.class)
        .list()
        .stream()
        .map(RunningHall.JSON::readTree)
        .filter(ended -> ended.get("day").asString().equals(day))
        .map(ended -> ended.get("waiting").asInt() + " " + ended.get("begun").asInt())
        .findFirst()
        .orElse("not in the log");
  }

  @Test
  void aDayThatLeavesNobodyIsNotTold() {
    try (RunningHall server = start()) {
      User manager = server.account(HALL, Role.MANAGER);
      String ticket = server.draw(manager, "a").get("id").asString();
      String day = server.get(manager, API + "/day").get("day").asString();
      server.call(manager, "POST", API + "/tickets/" + ticket + "/cancel").send();
      passTwoDays(server);
      await().atMost(DEADLINE).until(() -> logged(server, day).equals("0 0"));
      assertThat(server.get(manager, API + "/day").get("left").isNull()).isTrue();
      assertThat(told(server, manager)).isEmpty();
    }
  }
}
