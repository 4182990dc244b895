package org.jiaohao.hall.problem;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A request whose body was read, so that it can be compared, and is read again by the handler. */
final class BufferedBody extends HttpServletRequestWrapper {
  private final byte[] body;

  /**
   * Kept, since the search for a handler asks hundreds of times, through all layers of wrappers.
   */
  private final String method;

  private BufferedBody(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
    this.method = request.getMethod();
  }

  /** The request with its body in memory; files (multipart) stay where the server puts them. */
  static HttpServletRequest of(HttpServletRequest request) throws IOException {
    return isUpload(request)
        ? request
        : new BufferedBody(request, request.getInputStream().readAllBytes());
  }

  /** Whether the body is one of files. */
  static boolean isUpload(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** The same for the same request; of files only the length is compared. */
  static String fingerprint(HttpServletRequest request) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
      digest.update((request.getRequestURI() + query + "\n").getBytes(StandardCharsets.UTF_8));
      if (request instanceof BufferedBody buffered) {
        digest.update(buffered.body);
      } else {
        digest.update(String.valueOf(request.getContentLengthLong()).getBytes());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public ServletInputStream getInputStream() {
    var in = new ByteArrayInputStream(body);
    return new ServletInputStream() {
      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        return in.read(buffer, offset, length);
      }

      @Override
      public boolean isFinished() {
        return in.available() == 0;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("the body was read already");
      }
    };
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
