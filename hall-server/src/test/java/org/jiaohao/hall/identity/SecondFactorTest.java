package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An authenticator beside the password: a choice, and a duty where the hall says so (N16). */
@Proves("N16")
class SecondFactorTest {
  private static final String SET_UP = "/account/second-factor";
  private static final String CODE = "/account/code";
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server =
        RunningHall.start(
            "spring.profiles.active=demo",
            "jiaohao.second-factor.roles=COUNTY_ADMIN",
            RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> recoveryCodes(HttpResponse<String> page) {
    return Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
        .matcher(page.body())
        .results()
        .map(found -> found.group())
        .toList();
  }

  private static String to(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static HttpResponse<String> give(StaffBrowser browser, String code) throws Exception {
    return browser.submit(CODE, CODE, Map.of("code", code));
  }

  private static HttpResponse<String> setUp(StaffBrowser browser, String code) throws Exception {
    return browser.submit(SET_UP, SET_UP, Map.of("code", code));
  }

  @Test
  void aPasswordAloneOpensNothingAnyMore() throws Exception {
    User admin = server.account(null, Role.ADMIN);
    var browser = new StaffBrowser(server);
    browser.signIn(admin);
    var elsewhere = new StaffBrowser(server, "127.0.2.9");
    elsewhere.signIn(admin);
    String secret = Authenticator.secret(browser.get(SET_UP).body());
    assertThat(setUp(browser, "000000").body())
        .contains("动态口令不正确")
        .contains(secret.substring(0, 4));
    String used = Authenticator.shown(server, secret);
    HttpResponse<String> added = setUp(browser, used);
    List<String> recovery = recoveryCodes(added);
    assertThat(recovery).doesNotHaveDuplicates().hasSize(10);
    assertThat(browser.get("/manage").statusCode()).as("this session goes on").isEqualTo(200);
    assertThat(to(elsewhere.get("/manage"))).as("one of before").contains("/login");

    var next = new StaffBrowser(server);
    next.signIn(admin);
    assertThat(to(next.get("/manage"))).endsWith(CODE);
    assertThat(to(next.get(SET_UP))).endsWith(CODE);
    assertThat(to(next.get("/account/password"))).endsWith(CODE);
    assertThat(next.background("/api/v1/halls").statusCode()).isEqualTo(403);
    assertThat(give(next, used).body()).as("was used to set it up").contains("动态口令不正确");
    server.clock().advance(Duration.ofSeconds(30));
    assertThat(to(give(next, Authenticator.shown(server, secret)))).isEqualTo("/");
    assertThat(next.get("/manage").statusCode()).isEqualTo(200);
    assertThat(server.call(admin, "GET", "/api/v1/halls").expect(403).get("type").asString())
        .endsWith("second-factor-required");

    var lost = new StaffBrowser(server);
    lost.signIn(admin);
    assertThat(to(give(lost, recovery.get(3).toLowerCase().replace("-", " ")))).isEqualTo("/");
    var again = new StaffBrowser(server);
    again.signIn(admin);
    assertThat(give(again, recovery.get(3)).body()).as("once").contains("动态口令不正确");
    assertThat(stored()).noneMatch(text -> text.contains(secret) || text.contains(recovery.get(4)));
  }

  private static List<String> stored() {
    JdbcClient sql = server.bean(JdbcClient.class);
    return sql.sql(
            "select secret from second_factor union all select code_hash from recovery_code"
                + " union all select data from event")
        .query(String.class)
        .list();
  }

  @Test
  void fiveWrongCodesAreTheLastForAWhile() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server, "127.0.2.1");
    browser.signIn(clerk);
    String secret = Authenticator.secret(browser.get(SET_UP).body());
    setUp(browser, Authenticator.shown(server, secret));
    var guesser = new StaffBrowser(server, "127.0.2.2");
    guesser.signIn(clerk);
    for (int i = 0; i < 4; i++) {
      assertThat(give(guesser, "00000" + i).statusCode()).isEqualTo(200);
    }
    assertThat(to(give(guesser, "000009"))).endsWith("/login?error");
    server.clock().advance(Duration.ofSeconds(30));
    guesser.signIn(clerk);
    assertThat(to(give(guesser, Authenticator.shown(server, secret)))).endsWith("/login?error");
    var usual = new StaffBrowser(server, "127.0.2.1");
    assertThat(usual.signIn(clerk)).doesNotContain("error");
    assertThat(to(give(usual, Authenticator.shown(server, secret)))).isEqualTo("/");
  }

  /** Who knows the password signs in again and again, each time as a browser never seen before. */
  @Test
  void aRightPasswordBuysNoMoreCodes() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var usual = new StaffBrowser(server, "127.0.3.1");
    usual.signIn(clerk);
    String secret = Authenticator.secret(usual.get(SET_UP).body());
    setUp(usual, Authenticator.shown(server, secret));
    String address = "127.0.3.2";
    for (int i = 0; i < 5; i++) {
      var thief = new StaffBrowser(server, address);
      assertThat(thief.signIn(clerk)).endsWith(CODE);
      give(thief, "00000" + i);
    }
    server.clock().advance(Duration.ofSeconds(30));
    var thief = new StaffBrowser(server, address);
    thief.signIn(clerk);
    assertThat(to(give(thief, Authenticator.shown(server, secret))))
        .as("the right one")
        .endsWith("/login?error");
    assertThat(to(thief.get("/manage"))).contains("/login");
    User auditor = server.account(null, Role.AUDITOR);
    List<String> told =
        server
            .get(auditor, "/api/v1/audit?text=account/" + clerk.username())
            .valueStream()
            .filter(row -> row.get("source").asString().equals(address))
            .map(row -> row.get("type").asString())
            .toList();
    assertThat(told)
        .as("nobody signed in there")
        .contains("account-code-asked-for", "account-locked")
        .doesNotContain("account-signed-in");
    assertThat(to(give(signedInAgain(usual, clerk), Authenticator.shown(server, secret))))
        .as("the usual browser")
        .isEqualTo("/");
  }

  private static StaffBrowser signedInAgain(StaffBrowser browser, User user) throws Exception {
    browser.submit(SET_UP, "/logout", Map.of());
    browser.signIn(user);
    return browser;
  }

  /** The page that was wanted is not lost on the way. */
  @Test
  void theCodeLeadsToThePageThatWasWanted() throws Exception {
    User manager = server.account(HALL, Role.MANAGER);
    var browser = new StaffBrowser(server);
    browser.signIn(manager);
    String secret = Authenticator.secret(browser.get(SET_UP).body());
    setUp(browser, Authenticator.shown(server, secret));
    server.clock().advance(Duration.ofSeconds(30));
    var next = new StaffBrowser(server);
    next.get("/manage/" + HALL + "/windows");
    next.signIn(manager);
    assertThat(to(give(next, Authenticator.shown(server, secret))))
        .isEqualTo("/manage/" + HALL + "/windows");
  }

  @Test
  void whereItIsADutyNothingElseWorksBefore() throws Exception {
    User chief = server.account(null, Role.COUNTY_ADMIN);
    var browser = new StaffBrowser(server);
    browser.signIn(chief);
    assertThat(to(browser.get("/manage"))).endsWith(SET_UP);
    assertThat(server.call(chief, "GET", "/api/v1/halls").expect(403).get("type").asString())
        .endsWith("second-factor-missing");
    setUp(browser, Authenticator.shown(server, Authenticator.secret(browser.get(SET_UP).body())));
    assertThat(browser.get("/manage").statusCode()).isEqualTo(200);
  }

  @Test
  void itsOwnerOrTheSecurityOfficerRemovesIt() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    HttpResponse<String> added =
        setUp(
            browser, Authenticator.shown(server, Authenticator.secret(browser.get(SET_UP).body())));
    assertThat(browser.get(SET_UP + "?lang=en").body()).contains("10 recovery codes are left");
    String remove = SET_UP + "/remove";
    browser.submit(SET_UP, remove, Map.of("code", "123"));
    assertThat(server.bean(SecondFactors.class).has(clerk.username())).isTrue();
    browser.submit(SET_UP, remove, Map.of("code", recoveryCodes(added).getFirst()));
    assertThat(server.bean(SecondFactors.class).has(clerk.username())).isFalse();

    setUp(browser, Authenticator.shown(server, Authenticator.secret(browser.get(SET_UP).body())));
    String path = "/api/v1/accounts/" + clerk.username() + "/second-factor";
    server.call(server.demo("security"), "DELETE", path).expect(204);
    server.call(server.demo("security"), "DELETE", path).expect(404);
    User auditor = server.account(null, Role.AUDITOR);
    assertThat(
            server
                .get(auditor, "/api/v1/audit?text=account/" + clerk.username())
                .findValuesAsString("type"))
        .contains("account-second-factor-removed", "account-second-factor-added");
  }

  @Test
  void onlyTheServersUserReadsTheKey() throws Exception {
    var key = server.data().resolve("second-factor.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }
}
