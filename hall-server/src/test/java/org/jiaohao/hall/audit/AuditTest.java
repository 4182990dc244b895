package org.jiaohao.hall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The auditor reads the log of all halls and of the accounts; nobody else does. */
class AuditTest {
  private static RunningHall server;
  private static User auditor;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    auditor = server.account(null, Role.AUDITOR);
  }

  private static List<JsonNode> found(User user, String query) {
    var all = new ArrayList<JsonNode>();
    server.get(user, "/api/v1/audit?" + query).forEach(all::add);
    return all;
  }

  @Test
  void whatHappenedToAnAccountIsFoundAndNamesNobody() {
    String username = "audit-" + System.nanoTime();
    server
        .call(server.demo("admin"), "POST", "/api/v1/accounts")
        .body(
            Map.of(
                "username", username, "name", "欧阳审计", "roles", Set.of("CLERK"), "hall", "yj-t03"))
        .expect(201);
    server
        .call(server.demo("admin"), "POST", "/api/v1/accounts/" + username + "/deactivate")
        .expect(204);
    List<JsonNode> entries = found(auditor, "text=" + username.toUpperCase(java.util.Locale.ROOT));
    assertThat(entries)
        .extracting(e -> e.get("type").asString())
        .containsExactly("account-deactivated", "account-created");
    assertThat(entries).allSatisfy(e -> assertThat(e.get("actor").asString()).isEqualTo("admin"));
    assertThat(entries).allSatisfy(e -> assertThat(e.get("hall").asString()).isEqualTo("*"));
    assertThat(found(auditor, "hall=*&type=account-").toString()).doesNotContain("欧阳", "测试员");
  }

  @Test
  void anAuditorOfAHallSeesItsAccountsAndNoOthers() {
    String here = server.account("yj-t03", Role.CLERK).username();
    String there = server.account("yj-t04", Role.CLERK).username();
    User own = server.account("yj-t03", Role.AUDITOR);
    for (String query : List.of("type=account-", "hall=*", "hall=yj-t03&type=account-")) {
      assertThat(found(own, query).toString()).contains("account/" + here).doesNotContain(there);
    }
    assertThat(found(own, "hall=yj-t04")).isEmpty();
  }

  @Test
  void filtersNarrowTheSearchAndPagesGoBack() {
    server.draw(server.demo("guide"), "k");
    List<JsonNode> drawn = found(auditor, "type=ticket-drawn&actor=guide&hall=" + HALL);
    assertThat(drawn).isNotEmpty();
    assertThat(drawn.getFirst().get("at").asString())
        .endsWith(RunningHall.ZONE.getRules().getOffset(Instant.now()).getId());
    String day = drawn.getFirst().get("at").asString().substring(0, 10);
    assertThat(found(auditor, "type=ticket-drawn&actor=guide&day=" + day)).isNotEmpty();
    assertThat(found(auditor, "type=ticket-drawn&day=2001-01-01")).isEmpty();
    assertThat(found(auditor, "text=%25")).as("texts are no patterns").isEmpty();
    assertThat(found(auditor, "type=_icket")).isEmpty();
    List<JsonNode> newest = found(auditor, "");
    long second = newest.get(1).get("seq").asLong();
    assertThat(found(auditor, "before=" + second))
        .allSatisfy(e -> assertThat(e.get("seq").asLong()).isLessThan(second));
    for (String none : List.of("yesterday", "%2B999999999-12-31", "-999999999-01-01")) {
      server.call(auditor, "GET", "/api/v1/audit?day=" + none).expect(400);
    }
    server.call(auditor, "GET", "/api/v1/audit?before=x").expect(400);
  }

  @Test
  @Proves("R001")
  void theAuditorOfATownshipReadsItsOwnHallOnly() {
    User township = server.account("yj-t01", Role.AUDITOR);
    User county = server.account(HALL, Role.AUDITOR);
    assertThat(found(township, "hall=yj-t01")).isNotEmpty();
    assertThat(found(township, ""))
        .isNotEmpty()
        .allSatisfy(e -> assertThat(e.get("hall").asString()).isIn("yj-t01", "*"));
    assertThat(found(township, "hall=" + HALL)).isEmpty();
    assertThat(found(township, "hall=*"))
        .extracting(e -> e.get("subject").asString())
        .contains("account/" + township.username())
        .doesNotContain("account/" + county.username());
  }

  @Test
  void theOwnPageOfTheAuditorIsTheLog() throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(auditor);
    assertThat(browser.get("/").headers().firstValue("Location").orElse("")).endsWith("/audit");
    String chinese = browser.get("/audit?lang=zh&hall=*&text=" + auditor.username()).body();
    assertThat(chinese).contains("审计日志", "account-created", auditor.username(), "系统（账号）");
    String english = browser.get("/audit?lang=en&type=ticket-").body();
    assertThat(english).contains("Audit log", "href=\"/audit\"").doesNotContain("??");
    assertThat(browser.get("/manage").statusCode()).isEqualTo(403);
  }

  @Test
  @Proves("R001")
  void aTownshipListsItselfAndTheCountyListsAll() {
    assertThat(halls(server.account("yj-t01", Role.MANAGER))).containsExactly("yj-t01");
    assertThat(halls(server.account("yj-t01", Role.CLERK))).containsExactly("yj-t01");
    assertThat(halls(server.account(HALL, Role.MANAGER))).hasSize(14);
    assertThat(halls(server.account(HALL, Role.CLERK))).containsExactly(HALL);
    assertThat(halls(server.account(null, Role.COUNTY_ADMIN))).hasSize(14);
  }

  private static List<String> halls(User user) {
    var ids = new ArrayList<String>();
    server.get(user, "/api/v1/halls").forEach(hall -> ids.add(hall.get("id").asString()));
    return ids;
  }

  @Test
  void whatWasTypedWrongStaysAndIsToldAtItsField() throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(auditor);
    var check = browser.get("/audit/check?head=12%3Aabc&lang=zh");
    assertThat(check.statusCode()).isEqualTo(200);
    assertThat(check.body())
        .contains("value=\"12:abc\"", "请填写记录编号和校验值", "aria-invalid=\"true\"")
        .doesNotContain("未发现改动", "发现改动！");
    var log = browser.get("/audit?day=2026-13-45&actor=guide&lang=en");
    assertThat(log.statusCode()).isEqualTo(200);
    assertThat(log.body())
        .contains("value=\"2026-13-45\"", "Give the day as in", "value=\"guide\"")
        .doesNotContain("No matching entries");
    assertThat(browser.get("/audit/check?lang=en").body()).doesNotContain("aria-invalid");
  }

  /** What a person reads is no code: neither in the list nor in the filter. */
  @Test
  void entriesAreReadInWordsOfBothLanguages() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    server.call(new User(clerk.username(), "Wrong-Pass-1"), "GET", "/api/v1/halls").expect(401);
    var browser = new StaffBrowser(server);
    browser.signIn(auditor);
    String page = "/audit?type=account-&text=" + clerk.username() + "&lang=";
    assertThat(browser.get(page + "zh").body())
        .contains(">登录失败<", ">账号<", ">" + clerk.username() + "<", "角色：窗口人员")
        .doesNotContain(">account-", ">account/", ">{");
    assertThat(browser.get(page + "en").body())
        .contains(">Sign-in failed<", ">Account<", "Roles: Clerk", ">Account: all<")
        .doesNotContain(">account-", ">account/", ">{");
    var words = server.bean("messageSource", org.springframework.context.MessageSource.class);
    for (String type : HallEvent.kinds().keySet()) {
      for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
        assertThat(words.getMessage("audit.event." + type, null, locale)).isNotBlank();
        assertThat(words.getMessage("audit.about." + type.split("-")[0], null, locale))
            .isNotBlank();
      }
    }
  }
}
