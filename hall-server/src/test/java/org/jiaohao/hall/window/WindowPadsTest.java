package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A screen's credentials press the keys of the pads that hang at it, and no others (N18). */
@Proves("N18")
class WindowPadsTest {
  private static final String BASE = "/api/v1/halls/" + HALL;
  private static RunningHall server;
  private static User technician;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    technician = server.account(HALL, Role.TECHNICIAN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> press(User agent, String window) {
    return server
        .call(agent, "POST", BASE + "/windows/" + window + "/key")
        .body(new PadKey("CALL", ""))
        .send();
  }

  private static HttpResponse<String> put(String agent, Object body) {
    return server.call(technician, "PUT", BASE + "/agents/" + agent + "/pads").body(body).send();
  }

  private static void enter(String agent, String... windows) {
    HttpResponse<String> answer = put(agent, Map.of("windows", List.of(windows)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String windowNow(String no) {
    return server.get(server.demo("manager"), BASE + "/windows/" + no).toString();
  }

  private static List<String> alerts(String agent) {
    return server
        .get(technician, BASE + "/alerts")
        .valueStream()
        .map(JsonNode::toString)
        .filter(alert -> alert.contains("PAD_NOT_KNOWN") && alert.contains("\"" + agent + "\""))
        .toList();
  }

  private static String page() throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(technician);
    return browser.get("/manage/" + HALL + "/devices").body();
  }

  @Test
  void anAgentWithoutThePadPressesNothingAndStaffIsTold() throws Exception {
    User stolen = server.enrol(HALL, "pads-stolen", "DISPLAY");
    User clerk = server.account(HALL, Role.CLERK);
    server.window(clerk, "5", "open");
    server.draw(server.demo("guide"), "a");
    String before = windowNow("5");
    HttpResponse<String> answer = press(stolen, "5");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("pad-not-known", "“设备”页面", "page Devices");
    assertThat(windowNow("5")).isEqualTo(before);
    await("staff is told", () -> alerts("pads-stolen").size() == 1);
    assertThat(page()).contains("5 号窗口呼叫器的按键来自此终端");
    enter("pads-stolen", "5");
    await("and told no more", () -> alerts("pads-stolen").isEmpty());
    assertThat(press(stolen, "5").statusCode()).isEqualTo(200);
    assertThat(press(stolen, "6").statusCode()).isEqualTo(403);
    assertThat(press(stolen, "99").statusCode()).isEqualTo(404);
    assertThat(page()).doesNotContain("5 号窗口呼叫器的按键来自此终端");
  }

  @Test
  void aPadThatIsMovedLeavesTheFirstAgent() {
    User first = server.enrol(HALL, "pads-first", "DISPLAY");
    User second = server.enrol(HALL, "pads-second", "DISPLAY");
    server.window(server.account(HALL, Role.CLERK), "7", "open");
    enter("pads-first", "7", "8", "8");
    assertThat(press(first, "7").statusCode()).isEqualTo(200);
    enter("pads-second", "7");
    assertThat(press(first, "7").statusCode()).isEqualTo(403);
    assertThat(press(second, "7").statusCode()).isEqualTo(200);
    JsonNode agents = server.get(technician, BASE + "/agents");
    assertThat(
            agents
                .valueStream()
                .filter(agent -> agent.get("id").asString().equals("pads-first"))
                .map(agent -> agent.get("pads") + " " + agent.get("strangePads")))
        .containsExactly("[\"8\"] [\"7\"]");
    assertThat(
            server
                .get(server.account(null, Role.AUDITOR), "/api/v1/audit?text=agent/pads-first")
                .toString())
        .contains("agent-pads-placed");
  }

  /** A machine that takes its place has them: somebody has replaced the box. */
  @Test
  void padsEndWithTheirAgentButNotWithItsMachine() {
    User first = server.enrol(HALL, "pads-ended", "DISPLAY");
    server.window(server.account(HALL, Role.CLERK), "11", "open");
    enter("pads-ended", "11");
    User replaced = server.enrol(HALL, "pads-ended", "DISPLAY");
    assertThat(press(first, "11").statusCode()).isEqualTo(401);
    assertThat(press(replaced, "11").statusCode()).isEqualTo(200);
    assertThat(press(replaced, "12").statusCode()).isEqualTo(403);
    await("staff is told", () -> alerts("pads-ended").size() == 1);
    server
        .call(technician, "DELETE", BASE + "/agents/pads-ended")
        .header("Idempotency-Key", "pads-ended-0123456789")
        .expect(204);
    await("and told no more", () -> alerts("pads-ended").isEmpty());
    User anew = server.enrol(HALL, "pads-ended", "DISPLAY");
    assertThat(press(anew, "11").statusCode()).isEqualTo(403);
  }

  @Test
  void whoHasNoPadsAtAllReadsWhy() {
    User kiosk = server.enrol(HALL, "pads-no", "KIOSK");
    for (User user : List.of(kiosk, server.demo("admin"))) {
      HttpResponse<String> answer = press(user, "5");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("此操作只由相应的终端进行", "Only a machine of the hall");
    }
  }

  @Test
  void thePadOfAWindowThatIsGoneEndsWithItsAgentToo() {
    server.enrol(HALL, "pads-gone", "DISPLAY");
    server
        .bean(WritePath.class)
        .run(
            tx ->
                tx.sql()
                    .sql("insert into window_pad values (?, 'gone', 'pads-gone')")
                    .params(HALL)
                    .update());
    server.call(technician, "DELETE", BASE + "/agents/pads-gone").expect(204);
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("select count(*) from window_pad where agent = 'pads-gone'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void badSettingsChangeNothing() {
    User display = server.enrol(HALL, "pads-bad", "DISPLAY");
    server.enrol(HALL, "pads-kiosk", "KIOSK");
    server.window(server.account(HALL, Role.CLERK), "9", "open");
    enter("pads-bad", "9");
    assertThat(put("pads-bad", Map.of()).statusCode()).isEqualTo(400);
    assertThat(put("pads-bad", Map.of("windows", Arrays.asList("9", null))).statusCode())
        .isEqualTo(400);
    assertThat(put("pads-bad", Map.of("windows", List.of("9", "99"))).statusCode()).isEqualTo(404);
    assertThat(put("pads-none", Map.of("windows", List.of("9"))).statusCode()).isEqualTo(404);
    HttpResponse<String> kiosk = put("pads-kiosk", Map.of("windows", List.of("9")));
    assertThat(kiosk.statusCode()).isEqualTo(409);
    assertThat(kiosk.body()).contains("no-pads", "自助机不接呼叫器");
    assertThat(press(display, "9").statusCode()).isEqualTo(200);
  }
}
