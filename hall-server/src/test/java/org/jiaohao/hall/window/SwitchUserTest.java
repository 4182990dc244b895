package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two people take turns at the computer of one window (N16). */
@Proves("N16")
class SwitchUserTest {
  private static final String WINDOWS = "/api/v1/halls/" + HALL + "/windows/";
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String to(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void theNextOneGoesOnAtTheSameWindowWithinFiveSeconds() throws Exception {
    User one = server.account(HALL, Role.CLERK);
    User two = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(one);
    server.window(one, "5", "open");
    String page = "/clerk/" + HALL + "/5";
    assertThat(browser.get(page).body()).contains("name=\"then\" value=\"" + page + "\"");
    var took = new ArrayList<Duration>();
    for (User next : List.of(two, one, two)) {
      long start = System.nanoTime();
      assertThat(to(browser.submit(page, "/logout", Map.of("then", page))))
          .endsWith("/login?switch");
      assertThat(server.get(next, WINDOWS + "5").get("state").asString()).isEqualTo("PAUSED");
      assertThat(browser.signIn(next)).isEqualTo(page);
      server.window(next, "5", "resume");
      assertThat(browser.get(page).statusCode()).isEqualTo(200);
      took.add(Duration.ofNanos(System.nanoTime() - start));
    }
    assertThat(Collections.min(took)).as("of %s", took).isLessThan(Duration.ofSeconds(5));
    assertThat(server.get(two, WINDOWS + "5").get("state").asString()).isEqualTo("OPEN");
    browser.submit("/account/password", "/logout", Map.of());
    assertThat(server.get(one, WINDOWS + "5").get("state").asString())
        .as("it is the second one's window now")
        .isEqualTo("PAUSED");
  }

  @Test
  void aTicketInServiceStaysAtTheWindow() throws Exception {
    User one = server.account(HALL, Role.CLERK);
    server.window(one, "1", "open");
    String queue = server.get(one, WINDOWS + "1").get("queues").get(0).asString();
    server.draw(server.demo("guide"), queue);
    server.window(one, "1", "next");
    var browser = new StaffBrowser(server);
    browser.signIn(one);
    browser.submit("/account/password", "/logout", Map.of("then", "/clerk/" + HALL + "/1"));
    assertThat(server.get(server.demo("manager"), WINDOWS + "1").get("state").asString())
        .isEqualTo("BUSY");
    server.bean(AlertRounds.class).followAll();
    assertThat(server.get(server.demo("manager"), "/api/v1/halls/" + HALL + "/alerts").toString())
        .as("the next one is just coming")
        .doesNotContain("UNATTENDED_TICKET");
  }

  @Test
  void nobodyIsLedElsewhere() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    for (String elsewhere : new String[] {"https://evil.example/", "//evil.example", "/audit"}) {
      browser.signIn(clerk);
      browser.submit("/account/password", "/logout", Map.of("then", elsewhere));
      assertThat(browser.signIn(clerk)).isEqualTo("/");
    }
  }
}
