package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Windows get other services and other places in the middle of the day. */
class ReassignTest {
  private static final String WINDOWS = "/api/v1/halls/" + HALL + "/windows/";
  private static final String PLAN = "/manage/" + HALL + "/plan";
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Proves("R009")
  void aWindowMovesToAnotherQueueAndNobodyLosesTheirPlace() {
    User manager = server.demo("manager");
    User guide = server.demo("guide");
    String c1 = number(server.draw(guide, "c"));
    String c2 = number(server.draw(guide, "c"));
    String c3 = number(server.draw(guide, "c"));
    String d1 = number(server.draw(guide, "d"));
    for (String no : List.of("7", "8", "10")) {
      server.window(manager, no, "open");
    }
    assertThat(served(manager, "7")).isEqualTo(c1);

    server.call(manager, "PUT", WINDOWS + "7").body(Map.of("queues", List.of("d"))).expect(200);

    assertThat(served(manager, "7")).as("next call at window 7").isEqualTo(d1);
    assertThat(served(manager, "8")).isEqualTo(c2);
    assertThat(served(manager, "8")).isEqualTo(c3);
    assertThat(log("window/7")).contains("window-changed window/7 manager");
  }

  @Test
  @Proves("R006")
  void aWindowMovesToAnotherAreaAndTheNextTicketAndThePlanSaySo() throws Exception {
    User manager = server.demo("manager");
    User guide = server.demo("guide");
    StaffBrowser browser = new StaffBrowser(server);
    browser.signIn(manager);
    assertThat(place(server.draw(guide, "b"))).isEqualTo("B区 4–6号窗口");
    assertThat(areaOfWindow6(browser)).startsWith("B区");

    server.call(manager, "PUT", WINDOWS + "6").body(Map.of("area", "C区")).expect(200);

    assertThat(place(server.draw(guide, "b"))).isEqualTo("B区 4–5号窗口、C区 6号窗口");
    assertThat(areaOfWindow6(browser)).startsWith("C区");
    assertThat(browser.get(PLAN).body()).contains("窗口服务区", "咨询服务区", "投诉受理区", "自助办理区", "等候休息区");
  }

  @Test
  @Proves("R006")
  void aKioskAndAScreenStandInAnAreaThatStaffChoose() throws Exception {
    User manager = server.demo("manager");
    StaffBrowser browser = new StaffBrowser(server);
    browser.signIn(manager);
    server.enrol(HALL, "kiosk-r006", "KIOSK");
    server.enrol(HALL, "display-r006", "DISPLAY");
    assertThat(zoneOf(browser, "kiosk-r006")).isEqualTo("自助办理区");
    assertThat(zoneOf(browser, "display-r006")).isEqualTo("等候休息区");
    String kiosk = "/api/v1/halls/" + HALL + "/agents/kiosk-r006";

    server.call(manager, "PUT", kiosk).body(Map.of("area", "咨询服务区")).expect(200);

    assertThat(zoneOf(browser, "kiosk-r006")).isEqualTo("咨询服务区");
    server.call(manager, "PUT", kiosk).body(Map.of("area", "B区")).expect(200);
    assertThat(zoneOf(browser, "kiosk-r006")).isEqualTo("窗口服务区");
    server.call(manager, "PUT", kiosk).body(Map.of("area", "Z区")).expect(400);
    server.call(manager, "PUT", kiosk).body(Map.of()).expect(400);
    server.call(manager, "PUT", kiosk + "x").body(Map.of("area", "B区")).expect(404);
    assertThat(browser.get("/manage/" + HALL + "/devices").body())
        .containsPattern("(?s)place-kiosk-r006.*selected=\"selected\">B区");
    assertThat(log("agent/kiosk-r006")).contains("agent-placed agent/kiosk-r006 manager");
  }

  /** Heading of the zone in which the floor plan shows a device. */
  private static String zoneOf(StaffBrowser browser, String agent) throws Exception {
    String page = browser.get(PLAN).body();
    String before = page.substring(0, page.indexOf("<b>" + agent + "</b>"));
    String heading = before.substring(before.lastIndexOf("<h2>"));
    return heading.substring(0, heading.indexOf("</h2>")).replaceAll("<[^>]*>", "").strip();
  }

  private static String place(JsonNode ticket) {
    return ticket.at("/paper/place").asString();
  }

  /** Heading of the area under which the floor plan shows window 6. */
  private static String areaOfWindow6(StaffBrowser browser) throws Exception {
    String page = browser.get(PLAN).body();
    String before = page.substring(0, page.indexOf("/clerk/" + HALL + "/6\""));
    String heading = before.substring(before.lastIndexOf("<h3>"));
    return heading.substring(0, heading.indexOf("</h3>")).replaceAll("<[^>]*>", "").strip();
  }

  /** Calls and serves the next ticket of a window to its end. */
  private static String served(User clerk, String window) {
    String number = server.window(clerk, window, "next").at("/ticket/number").asString();
    server.window(clerk, window, "start");
    server.window(clerk, window, "finish");
    return number;
  }

  private static String number(JsonNode ticket) {
    return ticket.get("number").asString();
  }

  /** What stands in the log of a subject: type, subject and actor. */
  private static List<String> log(String subject) {
    User auditor = server.account(null, Role.AUDITOR);
    return server
        .get(auditor, "/api/v1/audit?text=" + subject)
        .valueStream()
        .map(
            e ->
                e.get("type").asString()
                    + " "
                    + e.get("subject").asString()
                    + " "
                    + e.get("actor").asString())
        .toList();
  }
}
