package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.StorageException.Reason;
import org.jiaohao.hall.store.StoreHealth;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A database that cannot store or read is told as such wherever it is met, in sign-in and other
 * filters too: as a problem below {@code /api/}, else by the error page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class StorageRefusals extends OncePerRequestFilter {
  private final ProblemWriter problems;
  private final StoreHealth health;

  StorageRefusals(ProblemWriter problems, StoreHealth health) {
    this.problems = problems;
    this.health = health;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      Optional<Reason> reason = StorageException.reasonOf(e);
      if (reason.isEmpty() || response.isCommitted()) {
        throw e;
      }
      health.met(reason.get());
      Problem problem = StorageProblems.of(reason.get());
      response.resetBuffer();
      if (request.getRequestURI().startsWith("/api/")) {
        problems.write(response, problem);
      } else {
        request.setAttribute(Problem.ATTRIBUTE, problem);
        response.sendError(problem.status());
      }
    }
  }
}
