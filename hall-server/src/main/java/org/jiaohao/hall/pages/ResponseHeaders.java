package org.jiaohao.hall.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every answer allows a browser, errors and the API's answers included: to load what this
 * server serves and nothing else, since halls have no internet.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ResponseHeaders extends OncePerRequestFilter {
  /** Answers of the API are no pages. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean api = request.getRequestURI().startsWith("/api/");
    response.setHeader("Content-Security-Policy", api ? NOTHING : ofPages("", ""));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    chain.doFilter(request, response);
  }

  /**
   * What a page may load.
   *
   * @param pictures further sources of pictures, each after a space
   * @param others origins of other programs that it shows, each after a space
   */
  static String ofPages(String pictures, String others) {
    return "default-src 'self'; img-src 'self' data:"
        + pictures
        + "; frame-src 'self'"
        + others
        + "; connect-src 'self'"
        + others
        + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
  }
}
