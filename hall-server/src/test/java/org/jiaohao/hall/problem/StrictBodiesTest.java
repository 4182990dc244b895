package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What a body says has an effect, or it is refused. */
class StrictBodiesTest {
  private static RunningHall server;
  private static User admin;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    admin = server.demo("admin");
  }

  private static JsonNode refused(User user, String method, String path, String body) {
    return server.call(user, method, path).body(body).header("Idempotency-Key", key()).expect(400);
  }

  private static String key() {
    return java.util.UUID.randomUUID().toString();
  }

  private static String slug(JsonNode problem) {
    return problem.get("type").asString().replace("urn:jiaohao:problem:", "");
  }

  @Test
  void everyHandlerThatReadsABodyRefusesAMemberItDoesNotKnow() {
    User pad = server.enrol(HALL, "strict-display", "DISPLAY");
    var wrong = new ArrayList<String>();
    int[] asked = {0};
    server
        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              boolean reads =
                  Arrays.stream(handler.getMethodParameters())
                      .anyMatch(p -> p.hasParameterAnnotation(RequestBody.class));
              if (!reads) {
                return;
              }
              asked[0]++;
              String method = info.getMethodsCondition().getMethods().iterator().next().name();
              String pattern = info.getPatternValues().iterator().next();
              String path =
                  pattern
                      .replace("{hall}", HALL)
                      .replace("{no}", "1")
                      .replaceAll("\\{[a-zA-Z]+}", "x");
              User user = pattern.endsWith("/key") ? pad : admin;
              var answer =
                  server
                      .call(user, method, path)
                      .header("Idempotency-Key", key())
                      .body("{\"noSuchMember\":1}")
                      .send();
              // a number that is missing is named first
              boolean named =
                  answer.body().contains("noSuchMember") || answer.body().contains(":wrong-member");
              if (answer.statusCode() != 400 || !named) {
                wrong.add(method + " " + pattern + " → " + answer.statusCode());
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(asked[0]).isGreaterThan(12);
  }

  @Test
  void theAnswerNamesTheMemberAndWhatMayStandThere() {
    String hall = "/api/v1/halls/" + HALL;
    JsonNode unknown = refused(admin, "PUT", hall, "{\"morningHours\":\"08:00-12:00\"}");
    assertThat(slug(unknown)).isEqualTo("unknown-member");
    assertThat(unknown.get("detail").asString()).contains("'morningHours'", "complaintPhone");
    assertThat(unknown.get("detailZh").asString()).contains("“morningHours”");

    JsonNode role =
        refused(
            admin,
            "POST",
            "/api/v1/accounts",
            "{\"username\":\"k\",\"name\":\"n\",\"roles\":[\"KING\"],\"hall\":null}");
    assertThat(slug(role)).isEqualTo("wrong-member");
    assertThat(role.get("detail").asString()).contains("roles[0]", "CLERK", "AUDITOR");

    JsonNode text = refused(admin, "PUT", hall, "{\"name\":7}");
    assertThat(text.get("detail").asString()).contains("'name'", "a text");

    JsonNode number = refused(admin, "POST", "/api/v1/demo/clock", "{\"advanceSeconds\":\"1\"}");
    assertThat(number.get("detail").asString()).contains("'advanceSeconds'", "a whole number");

    JsonNode time =
        refused(
            admin, "POST", hall + "/announcements", "{\"text\":\"x\",\"validFrom\":\"tomorrow\"}");
    assertThat(time.get("detail").asString()).contains("'validFrom'", "2026-11-23T09:00:00+08:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"甲\",\"name\":\"乙\"}",
        "{\"name\":\"甲\"} {}",
        "{\"name\":\"甲\"",
        "{\"name\":\"甲\",}",
        "[]",
        "7"
      })
  void whatIsNotOneObjectIsRefused(String body) {
    refused(admin, "PUT", "/api/v1/halls/" + HALL, body);
    assertThat(server.get(admin, "/api/v1/halls/" + HALL).get("name").asString()).isNotIn("甲", "乙");
  }

  @Test
  void nullIsNoNumber() {
    refused(admin, "POST", "/api/v1/demo/clock", "{\"advanceSeconds\":null}");
    refused(admin, "POST", "/api/v1/demo/clock", "{\"advanceSeconds\":1.5}");
  }

  @Test
  void aGoodBodyPassesAsBefore() {
    User manager = server.account(HALL, Role.MANAGER);
    server
        .call(manager, "PUT", "/api/v1/halls/" + HALL + "/queues/p")
        .body(Map.of("nameEn", "Result collection"))
        .expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/halls/yj-c00/announcements, text",
    "POST, /api/v1/halls/yj-c00/tickets, source",
    "POST, /api/v1/halls/yj-c00/day/confirm, reason",
    "PUT, /api/v1/halls/yj-c00, name",
    "POST, /api/v1/accounts, name"
  })
  void halfOfACharacterIsRefusedAndNeverStoredAsAQuestionMark(
      String method, String path, String member) {
    for (String half : new String[] {"\\ud800", "a\\udc00b", "\\udc00\\ud800", "\\ud83d 好"}) {
      JsonNode problem = refused(admin, method, path, "{\"%s\":\"%s\"}".formatted(member, half));
      assertThat(slug(problem)).isEqualTo("wrong-member");
      assertThat(problem.get("detail").asString()).contains(member);
    }
  }
}
