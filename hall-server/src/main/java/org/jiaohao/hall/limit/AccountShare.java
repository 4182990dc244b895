package org.jiaohao.hall.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jiaohao.hall.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many answers are under way for one account. Each is in memory until its reader has
 * taken it, and whoever asks hundreds of times and reads nothing would fill it with one password.
 * Streams do not count once they are open, nor do requests that change something: their answers are
 * short.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 15)
class AccountShare extends OncePerRequestFilter {
  /** A browser asks six times at once; programs of one account are few. */
  static final int MOST = 32;

  private static final Problem TOO_MANY =
      new Problem(
          429,
          "too-many-requests",
          "Too many answers for this account are still being read. Read them, then try again.",
          "本账号尚未读完的应答过多，请读完后再试。");

  private final Refusals refusals;
  private final Shares shares = new Shares();

  AccountShare(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRemoteUser() == null || !request.getMethod().equals(HttpMethod.GET.name());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String account = request.getRemoteUser();
    if (!shares.take(account, MOST)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      refusals.answer(request, response, TOO_MANY);
      return;
    }
    try {
      Thread.yield(); // so that all who wait for a processor count, not only those who have one
      chain.doFilter(request, response);
    } finally {
      shares.giveBack(account);
    }
  }
}
