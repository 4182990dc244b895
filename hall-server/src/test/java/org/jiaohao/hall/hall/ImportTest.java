package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** A county is set up from four files, over HTTP. */
class ImportTest {
  private static final String HALLS = "/api/v1/halls";
  private static final List<String> FILES =
      List.of("halls.csv", "queues.csv", "windows.csv", "service-items.csv");

  private static RunningHall server;
  private static User admin;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    admin = server.demo("admin");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Proves("R002")
  void theSampleFilesGiveAllHallsAndWindowsAndAgainNothing() throws Exception {
    assertThat(levels()).containsOnly(Map.entry("COUNTY", 1), Map.entry("TOWNSHIP", 13));
    assertThat(windows()).isEqualTo(68);

    JsonNode again = send(files(StandardCharsets.UTF_8), 200);

    assertThat(again.get("changes")).isEmpty();
    assertThat(again.get("unchanged").asInt()).isGreaterThan(200);
    assertThat(send(files(Charset.forName("GB18030")), 200).get("changes")).isEmpty();
    assertThat(windows()).isEqualTo(68);
  }

  @Test
  @Proves("R002")
  void aBadRowIsNamedByItsLineAndNothingIsImported() throws Exception {
    Map<String, String> texts = texts();
    texts.computeIfPresent("halls.csv", (name, text) -> text.replace("延津县政务服务中心", "新名称"));
    texts.computeIfPresent(
        "windows.csv", (name, text) -> text.replaceFirst("YJ-C00,3,", "YJ-C99,3,"));

    JsonNode refused = send(bytes(texts, StandardCharsets.UTF_8), 422);

    assertThat(refused.get("errors")).hasSize(1);
    assertThat(refused.at("/errors/0/file").asString()).isEqualTo("windows.csv");
    assertThat(refused.at("/errors/0/line").asInt()).isEqualTo(5);
    assertThat(server.get(admin, HALLS + "/yj-c00").get("name").asString()).isEqualTo("延津县政务服务中心");
  }

  private static Map<String, Integer> levels() {
    Map<String, Integer> levels = new LinkedHashMap<>();
    for (JsonNode hall : server.get(admin, HALLS)) {
      levels.merge(hall.get("level").asString(), 1, Integer::sum);
    }
    return levels;
  }

  private static int windows() {
    int windows = 0;
    for (JsonNode hall : server.get(admin, HALLS)) {
      windows += server.get(admin, HALLS + "/" + hall.get("id").asString() + "/windows").size();
    }
    return windows;
  }

  private static Map<String, String> texts() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : FILES) {
      texts.put(
          name, new ClassPathResource("data/" + name).getContentAsString(StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Map<String, byte[]> files(Charset charset) throws IOException {
    return bytes(texts(), charset);
  }

  private static Map<String, byte[]> bytes(Map<String, String> texts, Charset charset) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(charset)));
    return files;
  }

  /**
   * As the description of the API names the part, and with the empty part of a form's free field.
   */
  @Test
  void filesAreKnownByTheirNamesWhateverTheirPartsAreCalled() throws Exception {
    Map<String, byte[]> files = files(StandardCharsets.UTF_8);
    files.remove("queues.csv");
    files.put("", new byte[0]);

    assertThat(send("files", files, 200).get("changes")).isEmpty();
  }

  private static JsonNode send(Map<String, byte[]> files, int status) throws Exception {
    return send(null, files, status);
  }

  private static JsonNode send(String part, Map<String, byte[]> files, int status)
      throws Exception {
    String border = "border-of-the-test";
    var body = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
              .formatted(border, part == null ? file.getKey() : part, file.getKey());
      body.write(head.getBytes(StandardCharsets.US_ASCII));
      body.write(file.getValue());
      body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.write(("--" + border + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/api/v1/import"))
            .header("Authorization", admin.basic())
            .header("Content-Type", "multipart/form-data; boundary=" + border)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return RunningHall.JSON.readTree(answer.body());
    }
  }
}
