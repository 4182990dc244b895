package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Private-use characters of old programs are today's on every way in; 䶮 was U+E863. */
@Proves("N20")
class TodaysTextTest {
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
  }

  @ParameterizedTest
  @ValueSource(strings = {"李\ue863", "李\\ue863"})
  void aBodyInOldCodesIsStoredInTodays(String name) {
    assertThat(stored(name)).isEqualTo("李䶮");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "吾买尔\u30fb江",
        "吾买尔\u2022江",
        "吾买尔\uff0e江",
        "吾买尔\u2027江",
        "吾买尔\uff65江",
        "吾买尔\u22c5江",
        "吾买尔\u2219江",
        "吾买尔 · 江"
      })
  void aNameHasTheOneMiddleDot(String name) {
    assertThat(stored(name)).isEqualTo("吾买尔·江");
  }

  /** The name that an account has after it was created with this one. */
  private static String stored(String name) {
    User admin = server.demo("admin");
    String username = "t-" + UUID.randomUUID().toString().substring(0, 8);
    server
        .call(admin, "POST", "/api/v1/accounts")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            "{\"username\":\"%s\",\"name\":\"%s\",\"roles\":[\"CLERK\"],\"hall\":\"%s\"}"
                .formatted(username, name, HALL))
        .expect(201);
    for (JsonNode account : server.get(admin, "/api/v1/accounts")) {
      if (account.get("username").asString().equals(username)) {
        return account.get("name").asString();
      }
    }
    throw new AssertionError("no account " + username);
  }

  @Test
  void aPrivateCharacterOfNoMeaningIsStillRefused() {
    server
        .call(server.demo("admin"), "PUT", "/api/v1/halls/" + HALL)
        .body(Map.of("name", "延津\ue000"))
        .expect(400);
  }

  record Names(String name, List<String> all, Map<String, Object> more) {}

  /** The mapper of requests, of messages of agents and of all else. */
  @Test
  void listsAndOpenMembersAreMappedToo() {
    JsonMapper json = server.bean(JsonMapper.class);
    assertThat(
            json.readValue(
                "{\"name\":\"\ue863\",\"all\":[\"\ue81e\",\"\ue816\"],\"more\":{\"x\":\"\ue863\"}}",
                Names.class))
        .isEqualTo(new Names("䶮", List.of("龴", "𠂇"), Map.of("x", "䶮")));
    assertThat(json.readValue("[\"\ue863\",\"甲\"]", String[].class)).containsExactly("䶮", "甲");
    assertThat(json.readValue("[\"\ue863\"]", new TypeReference<List<String>>() {}))
        .containsExactly("䶮");
  }

  @Test
  void theQueryOfAPageIsMapped() {
    String page = server.call(null, "GET", "/g/" + HALL + "?q=%EE%A1%A3").send().body();
    assertThat(page).contains("䶮").doesNotContain("\ue863");
  }

  /** Set by the form in old codes, typed in today's, and the other way round. */
  @Test
  void aPasswordIsTheSameHoweverItsCharactersAreCoded() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    String old = "Fluss-\ue863-77-Berg";
    browser.submit(
        "/account/password",
        "/account/password",
        Map.of("current", clerk.password(), "password", old, "repeated", old));
    for (String typed : List.of(old, "Fluss-䶮-77-Berg")) {
      assertThat(new StaffBrowser(server).signIn(new User(clerk.username(), typed)))
          .as(typed)
          .doesNotContain("error");
    }
  }
}
