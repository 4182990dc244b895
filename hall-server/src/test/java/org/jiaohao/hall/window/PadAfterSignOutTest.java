package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A pad acts for whoever is at its window, and for nobody who is no longer signed in (N16). */
@Proves("N16")
class PadAfterSignOutTest {
  private static final String WINDOWS = "/api/v1/halls/" + HALL + "/windows/";
  private static final Duration IDLE = Duration.ofSeconds(8);
  private static RunningHall server;
  private static User pad;
  private static User auditor;

  @BeforeAll
  static void start() {
    server =
        RunningHall.start(
            "spring.profiles.active=demo",
            "jiaohao.idle-sign-out=" + IDLE.toMillis() + "ms",
            RunningHall.NO_BROKER);
    pad = server.enrolWithPads("pads");
    auditor = server.account(null, Role.AUDITOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> press(String no, String key) {
    return server.call(pad, "POST", WINDOWS + no + "/key").body(new PadKey(key, "")).send();
  }

  private static void dead(String no) {
    for (String key : List.of("CALL", "RECALL", "PAUSE")) {
      HttpResponse<String> answer = press(no, key);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      assertThat(answer.body()).contains("window-not-open", "没有人员登录", "the pad works again");
    }
  }

  private static JsonNode window(String no) {
    return server.get(server.demo("manager"), WINDOWS + no);
  }

  /** Opens a window and calls somebody. */
  private static User atWork(String no) {
    User clerk = server.account(HALL, Role.CLERK);
    server.window(clerk, no, "open");
    server.draw(server.demo("guide"), window(no).get("queues").get(0).asString());
    server.window(clerk, no, "next");
    assertThat(window(no).get("ticket").isNull()).isFalse();
    return clerk;
  }

  /** Types of the entries of somebody, oldest first. */
  private static List<String> acts(User who) {
    var types = new ArrayList<String>();
    server
        .get(auditor, "/api/v1/audit?actor=" + who.username())
        .forEach(entry -> types.add(entry.get("type").asString()));
    Collections.reverse(types);
    return types;
  }

  /** How somebody is no longer signed in. */
  enum Gone {
    SIGNED_OUT,
    REPLACED_AT_THE_SIGN_IN,
    IDLE,
    DEACTIVATED,
    OTHER_ROLES,
    RESET
  }

  private static void go(Gone how, User clerk, StaffBrowser browser, User next, String page)
      throws Exception {
    String account = "/api/v1/accounts/" + clerk.username();
    User admin = server.demo("admin");
    switch (how) {
      case SIGNED_OUT -> browser.submit("/account/password", "/logout", Map.of("then", page));
      case REPLACED_AT_THE_SIGN_IN -> browser.signIn(next);
      case IDLE -> RunningHall.await("the end", () -> browser.background(page).statusCode() != 200);
      case DEACTIVATED -> server.call(admin, "POST", account + "/deactivate").expect(204);
      case OTHER_ROLES ->
          server
              .call(admin, "PUT", account + "/roles")
              .body(Map.of("roles", List.of("GUIDE")))
              .expect(204);
      case RESET -> server.call(admin, "POST", account + "/reset").expect(200);
      default -> throw new AssertionError(how);
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePadIsDeadUntilTheNextOneTakesTheWindowOver(Gone how) throws Exception {
    String no = String.valueOf(1 + how.ordinal());
    String page = "/clerk/" + HALL + "/" + no;
    User one = atWork(no);
    User two = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(one);
    String number = window(no).get("ticket").get("number").asString();
    go(how, one, browser, two, page);
    List<String> before = acts(one);
    dead(no);
    assertThat(window(no).get("ticket").get("number").asString()).as("it stays").isEqualTo(number);
    assertThat(window(no).get("clerk").isNull()).isTrue();
    var next = new StaffBrowser(server);
    next.signIn(two);
    assertThat(next.get(page + "?lang=en").body()).contains("With your next key you take it over");
    dead(no);
    server.window(two, no, "start");
    assertThat(acts(two)).endsWith("window-opened", "ticket-started");
    assertThat(next.get(page).body()).doesNotContain("id=\"nobody\"");
    assertThat(press(no, "CALL").statusCode()).isEqualTo(200);
    assertThat(acts(two)).contains("ticket-finished");
    assertThat(acts(one)).as("nothing in the first one's name").isEqualTo(before);
  }

  @Test
  void aWindowThatPausesBelongsToNobodyEither() throws Exception {
    User one = server.account(HALL, Role.CLERK);
    server.window(one, "8", "open");
    server.window(one, "8", "pause");
    var browser = new StaffBrowser(server);
    browser.signIn(one);
    browser.submit("/account/password", "/logout", Map.of());
    dead("8");
    assertThat(acts(one).getLast()).isEqualTo("account-signed-out");
  }

  @Test
  void whoIsAtWorkInAnotherBrowserIsStillThere() throws Exception {
    User one = atWork("9");
    var forgotten = new StaffBrowser(server);
    forgotten.signIn(one);
    var here = new StaffBrowser(server);
    here.signIn(one);
    String page = "/clerk/" + HALL + "/9";
    RunningHall.await(
        "the end of the other one",
        () -> {
          here.get(page);
          return forgotten.background(page).statusCode() != 200;
        });
    assertThat(press("9", "CALL").statusCode()).isEqualTo(200);
  }
}
