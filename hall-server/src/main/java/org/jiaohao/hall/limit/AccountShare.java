package org.jiaohao.hall.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jiaohao.hall.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many requests of one account are under way, whatever they ask for and whatever comes
 * of them. Answers are in memory until their reader has taken them, and whoever asks hundreds of
 * times would fill it, and the processors, with one password. Streams do not count once they are
 * open.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class AccountShare extends OncePerRequestFilter {
  /** Questions. A browser asks six times at once; programs of one account are few. */
  static final int MOST = 32;

  /** Requests that change something. */
  static final int MOST_ACTS = 64;

  private static final Set<String> QUESTIONS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private static final Problem TOO_MANY =
      new Problem(
          429,
          "too-many-requests",
          "Too many requests of this account are still under way. Wait for their answers, then try again.",
          "本账号尚未完成的请求过多，请待其完成后再试。");

  private final KnownCredentials known;
  private final Refusals refusals;
  private final Shares questions = new Shares();
  private final Shares acts = new Shares();

  AccountShare(KnownCredentials known, Refusals refusals) {
    this.known = known;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String account = known.account(request).orElse(null);
    if (account == null) {
      chain.doFilter(request, response);
      return;
    }
    boolean asks = QUESTIONS.contains(request.getMethod());
    Shares shares = asks ? questions : acts;
    if (!shares.take(account, asks ? MOST : MOST_ACTS)) {
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
