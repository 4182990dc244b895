package org.jiaohao.device.driver.http;

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jiaohao.device.transport.TransportException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts JSON and reads the JSON answer, each within a deadline. */
public final class JsonCaller {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String TYPE = "application/json; charset=UTF-8";

  private final HttpLine line;
  private final Duration deadline;

  /**
   * Makes a caller.
   *
   * @param line to the device
   * @param deadline longest wait for the answer; all of it takes at most twice as long
   */
  public JsonCaller(HttpLine line, Duration deadline) {
    this.line = line;
    this.deadline = deadline;
  }

  /**
   * Posts a request.
   *
   * @param body written as JSON
   * @return the answer; empty when none came in time or it was none
   * @throws TransportException when nobody listens any more
   */
  public Optional<JsonNode> post(URI to, Object body) throws TransportException {
    var request = new HttpLine.Body(TYPE, JSON.writeValueAsBytes(body));
    HttpAnswer answer = line.send("POST", to, request, deadline, deadline.multipliedBy(2));
    if (answer.status() != HttpURLConnection.HTTP_OK) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
