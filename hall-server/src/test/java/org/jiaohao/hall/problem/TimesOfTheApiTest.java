package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.RunningHall;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Times of the API are ISO 8601 with offset, never milliseconds. */
class TimesOfTheApiTest {
  /** Whole numbers of 64 bits that are no moments: places, sizes, counts and durations. */
  private static final Set<String> NO_MOMENTS =
      Set.of(
          "seq",
          "size",
          "count",
          "line",
          "rows",
          "rev",
          "Asked.before",
          "Checked.base",
          "Checked.last",
          "Fault.until",
          "SseEmitter.timeout");

  private final RunningHall server = RunningHall.shared();

  @Test
  void accountsTellTheirTimesAsAllOthersDo() {
    JsonNode accounts = server.get(server.demo("security"), "/api/v1/accounts");
    assertThat(accounts.size()).isPositive();
    for (JsonNode account : accounts) {
      OffsetDateTime.parse(account.get("passwordChangedAt").asString());
      assertThat(account.get("unlockedAt").isNull() || account.get("unlockedAt").isString())
          .isTrue();
    }
  }

  @Test
  void noWholeNumberOfTheDescriptionIsAMoment() {
    JsonNode description = server.get(server.demo("admin"), "/v3/api-docs");
    var found = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> schema : description.at("/components/schemas").properties()) {
      for (Map.Entry<String, JsonNode> member : schema.getValue().path("properties").properties()) {
        if (member.getValue().path("format").asString("").equals("int64")
            && !noMoment(member.getKey())
            && !NO_MOMENTS.contains(schema.getKey() + "." + member.getKey())) {
          found.add(schema.getKey() + "." + member.getKey());
        }
      }
    }
    assertThat(description.at("/components/schemas").size()).isGreaterThan(20);
    assertThat(found).isEqualTo(List.of());
  }

  private static boolean noMoment(String name) {
    return NO_MOMENTS.contains(name)
        || name.endsWith("Millis")
        || name.endsWith("Seconds")
        || name.endsWith("Hours");
  }
}
