package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each rule of accounts, over HTTP (N16). */
@Proves("N16")
class SignInTest {
  private static final String QUEUES = "/api/v1/halls/" + HALL + "/queues";
  private static RunningHall server;
  private static Accounts accounts;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    accounts = server.bean(Accounts.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String problem(User user) {
    JsonNode refusal = server.call(user, "GET", QUEUES).expect(401);
    assertThat(refusal.get("detailZh").asString()).isNotBlank();
    return refusal.get("type").asString().replace("urn:jiaohao:problem:", "");
  }

  private static User wrong(User user) {
    return new User(user.username(), "Wrong-Pass-" + 1);
  }

  @Test
  void fiveFailuresLockForTenMinutes() {
    User clerk = server.account(HALL, Role.CLERK);
    for (int i = 0; i < 4; i++) {
      assertThat(problem(wrong(clerk))).isEqualTo("sign-in-required");
    }
    server.get(clerk, QUEUES); // a good one forgets the four
    for (int i = 0; i < 5; i++) {
      assertThat(problem(wrong(clerk))).isEqualTo("sign-in-required");
    }
    assertThat(problem(clerk))
        .as("where they were typed, even with the right password; the answer does not tell")
        .isEqualTo("sign-in-required");
    server.clock().advance(SignInGuard.LOCK.minusSeconds(10));
    assertThat(problem(clerk)).isEqualTo("sign-in-required");
    server.clock().advance(Duration.ofSeconds(10));
    server.get(clerk, QUEUES);
  }

  @Test
  void aNameIsKnownHoweverItIsTyped() {
    User clerk = server.account(HALL, Role.CLERK);
    server.get(
        new User(" " + clerk.username().toUpperCase(Locale.ROOT) + " ", clerk.password()), QUEUES);
    assertThat(problem(new User(clerk.username().toUpperCase(Locale.ROOT), "Wrong-Pass-1")))
        .isEqualTo("sign-in-required");
    for (int i = 0; i < 4; i++) {
      problem(wrong(clerk));
    }
    assertThat(problem(clerk)).as("all five count for one account").isEqualTo("sign-in-required");
  }

  @Test
  void guessingInParallelIsLockedToo() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    try (var threads = Executors.newFixedThreadPool(8)) {
      Callable<Integer> guess = () -> server.call(wrong(clerk), "GET", QUEUES).send().statusCode();
      threads.invokeAll(List.of(guess, guess, guess, guess, guess, guess, guess, guess));
    }
    assertThat(problem(clerk)).isEqualTo("sign-in-required");
  }

  @Test
  void aFirstPasswordMustBeChanged() throws Exception {
    String name = "newcomer";
    User first = new User(name, accounts.create(name, "新人", Set.of(Role.CLERK), HALL, "test"));
    JsonNode refusal = server.call(first, "GET", QUEUES).expect(403);
    assertThat(refusal.get("type").asString()).endsWith("password-change-required");
    var browser = new StaffBrowser(server);
    browser.signIn(first);
    assertThat(browser.get("/clerk/" + HALL).headers().firstValue("Location").orElse(""))
        .endsWith("/account/password");
    var changed =
        browser.submit(
            "/account/password",
            "/account/password",
            Map.of(
                "current",
                first.password(),
                "password",
                "Neu-Wort-88x",
                "repeated",
                "Neu-Wort-88x"));
    assertThat(changed.headers().firstValue("Location").orElse("")).endsWith("/login?changed");
    server.get(new User(name, "Neu-Wort-88x"), QUEUES);
    assertThat(problem(first)).isEqualTo("sign-in-required");
  }

  @Test
  void aPasswordExpires() {
    User clerk = server.account(HALL, Role.CLERK);
    server.clock().advance(Duration.ofDays(180).minusMinutes(1));
    server.get(clerk, QUEUES);
    server.clock().advance(Duration.ofMinutes(1));
    JsonNode refusal = server.call(clerk, "GET", QUEUES).expect(403);
    assertThat(refusal.get("type").asString()).endsWith("password-change-required");
  }

  @Test
  void aResetOrDeactivationEndsEverythingAtOnce() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    assertThat(browser.signIn(clerk)).doesNotContain("/login");
    assertThat(browser.get("/clerk/" + HALL).statusCode()).isEqualTo(200);
    server.get(clerk, QUEUES); // its password is now remembered

    accounts.reset(clerk.username(), "test");

    assertThat(problem(clerk)).isEqualTo("sign-in-required");
    assertThat(browser.get(QUEUES).statusCode()).isEqualTo(401);
    assertThat(browser.get("/clerk/" + HALL).headers().firstValue("Location").orElse(""))
        .contains("/login");

    User second = server.account(HALL, Role.CLERK);
    var other = new StaffBrowser(server);
    other.signIn(second);
    server.get(second, QUEUES);
    accounts.setActive(second.username(), false, "test");
    assertThat(problem(second)).isEqualTo("sign-in-required");
    assertThat(other.get(QUEUES).statusCode()).isEqualTo(401);
  }

  @Test
  void aSessionEndsAfterFifteenIdleMinutes() {
    assertThat(server.bean(ServletContext.class).getSessionTimeout()).isEqualTo(15);
  }

  @Test
  void anApiCallOfAPageNeedsItsToken() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    String open = "/api/v1/halls/" + HALL + "/windows/5/open";
    assertThat(browser.post(open, null)).isEqualTo(403);
    assertThat(browser.post(open, "forged")).isEqualTo(403);
    assertThat(browser.post(open, browser.token("/account/password"))).isEqualTo(200);
  }

  @Test
  void theLastAdministratorStays() {
    assertThatThrownBy(() -> accounts.setActive("admin", false, "test"))
        .hasMessageContaining("last administrator");
    User second = server.account(null, Role.ADMIN);
    accounts.setActive("admin", false, "test");
    assertThatThrownBy(() -> accounts.setActive(second.username(), false, "test"))
        .hasMessageContaining("last administrator");
    assertThatThrownBy(() -> accounts.setActive("security", false, "test"))
        .hasMessageContaining("last security officer");
    assertThatThrownBy(() -> accounts.setRoles("security", Set.of(Role.ADMIN), "test"))
        .hasMessageContaining("last security officer");
    accounts.setActive("admin", true, "test");
  }

  @Test
  void theLogNamesWhoDidIt() {
    accounts.create("logged-one", "测试员", Set.of(Role.GUIDE), HALL, "some-admin");
    var created = server.bean(EventLog.class).of("*", "account/logged-one", 0).getFirst();
    assertThat(created.actor()).isEqualTo("some-admin");
    assertThat(created.event()).isEqualTo(new AccountEvent.Created("logged-one", List.of("GUIDE")));
  }
}
