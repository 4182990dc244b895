package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A restart of the server is no way around a lock (N16). */
@Proves("N16")
class LockAfterRestartTest {
  private static final String SET_UP = "/account/second-factor";
  private static final String CODE = "/account/code";
  private static final String HOME = "127.0.4.1";
  private static final String THIEF = "127.0.4.2";

  @TempDir private Path data;
  private RunningHall server;

  @BeforeEach
  void start() {
    server =
        RunningHall.start(data, Ports.free(), "spring.profiles.active=demo", RunningHall.NO_BROKER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart() {
    stop();
    start();
  }

  private boolean opens(String address, User user) throws Exception {
    return !new StaffBrowser(server, address).signIn(user).contains("error");
  }

  private static User wrong(User user) {
    return new User(user.username(), "Wrong-Pass-1");
  }

  @Test
  void passwordsAreLockedWhereTheyWereTriedUntilTheirTimeIsOver() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    assertThat(opens(HOME, clerk)).isTrue();
    for (int i = 0; i < 5; i++) {
      assertThat(opens(THIEF, wrong(clerk))).isFalse();
    }
    restart();
    assertThat(opens(THIEF, clerk)).as("where it was tried").isFalse();
    assertThat(opens(HOME, clerk)).as("the usual place").isTrue();
    server.clock().advance(Duration.ofMinutes(11));
    assertThat(opens(THIEF, clerk)).as("after its time").isTrue();
    restart();
    for (int i = 0; i < 4; i++) {
      opens(THIEF, wrong(clerk));
    }
    assertThat(opens(THIEF, clerk)).as("the right one began the count anew").isTrue();
  }

  @Test
  void whatWasCountedBeforeIsCountedOnAndUnlockedAsEver() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    opens(HOME, clerk);
    for (int i = 0; i < 3; i++) {
      opens(HOME, wrong(clerk));
    }
    restart();
    opens(HOME, wrong(clerk));
    opens(HOME, wrong(clerk));
    assertThat(opens(HOME, clerk)).as("five in a row").isFalse();
    restart();
    User officer = server.account(null, Role.SECURITY);
    server.call(officer, "POST", "/api/v1/accounts/" + clerk.username() + "/unlock").expect(204);
    restart();
    assertThat(opens(HOME, clerk)).isTrue();
  }

  @Test
  void guessesFromManyPlacesAreSlowedDown() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    for (int i = 0; i < 5; i++) {
      opens("127.0.5." + (i + 1), wrong(clerk));
      server.clock().advance(Duration.ofSeconds(1));
    }
    assertThat(opens("127.0.5.9", clerk)).as("slowed down").isFalse();
    restart();
    assertThat(opens("127.0.5.10", clerk)).as("and after a restart").isFalse();
    server.clock().advance(Duration.ofMinutes(11));
    assertThat(opens("127.0.5.11", clerk)).isTrue();
  }

  @Test
  void codesAreLockedAsPasswordsAre() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var usual = new StaffBrowser(server, HOME);
    usual.signIn(clerk);
    String secret = Authenticator.secret(usual.get(SET_UP).body());
    usual.submit(SET_UP, SET_UP, Map.of("code", Authenticator.shown(server, secret)));
    for (int i = 0; i < 5; i++) {
      var thief = new StaffBrowser(server, THIEF);
      thief.signIn(clerk);
      give(thief, "00000" + i);
    }
    restart();
    server.clock().advance(Duration.ofSeconds(30));
    var thief = new StaffBrowser(server, THIEF);
    assertThat(thief.signIn(clerk)).endsWith(CODE);
    assertThat(give(thief, Authenticator.shown(server, secret))).endsWith("/login?error");
    var home = new StaffBrowser(server, HOME);
    home.signIn(clerk);
    assertThat(give(home, Authenticator.shown(server, secret)))
        .as("the usual place")
        .isEqualTo("/");
  }

  /** People type passwords where the name belongs. */
  @Test
  void noNameThatDoesNotExistIsKept() throws Exception {
    for (int i = 0; i < 6; i++) {
      opens(THIEF, new User("my-password-1", "x"));
    }
    User clerk = server.account(HALL, Role.CLERK);
    opens(THIEF, wrong(clerk));
    List<String> names =
        server
            .bean(JdbcClient.class)
            .sql("select username from failed_sign_in")
            .query(String.class)
            .list();
    assertThat(names).containsOnly(clerk.username());
  }

  private static String give(StaffBrowser browser, String code) throws Exception {
    HttpResponse<String> answer = browser.submit(CODE, CODE, Map.of("code", code));
    return answer.headers().firstValue("Location").orElse("");
  }
}
