package org.jiaohao.hall.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells what a person does from what a page does by itself (N16): a person opens pages and presses
 * keys, and a page tells of touches and letters by a POST; what a page fetches to show it anew, and
 * streams, keep no session alive. Stands before the filter that turns ended sessions away.
 */
class IdleFilter extends OncePerRequestFilter {
  private final StaffSessions sessions;

  IdleFilter(StaffSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      sessions.endIfIdle(session.getId());
      if (isAct(request)) {
        sessions.acted(session.getId());
      }
    }
    chain.doFilter(request, response);
  }

  static boolean isAct(HttpServletRequest request) {
    if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
      return true;
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && request.getHeader("HX-Request") == null
        && request.getHeader("X-Requested-With") == null;
  }
}
