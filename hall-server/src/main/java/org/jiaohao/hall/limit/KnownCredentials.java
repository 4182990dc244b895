package org.jiaohao.hall.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Who is no stranger: a request of a session, or with credentials that were right within the last
 * ten minutes. What a header says is nothing until somebody has looked at it. It lets nobody in; it
 * only says whose share of the server a request takes.
 */
@Component
public class KnownCredentials {
  private static final int MOST = 20_000;

  /** Hashes of headers that were right. */
  private final Cache<String, Boolean> right =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(10)).build();

  KnownCredentials() {}

  /** Whether somebody known sent the request. */
  boolean sent(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return request.getSession(false) != null
        || header != null && right.getIfPresent(hash(header)) != null;
  }

  /** The request's credentials are right: what is still to come of it may take its time. */
  public void right(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      right.put(hash(header), true);
      HeldConnection.current().ifPresent(HeldConnection::known);
    }
  }

  /** The request's credentials are right no more. */
  public void wrong(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      right.invalidate(hash(header));
    }
  }

  private static String hash(String header) {
    try {
      byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
