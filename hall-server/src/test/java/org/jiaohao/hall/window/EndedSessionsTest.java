package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.identity.StaffSessions;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import tools.jackson.databind.JsonNode;

/** However a session ends, nobody waits for a window where nobody is (N16). */
@Proves("N16")
class EndedSessionsTest {
  private static final String WINDOWS = "/api/v1/halls/" + HALL + "/windows/";
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static RunningHall server;

  @TempDir Path data;

  private static String[] settings(Duration idle) {
    return new String[] {
      "spring.profiles.active=demo",
      "jiaohao.idle-sign-out=" + idle.toMillis() + "ms",
      RunningHall.NO_BROKER
    };
  }

  @BeforeAll
  static void start() {
    server = RunningHall.start(settings(IDLE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode window(RunningHall hall, String no) {
    return hall.get(hall.demo("manager"), WINDOWS + no);
  }

  private static String state(RunningHall hall, String no) {
    return window(hall, no).get("state").asString();
  }

  private static void awaitPause(RunningHall hall, String no) {
    RunningHall.await(no + " pauses", () -> state(hall, no).equals("PAUSED"));
    assertThat(window(hall, no).get("clerk").isNull()).isTrue();
  }

  private static boolean told(RunningHall hall, String kind, String subject) {
    return hall.bean(Alerts.class).open(HALL).stream()
        .anyMatch(alert -> alert.kind().equals(kind) && alert.subject().equals(subject));
  }

  /** The queue that a window calls from. */
  private static String queue(RunningHall hall, String no) {
    return window(hall, no).get("queues").get(0).asString();
  }

  /** Somebody who signs in and opens a window on its page. */
  private static StaffBrowser atWork(RunningHall hall, User clerk, String no) throws Exception {
    var browser = new StaffBrowser(hall);
    browser.signIn(clerk);
    String token = browser.token("/account/password");
    assertThat(browser.post(WINDOWS + no + "/open", token)).isEqualTo(200);
    return browser;
  }

  private static User clerk(RunningHall hall) {
    return hall.account(HALL, Role.CLERK);
  }

  private static String to(StaffBrowser browser, String page) throws Exception {
    return browser.get(page).headers().firstValue("Location").orElse("");
  }

  /** A program sends its password each time, and has no session that could end. */
  @Test
  void aFreeWindowPausesWhenItsClerkDoesNothingAndAProgramsWindowStays() throws Exception {
    server.window(clerk(server), "1", "open");
    StaffBrowser browser = atWork(server, clerk(server), "21");
    server.draw(server.demo("guide"), "k");
    assertThat(told(server, "NO_WINDOW", "k")).isFalse();
    awaitPause(server, "21");
    RunningHall.await("the alert", () -> told(server, "NO_WINDOW", "k"));
    assertThat(
            server.get(server.demo("manager"), "/api/v1/halls/" + HALL + "/queues").valueStream())
        .filteredOn(queue -> queue.get("id").asString().equals("k"))
        .allMatch(queue -> queue.get("openWindows").asInt() == 0)
        .hasSize(1);
    assertThat(state(server, "1")).isEqualTo("OPEN");

    String page = "/clerk/" + HALL + "/21";
    browser.background(page + "/live"); // the page's own request comes first
    assertThat(to(browser, page)).endsWith("/login?idle&paused");
    assertThat(to(browser, page)).as("loaded again").endsWith("/login?idle&paused");
    assertThat(browser.get("/login?idle&paused&lang=zh").body()).contains("没有人操作", "已暂停服务");
    assertThat(browser.get("/login?idle&paused&lang=en").body())
        .contains("nobody used it for", "has been paused");
    browser.signIn(clerk(server));
    assertThat(server.get(server.demo("manager"), WINDOWS + "21").get("state").asString())
        .as("until its page resumes it")
        .isEqualTo("PAUSED");
  }

  @Test
  void aTicketStaysAndSomebodyIsTold() throws Exception {
    User clerk = clerk(server);
    StaffBrowser browser = atWork(server, clerk, "2");
    JsonNode ticket = server.draw(server.demo("guide"), queue(server, "2"));
    server.window(clerk, "2", "next");
    RunningHall.await("told", () -> told(server, "UNATTENDED_TICKET", "2"));
    assertThat(state(server, "2")).isEqualTo("BUSY");
    assertThat(to(browser, "/clerk/" + HALL + "/2")).endsWith("/login?idle");

    server.window(clerk(server), "2", "recall"); // takes it over
    RunningHall.await("over", () -> !told(server, "UNATTENDED_TICKET", "2"));
    String id = window(server, "2").get("ticket").get("id").asString();
    assertThat(id).isEqualTo(ticket.get("id").asString());
  }

  /** The guide passes the ticket on: nobody is at the window, and now it is free. */
  @Test
  void aWindowThatNobodyHasPausesWhenItsTicketIsPassedOn() throws Exception {
    User clerk = clerk(server);
    atWork(server, clerk, "4");
    String queue = queue(server, "4");
    server.draw(server.demo("guide"), queue);
    server.window(clerk, "4", "next");
    String id = window(server, "4").get("ticket").get("id").asString();
    RunningHall.await("gone", () -> window(server, "4").get("clerk").isNull());
    server
        .call(
            server.demo("guide"), "POST", "/api/v1/halls/" + HALL + "/tickets/" + id + "/transfer")
        .body(Map.of("queue", queue))
        .expect(200);
    awaitPause(server, "4");
    RunningHall.await("over", () -> !told(server, "UNATTENDED_TICKET", "4"));
  }

  @Test
  void aWindowStaysAsLongAsItsClerkIsAtWorkAnywhere() throws Exception {
    User clerk = clerk(server);
    StaffBrowser forgotten = atWork(server, clerk, "22");
    var here = new StaffBrowser(server);
    here.signIn(clerk);
    RunningHall.await(
        "the end of one",
        () -> {
          here.get("/clerk/" + HALL);
          return forgotten.background("/clerk/" + HALL).statusCode() != 200;
        });
    assertThat(state(server, "22")).isEqualTo("OPEN");
    assertThat(to(forgotten, "/clerk/" + HALL)).endsWith("/login?idle");
    awaitPause(server, "22");
    assertThat(to(here, "/clerk/" + HALL)).endsWith("/login?idle&paused");
  }

  @Test
  void aSessionThatIsDroppedEndsLikeAnyOther() throws Exception {
    User clerk = clerk(server);
    atWork(server, clerk, "16");
    var register = server.bean(SessionRegistry.class);
    register.getAllPrincipals().stream()
        .flatMap(who -> register.getAllSessions(who, false).stream())
        .filter(session -> session.getPrincipal().toString().contains(clerk.username()))
        .map(SessionInformation::getSessionId)
        .toList()
        .forEach(register::removeSessionInformation);
    awaitPause(server, "16");
  }

  @Test
  void aPauseThatCouldNotBeStoredIsMadeUpFor() throws Exception {
    atWork(server, clerk(server), "17");
    run(
        "create trigger refused before update on window_state when new.window_no = '17'"
            + " begin select raise(abort, 'broken'); end");
    var asks = new StaffBrowser(server);
    asks.signIn(clerk(server));
    RunningHall.await("idle", () -> asks.background("/clerk/" + HALL).statusCode() != 200);
    assertThat(state(server, "17")).isEqualTo("OPEN");
    run("drop trigger refused");
    awaitPause(server, "17");
  }

  private static void run(String statement) {
    server.bean(WritePath.class).run(tx -> tx.sql().sql(statement).update());
  }

  /** Sessions are lost with the server; people sign in again, or do not. */
  @Test
  void aWindowWhoseClerkDoesNotComeBackAfterARestartPauses() throws Exception {
    User program;
    User back;
    User atPad;
    try (RunningHall before = RunningHall.start(data, 0, settings(Duration.ofMinutes(15)))) {
      program = clerk(before);
      back = clerk(before);
      before.window(program, "1", "open");
      atWork(before, clerk(before), "2");
      atWork(before, back, "3");
      atPad = clerk(before);
      atWork(before, atPad, "5");
    }
    try (RunningHall after = RunningHall.start(data, 0, settings(Duration.ofSeconds(12)))) {
      assertThat(List.of("1", "2", "3", "5")).allMatch(no -> state(after, no).equals("OPEN"));
      var browser = new StaffBrowser(after);
      browser.signIn(back);
      RunningHall.await(
          "the pause",
          () -> {
            browser.get("/clerk/" + HALL);
            after.bean(StaffSessions.class).actedAs(atPad.username());
            return state(after, "2").equals("PAUSED");
          });
      assertThat(List.of("1", "3", "5")).allMatch(no -> state(after, no).equals("OPEN"));
      assertThat(window(after, "1").get("clerk").isNull()).isFalse();
      awaitPause(after, "3");
      awaitPause(after, "5");
    }
  }

  /** A command at the machine, while the server is off, takes the account away. */
  @Test
  void aWindowWhoseClerkLostTheAccountMeanwhilePausesAtTheStart() throws Exception {
    String name;
    try (RunningHall before = RunningHall.start(data, 0, settings(Duration.ofMinutes(15)))) {
      User clerk = clerk(before);
      name = clerk.username();
      atWork(before, clerk, "2");
      before // as the command does, which knows no windows
          .bean(WritePath.class)
          .run(
              tx ->
                  tx.sql()
                      .sql("update account set active = 0 where username = ?")
                      .param(name)
                      .update());
    }
    try (RunningHall after = RunningHall.start(data, 0, settings(Duration.ofMinutes(15)))) {
      awaitPause(after, "2");
    }
  }
}
