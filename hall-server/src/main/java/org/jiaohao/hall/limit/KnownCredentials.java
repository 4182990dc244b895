package org.jiaohao.hall.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who is no stranger: a request of a session, or with credentials that were right within the last
 * ten minutes. What a header says is nothing until somebody has looked at it. It lets nobody in; it
 * only says whose share of the server a request takes.
 */
@Component
public class KnownCredentials {
  private static final int MOST = 20_000;

  private static final String CONTEXT =
      HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

  /** Hashes of headers that were right, and whose they are. */
  private final Cache<String, String> right =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(10)).build();

  KnownCredentials() {}

  /** Whether somebody known sent the request. */
  boolean sent(HttpServletRequest request) {
    return account(request).isPresent();
  }

  /** The account of somebody known, whatever the request goes to. */
  Optional<String> account(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      Object context = session.getAttribute(CONTEXT);
      return Optional.of(
          context instanceof SecurityContext signedIn && signedIn.getAuthentication() != null
              ? signedIn.getAuthentication().getName()
              : session.getId());
    }
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header == null
        ? Optional.empty()
        : Optional.ofNullable(right.getIfPresent(hash(header)));
  }

  /** The request's credentials are right: what is still to come of it may take its time. */
  public void right(HttpServletRequest request, String account) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null) {
      right.put(hash(header), account);
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
