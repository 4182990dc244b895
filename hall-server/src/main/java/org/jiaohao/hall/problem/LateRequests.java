package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.jiaohao.contract.http.HallHeaders;
import org.jiaohao.hall.store.LatestTime;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A press that reaches the server late, because the network or the machine stood still, is refused
 * after the time its sender named in {@link HallHeaders#LATEST}: the page has said by then that
 * nobody answered. Stands behind {@link IdempotentRequests}, so that the repeat of what was carried
 * out in time still gets its answer.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 9)
class LateRequests extends OncePerRequestFilter {
  private final Clock clock;
  private final ProblemWriter problems;

  LateRequests(Clock clock, ProblemWriter problems) {
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/")
        || request.getHeader(HallHeaders.LATEST) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    LatestTime latest;
    try {
      latest =
          new LatestTime(
              Instant.ofEpochMilli(Long.parseLong(request.getHeader(HallHeaders.LATEST))));
    } catch (NumberFormatException | DateTimeException e) {
      problems.write(response, unreadable());
      return;
    }
    if (latest.passed(clock.instant())) {
      problems.write(response, tooLate());
      return;
    }
    Scope.within(latest::serve, chain, request, response);
  }

  static Problem tooLate() {
    return Problem.conflict(
        "too-late",
        "The server did not answer in time, so this was not carried out. Look at the present"
            + " state, then press again.",
        "服务器当时没有及时响应，这次操作没有执行。请看清当前状态后再按一次。");
  }

  private static Problem unreadable() {
    return Problem.badRequest(
        "wrong-latest-time",
        HallHeaders.LATEST
            + " must be milliseconds since 1970 in the server's time, see "
            + HallHeaders.TIME
            + ".",
        "请求头 " + HallHeaders.LATEST + " 应为服务器时间的毫秒数（参见 " + HallHeaders.TIME + "）。");
  }
}
