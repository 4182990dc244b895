package org.jiaohao.hall.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jiaohao.hall.problem.Problem;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how often an address asks without an account, before anything is done for it. Who is
 * signed in is not counted; who sends credentials that are not known to be right is, and passwords
 * have limits of their own besides. Who sends many requests before the first answer is read, as no
 * browser does, gets some answers and then needs another connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
@EnableConfigurationProperties(LimitSettings.class)
class StrangerLimit extends OncePerRequestFilter {
  private static final int MOST_ORIGINS = 20_000;
  private static final Problem TOO_MANY =
      new Problem(
          429,
          "too-many-requests",
          "Too many requests came from this address. Wait some seconds, then try again.",
          "本地址请求过于频繁，请稍候几秒再试。");
  private final LoadingCache<String, Bucket> buckets;
  private final KnownCredentials known;
  private final Refusals refusals;

  StrangerLimit(LimitSettings limits, KnownCredentials known, Refusals refusals) {
    this.known = known;
    this.refusals = refusals;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_ORIGINS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build(origin -> bucket(limits));
  }

  private static Bucket bucket(LimitSettings limits) {
    return Bucket.builder()
        .withNanosecondPrecision()
        .addLimit(
            limit ->
                limit
                    .capacity(limits.burst())
                    .refillGreedy(limits.requests(), Duration.ofSeconds(1)))
        .build();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (known.sent(request)) {
      chain.doFilter(request, response);
    } else if (buckets.get(Origin.of(request.getRemoteAddr())).tryConsume(1)) {
      if (HeldConnection.current().map(HeldConnection::another).orElse(false)) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
      }
      chain.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      refusals.answer(request, response, TOO_MANY);
    }
  }
}
