package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people are told whose sign-in failed, ended, or came between a page and its form. */
@Proves("N16")
class SignInWordsTest {
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
  }

  private static String to(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static StaffBrowser signedIn(User user) throws Exception {
    var browser = new StaffBrowser(server);
    assertThat(browser.signIn(user)).isEqualTo("/");
    return browser;
  }

  @Test
  void whoseAccountWasChangedIsNotToldOfTimeWithoutAnAct() throws Exception {
    User officer = server.account(null, Role.SECURITY);
    for (String change : new String[] {"deactivate", "reset"}) {
      User clerk = server.account(HALL, Role.CLERK);
      StaffBrowser browser = signedIn(clerk);
      String accounts = "/api/v1/accounts/" + clerk.username() + "/";
      assertThat(server.call(officer, "POST", accounts + change).send().statusCode() / 100)
          .isEqualTo(2);
      assertThat(to(browser.get("/clerk/" + HALL))).as(change).endsWith("/login?expired");
    }
    assertThat(new StaffBrowser(server).get("/login?expired&lang=zh").body())
        .contains("账号的密码、角色或状态已被更改")
        .doesNotContain("没有人操作");
  }

  @Test
  void nobodyDeactivatesThemselves() throws Exception {
    User officer = server.account(null, Role.SECURITY);
    String own = "/api/v1/accounts/" + officer.username() + "/deactivate";
    assertThat(server.call(officer, "POST", own).expect(409).get("detailZh").asString())
        .contains("不能停用自己的账号", "另一位安全管理员");
    String page = signedIn(officer).get("/admin/accounts?lang=zh").body();
    assertThat(page).doesNotContain(own).contains("/deactivate\"");
    assertThat(Pattern.compile("<button[^>]*/deactivate\"[^>]*>").matcher(page).results())
        .isNotEmpty()
        .allMatch(button -> button.group().contains("确定停用？"), "asks first");
  }

  /** Two tabs of one browser: the first shows a page of the one who was here before. */
  @Test
  void aFormOfAnEarlierSessionIsTooOldNotForbidden() throws Exception {
    StaffBrowser browser = signedIn(server.account(HALL, Role.CLERK));
    String stale = browser.token("/account/password");
    browser.submit("/account/password", "/logout", Map.of());
    browser.signIn(server.account(HALL, Role.CLERK));
    for (String form :
        new String[] {"/account/password", "/account/second-factor", "/account/code", "/logout"}) {
      HttpResponse<String> answer = browser.submitWith(stale, form, Map.of("code", "1"));
      assertThat(answer.statusCode()).as(form).isEqualTo(403);
      assertThat(answer.body()).contains("页面已过期", "没有执行", "重新打开").doesNotContain("没有权限");
    }
    assertThat(browser.submitWith("none", "/login", Map.of("username", "x")).body())
        .contains("页面已过期");
    assertThat(browser.get("/account/password").statusCode()).as("still signed in").isEqualTo(200);
  }

  @Test
  void aWrongPasswordLeavesTheUserName() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    assertThat(browser.signIn(new User(clerk.username(), "Wrong-Pass-1"))).endsWith("/login?error");
    assertThat(browser.get("/login?error").body()).contains("value=\"" + clerk.username() + "\"");
    assertThat(browser.get("/login").body())
        .as("for the next person")
        .doesNotContain(clerk.username());
  }
}
