package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guessing is stopped, and stops nobody else; answers tell nothing (N16). */
@Proves("N16")
class LockOutTest {
  private static final String PLACE = "/api/v1/halls/" + HALL + "/queues";
  private static RunningHall server;
  private static int lastAddress = 20;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** An address of this machine that no test has used. */
  private static String anotherAddress() {
    lastAddress++;
    return "127.0.1." + lastAddress;
  }

  private static HttpResponse<String> from(String address, User user) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build()) {
      return http.send(
          HttpRequest.newBuilder(server.uri(PLACE)).header("Authorization", user.basic()).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int status(String address, User user) throws Exception {
    return from(address, user).statusCode();
  }

  private static User wrong(User user) {
    return new User(user.username(), "Wrong-Pass-1");
  }

  private static void guess(String address, User user, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(status(address, wrong(user))).isEqualTo(401);
    }
  }

  @Test
  void wrongPasswordsFromAnywhereDoNotLockTheAdministratorOut() throws Exception {
    User admin = server.account(null, Role.ADMIN);
    String office = anotherAddress();
    String attacker = anotherAddress();
    var browser = new StaffBrowser(server, attacker); // at the same address, but a known browser
    assertThat(browser.signIn(admin)).doesNotContain("error");
    assertThat(status(office, admin)).isEqualTo(200);
    server.clock().advance(Duration.ofMinutes(6)); // no password is remembered any more

    guess(attacker, admin, 12);
    assertThat(status(attacker, admin)).as("locked where they were typed").isEqualTo(401);
    for (int i = 0; i < 10; i++) {
      guess(anotherAddress(), admin, 1);
    }
    assertThat(status(office, admin)).as("the usual place").isEqualTo(200);
    assertThat(browser.signIn(admin)).as("the usual browser").doesNotContain("error");
    assertThat(new StaffBrowser(server, attacker).signIn(admin)).contains("error");
  }

  @Test
  void guessingFromManyAddressesIsSlowedDownMoreAndMore() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    guess(anotherAddress(), clerk, 3);
    guess(anotherAddress(), clerk, 2);
    assertThat(status(anotherAddress(), clerk)).as("5 s after the fifth").isEqualTo(401);
    server.clock().advance(Duration.ofSeconds(5));
    guess(anotherAddress(), clerk, 1);
    server.clock().advance(Duration.ofSeconds(9));
    assertThat(status(anotherAddress(), clerk)).as("10 s after the sixth").isEqualTo(401);
    server.clock().advance(Duration.ofSeconds(1));
    String home = anotherAddress();
    assertThat(status(home, clerk)).isEqualTo(200);
  }

  /** Status, words and headers are the same, so nobody learns which names exist. */
  @Test
  void unknownLockedDeactivatedAndWrongAreAnsweredAlike() throws Exception {
    User locked = server.account(HALL, Role.CLERK);
    User off = server.account(HALL, Role.CLERK);
    server.bean(Accounts.class).setActive(off.username(), false, "test");
    String address = anotherAddress();
    guess(address, locked, 5);
    var answers = new HashSet<Map<String, Object>>();
    for (User user :
        List.of(
            locked,
            wrong(locked),
            off,
            wrong(off),
            wrong(server.account(HALL, Role.CLERK)),
            new User("nobody-at-all", "Wrong-Pass-1"),
            new User("ganz*anders", "x"))) {
      HttpResponse<String> answer = from(address, user);
      var shown = new HashMap<String, Object>(answer.headers().map());
      shown.remove("date");
      shown.remove("x-hall-time");
      shown.put("status", answer.statusCode());
      shown.put("body", answer.body());
      answers.add(shown);
      assertThat(new StaffBrowser(server, address).signIn(user)).endsWith("/login?error");
    }
    assertThat(answers).hasSize(1);
  }

  /** One hash for each try, whatever the name: that is what takes the time. */
  @Test
  void everyTryCostsTheSameAndAnAddressHasAShare() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    String attacker = anotherAddress();
    int compared = 0;
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      User guess = i % 2 == 0 ? wrong(clerk) : new User("nobody-" + i, "Wrong-Pass-1");
      int status = status(attacker, guess);
      compared += status == 401 ? 1 : 0;
      refused += status == 429 ? 1 : 0;
    }
    assertThat(compared + refused).isEqualTo(60);
    assertThat(compared).as("30 at once, and 30 a minute").isBetween(30, 59);
    assertThat(from(attacker, clerk).headers().firstValue("Retry-After")).contains("60");
    RunningHall.await(
        "the page says that it was not looked at",
        () -> new StaffBrowser(server, attacker).signIn(wrong(clerk)).endsWith("/login?busy"));
    User other = server.account(HALL, Role.CLERK);
    assertThat(status(anotherAddress(), other)).as("from elsewhere").isEqualTo(200);
  }

  @Test
  void theSecurityOfficerUnlocks() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    String window = anotherAddress();
    guess(window, clerk, 5);
    assertThat(status(window, clerk)).isEqualTo(401);
    User officer = server.account(null, Role.SECURITY);
    var browser = new StaffBrowser(server);
    browser.signIn(officer);
    assertThat(browser.get("/admin/accounts?lang=en").body())
        .contains("/api/v1/accounts/" + clerk.username() + "/unlock");
    server.call(officer, "POST", "/api/v1/accounts/" + clerk.username() + "/unlock").expect(204);
    assertThat(status(window, clerk)).isEqualTo(200);
    String log =
        server
            .get(
                server.account(null, Role.AUDITOR),
                "/api/v1/audit?text=account/" + clerk.username())
            .toString();
    assertThat(log)
        .contains("account-locked", "account-unlocked", "\"source\":\"" + window + "\"", "refused");
  }

  /** What was tried before there was this password is no guess of it. */
  @Test
  void aNewFirstPasswordOpensWhereTheNameWasGuessedBefore() throws Exception {
    String name = "t-guessed-before";
    Accounts accounts = server.bean(Accounts.class);
    String address = anotherAddress();
    guess(address, new User(name, "Wrong-Pass-1"), 6);
    String first = accounts.create(name, "测试员", Set.of(Role.CLERK), HALL, "test");
    assertThat(status(address, new User(name, first))).as("opens, to be changed").isEqualTo(403);
    guess(address, new User(name, "Wrong-Pass-1"), 6);
    assertThat(status(address, new User(name, first))).as("locked").isEqualTo(401);
    String next = accounts.reset(name, "test");
    assertThat(status(address, new User(name, next))).isEqualTo(403);
  }

  /** Whoever tried the right password of a deactivated account guessed nothing. */
  @Test
  void anActivatedAccountOpensWhereItWasTriedBefore() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    Accounts accounts = server.bean(Accounts.class);
    accounts.setActive(clerk.username(), false, "test");
    String address = anotherAddress();
    for (int i = 0; i < 6; i++) {
      assertThat(status(address, clerk)).isEqualTo(401);
    }
    accounts.setActive(clerk.username(), true, "test");
    assertThat(status(address, clerk)).isEqualTo(200);
  }

  @Test
  void whatIsTypedAsAnUnknownNameIsNotKept() throws Exception {
    guess(anotherAddress(), new User("my-password-1", ""), 1);
    List<String> rows =
        server
            .bean(JdbcClient.class)
            .sql("select subject || data || actor from event")
            .query(String.class)
            .list();
    assertThat(rows).noneMatch(row -> row.contains("my-password"));
    assertThat(Set.copyOf(rows)).anyMatch(row -> row.contains("account/unknown"));
  }

  /** Programs send their password each time; people who come back a minute later are told of. */
  @Test
  void eachSignInOfAPersonStandsInTheLog() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    String window = anotherAddress();
    var browser = new StaffBrowser(server, window);
    for (int i = 0; i < 3; i++) {
      assertThat(browser.signIn(clerk)).doesNotContain("error");
      browser.submit("/account/password", "/logout", Map.of());
    }
    assertThat(
            server
                .get(
                    server.account(null, Role.AUDITOR),
                    "/api/v1/audit?type=account-signed-in&text=account/" + clerk.username())
                .size())
        .isEqualTo(3);
  }

  /** A session that somebody left open is no way around the lock. */
  @Test
  void theOldPasswordIsNotGuessedOnThePageThatChangesIt() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server, anotherAddress());
    browser.signIn(clerk);
    for (int i = 0; i < 5; i++) {
      change(browser, "Wrong-Pass-" + i);
    }
    assertThat(change(browser, clerk.password()).statusCode()).as("refused").isEqualTo(200);
  }

  private static HttpResponse<String> change(StaffBrowser browser, String current)
      throws Exception {
    String page = "/account/password";
    return browser.submit(
        page,
        page,
        Map.of("current", current, "password", "Neu-Wort-88x", "repeated", "Neu-Wort-88x"));
  }
}
