package org.jiaohao.hall.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/** Somebody who has a {@link Duty} can do nothing but that (N16). */
class DutiesFilter extends OncePerRequestFilter {
  private final ApiRefusals refusals;

  DutiesFilter(ApiRefusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Duty> due = StaffActor.signedIn().flatMap(Actor::due);
    String path = request.getRequestURI();
    if (due.isEmpty() || path.startsWith(due.get().page()) || isOpen(path)) {
      chain.doFilter(request, response);
    } else if (path.startsWith("/api/")) {
      refusals.write(response, due.get().problem());
    } else {
      response.sendRedirect(due.get().page());
    }
  }

  private static boolean isOpen(String path) {
    return path.equals("/logout")
        || Stream.of("/css/", "/js/", "/img/", PresencePages.PATH).anyMatch(path::startsWith);
  }
}
