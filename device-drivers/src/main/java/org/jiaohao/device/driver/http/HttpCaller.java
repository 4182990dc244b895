package org.jiaohao.device.driver.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * One request to a device, with deadlines; an answer may take long, its bytes may not stop. What is
 * sent, is sent once: left to itself, Java sends a body again when the device hangs up without an
 * answer, and a page would be printed twice.
 */
public final class HttpCaller {
  private static final int LARGEST_ANSWER = 256 * 1024 * 1024;

  /**
   * An answer.
   *
   * @param status HTTP status, 0 when none came in time or the connection broke
   * @param location where a job is, as path only: the host in it is often wrong
   */
  public record Answer(int status, String type, String location, byte[] body) {
    private static final Answer NONE = new Answer(0, "", "", new byte[0]);
  }

  private HttpCaller() {}

  /**
   * Sends a request without a body.
   *
   * @throws TransportException when nobody listens there any more
   */
  public static Answer send(String method, URI to, Duration deadline) throws TransportException {
    return send(method, to, null, null, deadline);
  }

  /**
   * Sends a request.
   *
   * @param type media type of the body
   * @throws TransportException when nobody listens there any more
   */
  public static Answer send(String method, URI to, String type, byte[] body, Duration deadline)
      throws TransportException {
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) to.toURL().openConnection();
      connection.setConnectTimeout((int) Math.min(1500, deadline.toMillis()));
      connection.setReadTimeout((int) Math.max(1, deadline.toMillis()));
      connection.setRequestMethod(method);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", type);
        connection.setFixedLengthStreamingMode(body.length); // nothing is kept to be sent again
        connection.getOutputStream().write(body);
      }
      int status = connection.getResponseCode();
      String location = connection.getHeaderField("Location");
      String path = location == null ? "" : URI.create(location).getRawPath();
      String kind = connection.getContentType() == null ? "" : connection.getContentType();
      InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Answer(status, kind, path, in == null ? new byte[0] : read(in, connection));
    } catch (ConnectException e) {
      throw new TransportException(Reason.GONE, to + ": " + e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return Answer.NONE;
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private static byte[] read(InputStream in, HttpURLConnection connection) throws IOException {
    var out = new ByteArrayOutputStream();
    var buffer = new byte[64 * 1024];
    int n = in.read(buffer);
    while (n >= 0) {
      if (out.size() + n > LARGEST_ANSWER) {
        throw new IOException("the answer is too large");
      }
      out.write(buffer, 0, n);
      n = in.read(buffer);
    }
    long announced = connection.getContentLengthLong();
    if (announced > out.size()) {
      throw new IOException("the answer ended early");
    }
    return out.toByteArray();
  }
}
