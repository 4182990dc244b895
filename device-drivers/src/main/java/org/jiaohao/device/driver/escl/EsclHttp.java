package org.jiaohao.device.driver.escl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;

/** One request to a scanner, with deadlines; a page may take long, its bytes may not stop. */
final class EsclHttp {
  private static final int LARGEST_PAGE = 256 * 1024 * 1024;

  /**
   * An answer.
   *
   * @param status HTTP status, 0 when none came in time or the connection broke
   * @param location where a job is, as path only: the host in it is often wrong
   */
  record Answer(int status, String type, String location, byte[] body) {
    static final Answer NONE = new Answer(0, "", "", new byte[0]);
  }

  private EsclHttp() {}

  /** Sends; {@code body} null for requests without. */
  static Answer send(String method, URI to, String body, Duration deadline)
      throws TransportException {
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) to.toURL().openConnection();
      connection.setConnectTimeout((int) Math.min(1500, deadline.toMillis()));
      connection.setReadTimeout((int) Math.max(1, deadline.toMillis()));
      connection.setRequestMethod(method);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "text/xml");
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      String location = connection.getHeaderField("Location");
      String path = location == null ? "" : URI.create(location).getPath();
      String type = connection.getContentType() == null ? "" : connection.getContentType();
      InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Answer(status, type, path, in == null ? new byte[0] : read(in, connection));
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
      if (out.size() + n > LARGEST_PAGE) {
        throw new IOException("the page is too large");
      }
      out.write(buffer, 0, n);
      n = in.read(buffer);
    }
    long announced = connection.getContentLengthLong();
    if (announced > out.size()) {
      throw new IOException("the page ended early");
    }
    return out.toByteArray();
  }
}
