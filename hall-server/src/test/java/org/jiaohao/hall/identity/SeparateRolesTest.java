package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** Who runs the system, who gives out accounts and who reads the log are three (N16, N17). */
@Proves({"N16", "N17"})
class SeparateRolesTest {
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server =
        RunningHall.start(
            "spring.profiles.active=demo", "jiaohao.separate-duties=true", RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String refused(Set<String> roles) {
    JsonNode answer =
        server
            .call(server.demo("security"), "POST", "/api/v1/accounts")
            .body(Map.of("username", "both", "name", "测试员", "roles", roles))
            .expect(400);
    return answer.get("type").asString().replace("urn:jiaohao:problem:", "");
  }

  @Test
  void rolesThatWatchEachOtherAreNeverInOneHand() {
    assertThat(refused(Set.of("AUDITOR", "ADMIN"))).isEqualTo("auditor-alone");
    assertThat(refused(Set.of("AUDITOR", "SECURITY"))).isEqualTo("auditor-alone");
    assertThat(refused(Set.of("AUDITOR", "CLERK"))).isEqualTo("auditor-alone");
    assertThat(refused(Set.of("SECURITY", "ADMIN"))).isEqualTo("separate-duties");
  }

  /** What a person does reads as a person's in the log. */
  @ParameterizedTest
  @ValueSource(strings = {"server", "console", "mqtt", "nobody", "unknown"})
  void noAccountHasANameOfTheSystem(String username) {
    var body = Map.of("username", username, "name", "测试员", "roles", Set.of("CLERK"), "hall", HALL);
    JsonNode answer =
        server.call(server.demo("security"), "POST", "/api/v1/accounts").body(body).expect(400);
    assertThat(answer.get("detail").asString()).contains("the system's own");
  }

  @Test
  void whoGivesOutAccountsReadsNoLogAndRunsNothing() throws Exception {
    User officer = server.account(null, Role.SECURITY);
    User admin = server.account(null, Role.ADMIN);
    User auditor = server.account(null, Role.AUDITOR);
    server.call(officer, "GET", "/api/v1/accounts").expect(200);
    server.call(officer, "GET", "/api/v1/audit").expect(403);
    server.call(officer, "PUT", "/api/v1/halls/" + HALL).body("{}").expect(403);
    server.call(admin, "GET", "/api/v1/accounts").expect(403);
    server.call(admin, "GET", "/api/v1/audit").expect(403);
    server.call(auditor, "GET", "/api/v1/audit").expect(200);
    server.call(auditor, "GET", "/api/v1/accounts").expect(403);
    var browser = new StaffBrowser(server);
    assertThat(browser.signIn(officer)).isEqualTo("/");
    assertThat(browser.get("/").headers().firstValue("Location")).contains("/admin/accounts");
    assertThat(browser.get("/audit").statusCode()).isEqualTo(403);
  }

  @Test
  void rolesAreChangedByAnotherAndEndTheSession() throws Exception {
    User officer = server.account(null, Role.SECURITY);
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    String roles = "/api/v1/accounts/%s/roles";
    Map<String, Object> body = Map.of("roles", Set.of("GUIDE"));
    server.call(officer, "PUT", roles.formatted(clerk.username())).body(body).expect(204);
    assertThat(browser.get("/clerk/" + HALL).headers().firstValue("Location").orElse(""))
        .contains("/login");
    server.call(clerk, "POST", "/api/v1/halls/" + HALL + "/windows/5/open").expect(403);
    server.call(officer, "PUT", roles.formatted(officer.username())).body(body).expect(409);
    server.call(officer, "PUT", roles.formatted("no-one")).body(body).expect(404);
    server
        .call(officer, "PUT", roles.formatted(clerk.username()))
        .body(Map.of("roles", Set.of("ADMIN")))
        .expect(400); // its hall is one
    User auditor = server.account(null, Role.AUDITOR);
    assertThat(
            server.get(auditor, "/api/v1/audit?type=account-roles").get(0).get("data").asString())
        .isEqualTo("{\"username\":\"%s\",\"roles\":[\"GUIDE\"]}".formatted(clerk.username()));
  }

  /** A planted cookie leads to no error, no sign-in and no answer for programs. */
  @Test
  void onlyPagesForStaffAreWanted() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    for (String address :
        new String[] {"/login?error", "/error", "/logout", "/api/v1/halls", "/ca", "/first"}) {
      var browser = new StaffBrowser(server);
      browser.want(address);
      assertThat(browser.signIn(clerk)).as(address).isEqualTo("/");
    }
    var browser = new StaffBrowser(server);
    browser.want("/clerk/" + HALL);
    assertThat(browser.signIn(clerk)).isEqualTo("/clerk/" + HALL);
  }

  @Test
  void theDescriptionOfTheApiIsForAdministrators() throws Exception {
    for (String path : new String[] {"/v3/api-docs", "/v3/api-docs/swagger-config"}) {
      server.call(null, "GET", path).expect(401);
      server.call(new User("admin", "Wrong-Pass-1"), "GET", path).expect(401);
      server.call(server.demo("clerk1"), "GET", path).expect(403);
      server.call(server.demo("admin"), "GET", path).expect(200);
    }
    var clerk = new StaffBrowser(server);
    clerk.signIn(server.demo("clerk1"));
    assertThat(clerk.get("/swagger-ui/index.html").statusCode()).isEqualTo(403);
    assertThat(clerk.background("/v3/api-docs").statusCode()).isEqualTo(403);
    var admin = new StaffBrowser(server);
    admin.signIn(server.demo("admin"));
    assertThat(admin.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    assertThat(admin.background("/v3/api-docs").statusCode()).isEqualTo(200);
  }

  /** The same again and again is one entry, and the next one says how often. */
  /** The same again within a minute is told when the minute is over, though nobody asks again. */
  @Test
  void noRefusalIsForgotten() throws Exception {
    var now = new AtomicLong();
    var filter = new RefusedRequests(server.bean(WritePath.class), now::get);
    String method = "PROPFIND";
    for (int i = 0; i < 7; i++) {
      filter.doFilter(
          new MockHttpServletRequest(method, "/manage"),
          new MockHttpServletResponse(),
          (request, response) -> ((HttpServletResponse) response).setStatus(403));
    }
    now.addAndGet(Duration.ofSeconds(61).toNanos());
    filter.tellTheRest();
    filter.tellTheRest();
    List<String> told =
        server
            .bean(JdbcClient.class)
            .sql(
                "select data from event where type = 'account-refused' and data like ? order by seq")
            .param("%" + method + "%")
            .query(String.class)
            .list();
    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).contains("\"times\":1}");
    assertThat(told.getLast()).contains("\"times\":6}");
  }

  @Test
  void whatSomebodyWasRefusedStandsInTheLog() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    for (int i = 0; i < 5; i++) {
      assertThat(browser.get("/manage/" + HALL + "/windows").statusCode()).isEqualTo(403);
    }
    server.call(clerk, "POST", "/api/v1/import").expect(403);
    User auditor = server.account(null, Role.AUDITOR);
    JsonNode found =
        server.get(auditor, "/api/v1/audit?type=account-refused&actor=" + clerk.username());
    assertThat(found.findValuesAsString("data"))
        .containsExactlyInAnyOrder(
            "{\"username\":\"%s\",\"request\":\"GET /manage/{hall}/windows\",\"times\":1}"
                .formatted(clerk.username()),
            "{\"username\":\"%s\",\"request\":\"POST /api/v1/import\",\"times\":1}"
                .formatted(clerk.username()));
    assertThat(found.findValuesAsString("result")).containsOnly("refused");
  }
}
