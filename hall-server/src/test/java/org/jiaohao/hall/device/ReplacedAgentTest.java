package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A code for an agent that there is says what it does, and nobody is replaced unseen (N18). */
@Proves("N18")
class ReplacedAgentTest {
  private static final String BASE = "/api/v1/halls/" + HALL;
  private static final String ATTEMPT = "one-try-of-one-agent";
  private static RunningHall server;
  private static User technician;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    technician = server.demo("technician");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode code(String agent, String kind, int status) {
    return server
        .call(technician, "POST", BASE + "/enrolment-codes")
        .body(Map.of("agentId", agent, "kind", kind))
        .expect(status);
  }

  private static JsonNode use(JsonNode code, String agent, int status) {
    return server
        .call(null, "POST", "/api/v1/agents/enrolment")
        .body(new EnrolmentRequest(code.get("code").asString(), agent, ATTEMPT))
        .expect(status);
  }

  private static void reports(String agent, AgentState.State state) {
    server
        .bean(AgentRegistry.class)
        .state(HALL, agent, new AgentState("s", "i", state, OffsetDateTime.now(), 0L));
  }

  private static List<JsonNode> alerts(String agent) {
    server.bean(AlertRounds.class).followAll();
    return server
        .get(technician, BASE + "/alerts")
        .valueStream()
        .filter(alert -> alert.get("kind").asString().equals("AGENT_REPLACED"))
        .filter(alert -> alert.get("subject").asString().equals(agent))
        .toList();
  }

  @Test
  void anotherKindIsRefusedUntilTheAgentIsRevoked() {
    User kiosk = server.enrol(HALL, "kiosk-k", "KIOSK");
    JsonNode refused = code("kiosk-k", "DISPLAY", 409);
    assertThat(refused.get("type").asString()).endsWith(":agent-of-another-kind");
    assertThat(refused.get("detail").asString()).contains("kiosk-k", "Revoke it first");
    assertThat(refused.get("detailZh").asString()).contains("kiosk-k", "停用");
    server.get(kiosk, BASE + "/queues");
    server.call(technician, "DELETE", BASE + "/agents/kiosk-k").expect(204);
    JsonNode display = use(code("kiosk-k", "DISPLAY", 201), "kiosk-k", 201);
    assertThat(display.get("kind").asString()).isEqualTo("DISPLAY");
  }

  /** Who was shut out had a code in reserve, or asked again with the one it was enrolled by. */
  @Test
  void whoIsShutOutComesBackByNoCodeOfBefore() {
    JsonNode reserve = code("kiosk-c", "KIOSK", 201);
    JsonNode first = code("kiosk-c", "KIOSK", 201);
    assertThat(use(reserve, "kiosk-c", 403).get("detail").asString()).contains("newer");
    use(first, "kiosk-c", 201);
    use(first, "kiosk-c", 201); // its answer was lost
    JsonNode second = code("kiosk-c", "KIOSK", 201);
    use(second, "kiosk-c", 201);
    use(first, "kiosk-c", 403);
    JsonNode unused = code("kiosk-c", "KIOSK", 201);
    server.call(technician, "DELETE", BASE + "/agents/kiosk-c").expect(204);
    for (JsonNode old : List.of(reserve, first, second, unused)) {
      use(old, "kiosk-c", 403);
    }
    use(code("kiosk-c", "KIOSK", 201), "kiosk-c", 201);
  }

  /** A session would outlive the credentials. */
  @Test
  void anAgentHasNoSession() throws Exception {
    for (String kind : List.of("KIOSK", "DISPLAY")) {
      User agent = server.enrol(HALL, "agent-s", kind);
      String[] asProgram = {"Authorization", agent.basic()};
      for (String[] headers : List.of(new String[0], asProgram)) {
        var browser = new StaffBrowser(server);
        var form = Map.of("username", agent.username(), "password", agent.password());
        var answer = browser.submitWith(browser.token("/login"), "/login", form, headers);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("/login?error");
        assertThat(browser.background(BASE + "/queues").statusCode()).isEqualTo(401);
      }
      server.get(agent, BASE + "/queues");
      server.call(technician, "DELETE", BASE + "/agents/agent-s").expect(204);
      server.call(agent, "GET", BASE + "/queues").expect(401);
    }
  }

  @Test
  void theCodeSaysWhomItReplacesAndAnAlertWhenItDid() {
    JsonNode first = code("kiosk-r", "KIOSK", 201);
    assertThat(first.get("replaces").asBoolean()).isFalse();
    assertThat(first.get("noticeZh").isNull()).isTrue();
    use(first, "kiosk-r", 201);
    reports("kiosk-r", AgentState.State.READY);
    use(first, "kiosk-r", 201);
    assertThat(alerts("kiosk-r")).as("the same machine lost the answer").isEmpty();

    JsonNode second = code("kiosk-r", "KIOSK", 201);
    assertThat(second.get("replaces").asBoolean()).isTrue();
    assertThat(second.get("noticeZh").asString()).contains("kiosk-r", "失效");
    assertThat(second.get("noticeEn").asString()).contains("kiosk-r", "shut out");
    reports("kiosk-r", AgentState.State.LOST);
    use(second, "kiosk-r", 201);
    assertThat(alerts("kiosk-r")).as("it was not at work").isEmpty();

    reports("kiosk-r", AgentState.State.DEGRADED);
    JsonNode third = code("kiosk-r", "KIOSK", 201);
    use(third, "kiosk-r", 201);
    use(third, "kiosk-r", 201);
    List<JsonNode> raised = alerts("kiosk-r");
    assertThat(raised).hasSize(1);
    assertThat(raised.getFirst().get("messageZh").asString()).contains("kiosk-r", "取代");
    server
        .call(
            technician,
            "POST",
            BASE + "/alerts/" + raised.getFirst().get("id").asString() + "/clear")
        .expect(204);
    assertThat(alerts("kiosk-r")).as("the technician knows").isEmpty();
  }

  @Test
  void whoIsRevokedIsNoLongerReplaced() {
    use(code("kiosk-v", "KIOSK", 201), "kiosk-v", 201);
    reports("kiosk-v", AgentState.State.READY);
    use(code("kiosk-v", "KIOSK", 201), "kiosk-v", 201);
    assertThat(alerts("kiosk-v")).hasSize(1);
    server.call(technician, "DELETE", BASE + "/agents/kiosk-v").expect(204);
    assertThat(alerts("kiosk-v")).isEmpty();
  }
}
