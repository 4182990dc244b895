package org.jiaohao.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP calls with a deadline of 45 s, longer than a kiosk prints; answers are read whole. One
 * client serves all threads.
 */
final class Http {
  /** Reads and writes JSON; fields it does not know are ignored. */
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration DEADLINE = Duration.ofSeconds(45);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private final String base;
  private final Map<String, String> headers;

  private Http(String base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** Calls to addresses below {@code base}, without credentials. */
  static Http at(String base) {
    return new Http(base, Map.of());
  }

  /** The same with HTTP Basic credentials. */
  Http as(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Http(
        base, Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)));
  }

  /** Gets a resource as it is, whatever its status. */
  HttpResponse<byte[]> fetch(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /** Sends any body with any further headers ({@code name, value, …}). */
  HttpResponse<byte[]> send(String method, String path, String body, String... more)
      throws IOException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (more.length > 0) {
      request.headers(more);
    }
    return send(request.build());
  }

  /** Whether a resource answers 200 now. */
  boolean answers(String path) {
    try {
      return fetch(path).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gets JSON; any status but 2xx is an error that names the request and the answer. */
  JsonNode get(String path) {
    return successful("GET", path, null);
  }

  /** Posts JSON and reads the answer; null for an empty one. */
  JsonNode post(String path, Object body, String... more) {
    return successful("POST", path, body, more);
  }

  /** Puts JSON and reads the answer. */
  JsonNode put(String path, Object body) {
    return successful("PUT", path, body);
  }

  private JsonNode successful(String method, String path, Object body, String... more) {
    try {
      HttpResponse<byte[]> answer =
          body == null && method.equals("GET")
              ? fetch(path)
              : send(method, path, body == null ? "" : JSON.writeValueAsString(body), more);
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      if (answer.statusCode() / 100 != 2) {
        throw new JourneyException(
            "%s %s answered %d: %s".formatted(method, url(path), answer.statusCode(), text));
      }
      return text.isEmpty() ? null : JSON.readTree(text);
    } catch (IOException e) {
      throw new JourneyException(
          "%s %s got no answer: %s".formatted(method, url(path), reason(e)), e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path))).timeout(DEADLINE);
    headers.forEach(request::header);
    return request;
  }

  private String url(String path) {
    return path.startsWith("http://") || path.startsWith("https://") ? path : base + path;
  }

  private static HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
