package org.jiaohao.device.driver.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads the content of an answer, which may be large, slow, or cut off. */
final class BodyReader {
  private static final int PART = 64 * 1024;
  private static final int TIMES = 10;

  /** Of the memory there is; a page is held once as it comes, and once as it is handed on. */
  private static final long LARGEST = Runtime.getRuntime().maxMemory() / 4;

  private final long until;

  /** Gives up after ten times this long. */
  BodyReader(Duration deadline) {
    this.until = System.nanoTime() + TIMES * deadline.toNanos();
  }

  HttpAnswer read(ClassicHttpResponse response) throws IOException {
    var body = new ByteArrayOutputStream();
    int status = response.getCode();
    HttpEntity entity = response.getEntity();
    if (entity != null && !read(entity.getContent(), body)) {
      status = 0;
    }
    return new HttpAnswer(
        status, header(response, "Content-Type"), header(response, "Location"), body.toByteArray());
  }

  /** Whether all of it came. */
  private boolean read(InputStream in, ByteArrayOutputStream body) {
    var buffer = new byte[PART];
    try {
      int n = in.read(buffer);
      while (n >= 0 && body.size() + n <= LARGEST && System.nanoTime() < until) {
        body.write(buffer, 0, n);
        n = in.read(buffer);
      }
      return n < 0;
    } catch (IOException e) {
      return false; // the part that came is handed on
    }
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }
}
