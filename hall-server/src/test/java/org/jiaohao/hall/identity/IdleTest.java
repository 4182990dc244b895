package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Without an act of its person a session ends, whatever its pages ask for by themselves (N16). */
@Proves("N16")
class IdleTest {
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final String QUEUES = "/api/v1/halls/" + HALL + "/queues";
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server =
        RunningHall.start(
            "spring.profiles.active=demo",
            "jiaohao.idle-sign-out=" + IDLE.toMillis() + "ms",
            RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void pollingAndStreamsKeepNoSessionAlive() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    long start = System.nanoTime();
    assertThat(browser.get("/clerk/" + HALL + "/5").statusCode()).isEqualTo(200);
    CompletableFuture<Long> streamEnds =
        CompletableFuture.supplyAsync(
            () -> {
              browser.readToTheEnd("/api/v1/halls/" + HALL + "/stream");
              return System.nanoTime();
            });
    RunningHall.await("the end", () -> browser.background(QUEUES).statusCode() == 401);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(IDLE);
    assertThat(Duration.ofNanos(streamEnds.get(20, TimeUnit.SECONDS) - start))
        .isGreaterThanOrEqualTo(IDLE.minusMillis(200));
    assertThat(browser.background("/clerk/" + HALL + "/5/live").body()).doesNotContain("window");
    var page = browser.get("/clerk/" + HALL + "/5");
    assertThat(page.headers().firstValue("Location").orElse("")).contains("/login");
    theSignInSaysWhy(clerk);
    assertThat(browser.signIn(clerk)).as("back to the page").isEqualTo("/clerk/" + HALL + "/5");
    User auditor = server.account(null, Role.AUDITOR);
    assertThat(
            server
                .get(auditor, "/api/v1/audit?type=account-signed-out&actor=" + clerk.username())
                .toString())
        .contains("\\\"idle\\\":true");
  }

  private static void theSignInSaysWhy(User clerk) throws Exception {
    var quiet = new StaffBrowser(server);
    quiet.signIn(clerk);
    User auditor = server.account(null, Role.AUDITOR);
    String asked = "/api/v1/audit?type=account-signed-out&actor=" + clerk.username();
    int before = server.get(auditor, asked).size();
    RunningHall.await("signed out", () -> server.get(auditor, asked).size() > before);
    assertThat(quiet.get("/clerk/" + HALL).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).endsWith("/login?idle"));
  }

  @Test
  void touchesAndPressesKeepItAlive() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    String token = browser.token("/account/password");
    long end = System.nanoTime() + IDLE.multipliedBy(2).toNanos();
    RunningHall.await(
        "twice the time",
        () -> {
          assertThat(browser.post("/account/presence", token)).isEqualTo(200);
          return System.nanoTime() > end;
        });
    assertThat(browser.background("/account/presence").body()).contains("leftMillis");
    server.bean(StaffSessions.class).actedAs(clerk.username());
    assertThat(browser.background(QUEUES).statusCode()).isEqualTo(200);
    assertThat(browser.get("/clerk/" + HALL).body())
        .contains("name=\"idle-after\" content=\"" + IDLE.toMillis() + "\"");
  }
}
