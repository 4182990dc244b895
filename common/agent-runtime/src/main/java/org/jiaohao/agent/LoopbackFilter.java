package org.jiaohao.agent;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jiaohao.faces.BareErrors;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * An agent's pages are for browsers of its own machine: requests under another host name and
 * requests from foreign pages get 403, and only pages of this machine may frame them. The referrer
 * policy must not be {@code no-referrer}: browsers then send the agent's own forms with {@code
 * Origin: null}.
 */
final class LoopbackFilter extends OncePerRequestFilter {
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action"
          + " 'self'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!OWN_NAMES.contains(request.getServerName()) || foreign(request.getHeader("Origin"))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    try {
      request.getParameterMap();
    } catch (InvalidParameterException e) { // for example ?lang=%FF
      BareErrors.write(request, response, e.getErrorCode());
      return;
    }
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    chain.doFilter(request, response);
  }

  private static boolean foreign(String origin) {
    if (origin == null) {
      return false;
    }
    try {
      String host = URI.create(origin).getHost();
      return host == null || !OWN_NAMES.contains(host);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
