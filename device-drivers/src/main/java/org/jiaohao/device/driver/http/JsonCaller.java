package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Posts JSON and reads the JSON answer, each within a deadline. */
public final class JsonCaller {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST = 256 * 1024;

  private final int millis;

  /**
   * Makes a caller.
   *
   * @param deadline longest wait for connecting, and again for the answer
   */
  public JsonCaller(Duration deadline) {
    this.millis = (int) deadline.toMillis();
  }

  /**
   * Posts a request.
   *
   * @param body written as JSON
   * @return the answer; empty when none came in time or it was none
   * @throws TransportException when nobody listens any more
   */
  public Optional<JsonNode> post(URI to, Object body) throws TransportException {
    try {
      var connection = (HttpURLConnection) to.toURL().openConnection();
      connection.setConnectTimeout(millis);
      connection.setReadTimeout(millis);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json; charset=UTF-8");
      connection.setDoOutput(true);
      connection.getOutputStream().write(JSON.writeValueAsBytes(body));
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        connection.disconnect();
        return Optional.empty();
      }
      byte[] answer = connection.getInputStream().readNBytes(LONGEST);
      return Optional.of(JSON.readTree(new String(answer, StandardCharsets.UTF_8)));
    } catch (ConnectException e) {
      throw new TransportException(Reason.GONE, to + ": " + e.getMessage());
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
