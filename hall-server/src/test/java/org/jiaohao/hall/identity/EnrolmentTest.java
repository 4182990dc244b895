package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.time.Duration;
import java.util.Map;
import org.jiaohao.contract.http.EnrolmentCodes;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.hall.trust.HallNetwork;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One-time codes become credentials (N18). */
@Proves("N18")
class EnrolmentTest {
  private static final String QUEUES = "/api/v1/halls/" + HALL + "/queues";
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String code(String agent) {
    JsonNode made =
        server
            .call(server.demo("technician"), "POST", "/api/v1/halls/" + HALL + "/enrolment-codes")
            .body(Map.of("agentId", agent, "kind", "KIOSK"))
            .expect(201);
    assertThat(made.get("code").asString()).matches("[0-9A-Z]{24}");
    return made.get("code").asString();
  }

  private static JsonNode enrol(String code, String agent, int status) {
    return server
        .call(null, "POST", "/api/v1/agents/enrolment")
        .body(new EnrolmentRequest(code, agent))
        .expect(status);
  }

  private static String refusal(String code, String agent) {
    return enrol(code, agent, 403).get("type").asString();
  }

  /** The answer may be lost on its way: the agent asks again, and nobody else can. */
  @Test
  void anAgentThatLostTheAnswerGetsItsCredentialsAllTheSame() {
    String code = code("kiosk-again");
    String attempt = "made-up-by-the-agent";
    JsonNode lost = attempt(code, attempt, 201);
    JsonNode own = attempt(code, attempt, 201);
    attempt(code, "made-up-by-a-stranger", 403);
    attempt(code, "short", 403);
    refusal(code, "kiosk-again");
    server.get(new User("yj-c00/kiosk-again", own.get("secret").asString()), QUEUES);
    server
        .call(new User("yj-c00/kiosk-again", lost.get("secret").asString()), "GET", QUEUES)
        .expect(401);
    String brief = code("kiosk-again");
    attempt(brief, "short", 201);
    attempt(brief, "short", 403);
  }

  private static JsonNode attempt(String code, String attempt, int status) {
    return server
        .call(null, "POST", "/api/v1/agents/enrolment")
        .body(new EnrolmentRequest(code, "kiosk-again", attempt))
        .expect(status);
  }

  @Test
  void aCodeWorksOnceAndForItsAgentOnly() {
    String bad = "urn:jiaohao:problem:bad-enrolment-code";
    String code = code("kiosk-1");
    assertThat(refusal(code, "kiosk-2")).isEqualTo(bad);
    assertThat(refusal("WRONG234", "kiosk-1")).isEqualTo(bad);
    assertThat(enrol(null, "kiosk-1", 403).get("type").asString()).isEqualTo(bad);
    String typed = " " + code.substring(0, 4).toLowerCase() + "-" + code.substring(4) + " ";
    JsonNode own = enrol(typed.replace('0', 'o').replace('1', 'l'), "kiosk-1", 201);
    assertThat(own.get("username").asString()).isEqualTo("yj-c00/kiosk-1");
    assertThat(own.get("mqttUri").asString())
        .isEqualTo("ssl://127.0.0.1:" + server.bean(HallNetwork.class).mqttsPort());
    assertThat(own.get("authority").asString()).isEqualTo(server.bean(Authority.class).pem());
    assertThat(EnrolmentCodes.prove(code, server.bean(Authority.class).certificate())).isTrue();
    assertThat(own.get("secret").asString()).hasSize(52);
    assertThat(refusal(code, "kiosk-1")).isEqualTo(bad);
    server.get(new User("yj-c00/kiosk-1", own.get("secret").asString()), QUEUES);
    server.call(new User("yj-c00/kiosk-1", "guess"), "GET", QUEUES).expect(401);
    server
        .call(new User("yj-t01/kiosk-1", own.get("secret").asString()), "GET", QUEUES)
        .expect(401);
  }

  @Test
  void aCodeEndsAfterFifteenMinutes() {
    String late = code("kiosk-3");
    String inTime = code("kiosk-3");
    server.clock().advance(Duration.ofMinutes(15).minusSeconds(5));
    enrol(inTime, "kiosk-3", 201);
    server.clock().advance(Duration.ofSeconds(5));
    assertThat(refusal(late, "kiosk-3")).endsWith("bad-enrolment-code");
  }

  @Test
  void enrolledAnewTheFormerSecretEnds() {
    JsonNode first = enrol(code("kiosk-4"), "kiosk-4", 201);
    JsonNode second = enrol(code("kiosk-4"), "kiosk-4", 201);
    server.call(user(first), "GET", QUEUES).expect(401);
    server.get(user(second), QUEUES);
  }

  @Test
  void onlyHashesAreStored() {
    String code = code("kiosk-5");
    String secret = enrol(code, "kiosk-5", 201).get("secret").asString();
    JdbcClient sql = server.bean(JdbcClient.class);
    String hash =
        sql.sql("select secret_hash from agent where id = 'kiosk-5'").query(String.class).single();
    assertThat(hash).isEqualTo(Secrets.hash(secret)).isNotEqualTo(secret).hasSize(64);
    assertThat(
            sql.sql("select count(*) from enrolment_code where code_hash = ?")
                .param(code)
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(sql.sql("select password from account").query(String.class).list())
        .allMatch(password -> password.startsWith("{bcrypt}$2"));
  }

  @Test
  void guessingIsSlowedDownButRightCodesAreNot() {
    RunningHall own = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    try {
      for (int i = 0; i < 30; i++) {
        own.enrol(HALL, "display-" + i, "DISPLAY");
      }
      int refused = 0;
      for (int i = 0; i < 41 && refused == 0; i++) {
        var answer =
            own.call(null, "POST", "/api/v1/agents/enrolment")
                .body(new EnrolmentRequest("AAAA%04d".formatted(i), "kiosk-1"))
                .send();
        refused = answer.statusCode() == 429 ? i : 0;
      }
      // 20 in a minute; up to twice as many when a minute ends meanwhile
      assertThat(refused).isBetween(20, 40);
    } finally {
      own.close();
    }
  }

  private static User user(JsonNode enrolled) {
    return new User(enrolled.get("username").asString(), enrolled.get("secret").asString());
  }
}
