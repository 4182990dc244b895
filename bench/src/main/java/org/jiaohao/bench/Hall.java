package org.jiaohao.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running demo, as its {@code demo.json} describes it. */
final class Hall {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final JsonNode demo;
  private final HttpClient http = HttpClient.newHttpClient();

  private Hall(Path folder) throws IOException {
    this.folder = folder;
    this.demo = JSON.readTree(Files.readString(folder.resolve("demo.json")));
  }

  /** The demo that runs in this folder, or will within ten minutes. */
  static Hall await(Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (!Files.exists(folder.resolve("demo.json"))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the demo did not start; see " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(300);
    }
    return new Hall(folder);
  }

  Path folder() {
    return folder;
  }

  String server() {
    return demo.get("hallServer").asString();
  }

  /** Base URL with TLS. */
  String tls() {
    return demo.get("hallServerTls").asString();
  }

  String mqtt() {
    return demo.get("mqtt").asString();
  }

  String api() {
    return server() + "/api/v1/halls/" + demo.get("hall").asString();
  }

  String kiosk() {
    return demo.get("kiosk").asString();
  }

  /** Control address of a device's emulator. */
  String control(String device) {
    for (JsonNode each : demo.get("devices")) {
      if (each.get("name").asString().equals(device)) {
        return each.get("control").asString();
      }
    }
    throw new IllegalArgumentException("no device " + device);
  }

  /** HTTP Basic header of a demo account. */
  String staff(String username) {
    return basic(username, "demo-" + username + "-2026");
  }

  static String basic(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Enrols a kiosk of its own; returns its HTTP Basic header. */
  String enrolKiosk(String id) throws Exception {
    JsonNode credentials = enrol(id, "KIOSK");
    return basic(credentials.get("username").asString(), credentials.get("secret").asString());
  }

  /** Enrols an agent; returns what it is told. */
  JsonNode enrol(String id, String kind) throws Exception {
    JsonNode code =
        send(
            "POST",
            api() + "/enrolment-codes",
            staff("admin"),
            "{\"agentId\":\"" + id + "\",\"kind\":\"" + kind + "\"}");
    return send(
        "POST",
        server() + "/api/v1/agents/enrolment",
        null,
        "{\"agentId\":\"" + id + "\",\"code\":\"" + code.get("code").asString() + "\"}");
  }

  /** Sends a request; any answer but 2xx is an error. Null for an empty answer. */
  JsonNode send(String method, String url, String authorization, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(method + " " + url + ": " + response.body());
    }
    return response.body().isEmpty() ? null : JSON.readTree(response.body());
  }

  /** A program on the PATH or in the usual folder for servers. */
  static String command(String name) {
    return Stream.of("/usr/sbin/" + name, "/usr/local/sbin/" + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse(name);
  }
}
