package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** What a change of the set-up means for people and halls, from outside. */
class SetUpOverHttpTest {
  private static final List<String> FILES =
      List.of("halls.csv", "queues.csv", "windows.csv", "service-items.csv");

  private static RunningHall server;
  private static User county;
  private static User auditor;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    county = server.account(null, Role.COUNTY_ADMIN);
    auditor = server.account(null, Role.AUDITOR);
  }

  private static Map<String, String> files() throws IOException {
    var files = new HashMap<String, String>();
    for (String name : FILES) {
      files.put(
          name, new ClassPathResource("data/" + name).getContentAsString(StandardCharsets.UTF_8));
    }
    return files;
  }

  private static JsonNode load(Map<String, String> files, boolean preview, int status)
      throws Exception {
    String boundary = UUID.randomUUID().toString();
    var body = new StringBuilder();
    files.forEach(
        (name, text) ->
            body.append(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                        .formatted(boundary, name, name))
                .append("Content-Type: text/csv\r\n\r\n")
                .append(text)
                .append("\r\n"));
    body.append("--").append(boundary).append("--\r\n");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/api/v1/import?preview=" + preview))
                    .header("Authorization", county.basic())
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return RunningHall.JSON.readTree(answer.body());
  }

  @Test
  @Proves("R001")
  void aTownshipReachesItsVillagesAndAClosedHallKeepsItsHistory() throws Exception {
    Map<String, String> files = files();
    files.compute(
        "halls.csv",
        (name, text) ->
            text
                + "YJ-V01,文岩村便民服务点,Wenyan village point,village,,YJ-T01,文岩村,compact,0,0,0,"
                + "08:30-12:00,14:30-17:30,,,0,0,,0373-0000301,,sample\n");
    load(files, false, 200);
    User township = server.account("yj-t01", Role.MANAGER);
    User sibling = server.account("yj-t02", Role.MANAGER);
    assertThat(ids(township)).containsExactly("yj-t01", "yj-v01");
    assertThat(ids(sibling)).containsExactly("yj-t02");
    assertThat(ids(county)).hasSize(15);
    assertThat(server.get(township, "/api/v1/halls/yj-v01").get("level").asString())
        .isEqualTo("VILLAGE");
    server.call(sibling, "GET", "/api/v1/halls/yj-v01").expect(403);

    load(files(), false, 200);
    assertThat(ids(township)).containsExactly("yj-t01");
    assertThat(ids(county)).as("the county lists all 14 halls").hasSize(14);
    assertThat(server.get(county, "/api/v1/halls/yj-v01").get("name").asString())
        .as("closed, not deleted")
        .isEqualTo("文岩村便民服务点");
    assertThat(server.get(auditor, "/api/v1/audit?hall=yj-v01")).isNotEmpty();
  }

  private static List<String> ids(User user) {
    var ids = new ArrayList<String>();
    server.get(user, "/api/v1/halls").forEach(hall -> ids.add(hall.get("id").asString()));
    return ids;
  }

  @Test
  void aWindowCalledB22KeepsItsLetters() throws Exception {
    Map<String, String> files = files();
    files.compute("windows.csv", (name, text) -> text.replaceFirst("YJ-C00,22,", "YJ-C00,B22,"));
    JsonNode preview = load(files, true, 200);
    assertThat(preview.get("retired").asInt()).isPositive();
    assertThat(preview.get("changes").toString()).contains("yj-c00/B22", "yj-c00/22");
    server.call(county, "GET", "/api/v1/halls/" + HALL + "/windows/b22").expect(404);
    load(files, false, 200);
    assertThat(server.window(county, "b22", "open").get("no").asString()).isEqualTo("B22");
    server.draw(county, "l");
    JsonNode called = server.window(county, "B22", "next");
    assertThat(called.get("call").get("window").asString()).isEqualTo("B22");
    assertThat(called.get("ticket").get("window").asString()).isEqualTo("B22");
    server.window(county, "b22", "start");
    server.window(county, "b22", "finish");
    server.window(county, "b22", "close");
    load(files(), false, 200);
  }

  @Test
  void theLastWindowOfAQueueStaysWhilePeopleWait() {
    String hall = "/api/v1/halls/yj-t05";
    String ticket = draw(hall, 201).get("id").asString();
    JsonNode refused =
        server
            .call(county, "PUT", hall + "/windows/4")
            .body(Map.of("queues", List.of("m")))
            .expect(409);
    assertThat(refused.get("type").asString()).endsWith(":people-waiting");
    assertThat(refused.get("detailZh").asString()).contains("X 队列", "1 人");
    assertThat(refused.get("detail").asString()).contains("1 people", "queue X");
    assertThat(server.get(county, hall + "/windows/4").get("queues").toString()).contains("x");

    server
        .call(county, "PUT", hall + "/windows/4")
        .body(Map.of("queues", List.of("m"), "confirm", true))
        .expect(200);
    JsonNode none = draw(hall, 409);
    assertThat(none.get("type").asString()).endsWith(":queue-without-window");
    assertThat(none.get("detailZh").asString()).contains("没有窗口");

    server
        .call(county, "PUT", hall + "/windows/4")
        .body(Map.of("queues", List.of("x")))
        .expect(200);
    server.call(county, "POST", hall + "/tickets/" + ticket + "/cancel").expect(200);
  }

  private static JsonNode draw(String hall, int status) {
    return server
        .call(county, "POST", hall + "/tickets")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", "x", "source", "test"))
        .expect(status);
  }
}
