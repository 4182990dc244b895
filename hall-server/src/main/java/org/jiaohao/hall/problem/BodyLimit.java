package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies over 64 KB below {@code /api/}, also when their length is not announced. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 20)
class BodyLimit extends OncePerRequestFilter {
  private static final long LIMIT = 64 * 1024;

  static Problem problem() {
    return new Problem(413, "body-too-large", "The body is over 64 KB.", "请求内容超过 64 KB。");
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // Imports are larger; the multipart limits of the server hold for them.
    String path = request.getRequestURI();
    return !path.startsWith("/api/") || path.equals(ReadableRequests.UPLOADS);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Limited(request), response);
  }

  /** The body is longer than the limit. */
  static final class TooLargeException extends IOException {}

  private static final class Limited extends HttpServletRequestWrapper {
    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (getContentLengthLong() > LIMIT) {
        throw new TooLargeException();
      }
      return new CountingStream(super.getInputStream());
    }
  }

  private static final class CountingStream extends ServletInputStream {
    private final ServletInputStream in;
    private long count;

    CountingStream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int bytes) throws IOException {
      count += bytes;
      if (count > LIMIT) {
        throw new TooLargeException();
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
