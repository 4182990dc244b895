package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads the content of an answer, which may be large, endless, or cut off. */
final class BodyReader {
  private static final int PART = 64 * 1024;

  /** Of the memory there is; a page is held once as it comes, and once as it is handed on. */
  private static final long LARGEST = Runtime.getRuntime().maxMemory() / 4;

  private final List<byte[]> parts = new ArrayList<>();
  private int size;

  private BodyReader() {}

  static HttpAnswer read(ClassicHttpResponse response) throws IOException {
    var reader = new BodyReader();
    int status = response.getCode();
    HttpEntity entity = response.getEntity();
    if (entity != null && !reader.whole(entity.getContent())) {
      status = 0;
    }
    return new HttpAnswer(
        status, header(response, "Content-Type"), header(response, "Location"), reader.body());
  }

  /** Whether all of it came. */
  private boolean whole(InputStream in) {
    try {
      byte[] part = part(in);
      while (part.length > 0 && size + part.length <= LARGEST) {
        parts.add(part);
        size += part.length;
        part = part(in);
      }
      return part.length == 0;
    } catch (IOException e) {
      return false; // the part that came is handed on
    }
  }

  /** The next bytes; none at the end. */
  private static byte[] part(InputStream in) throws IOException {
    var buffer = new byte[PART];
    int n = in.read(buffer);
    return n == PART ? buffer : Arrays.copyOf(buffer, Math.max(0, n));
  }

  private byte[] body() {
    var body = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, body, at, part.length);
      at += part.length;
    }
    return body;
  }

  private static String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null || header.getValue() == null ? "" : header.getValue();
  }
}
