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
import org.jiaohao.hall.problem.ProblemWriter;
import org.jiaohao.hall.problem.Stranger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how often an address asks without an account, before anything is done for it. Who is
 * signed in is not counted, and passwords have limits of their own.
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
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>叫号 · Jiaohao</title></head>
      <body><h1>%s</h1><p lang="en">%s</p></body></html>
      """
          .formatted(TOO_MANY.detailZh(), TOO_MANY.getMessage());

  private final LoadingCache<String, Bucket> buckets;
  private final ProblemWriter problems;

  StrangerLimit(LimitSettings limits, ProblemWriter problems) {
    this.problems = problems;
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
    if (!Stranger.sends(request) || buckets.get(Origin.of(request.getRemoteAddr())).tryConsume(1)) {
      chain.doFilter(request, response);
    } else {
      refuse(request, response);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "5");
    response.setHeader(HttpHeaders.CONNECTION, "close");
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
      problems.write(response, TOO_MANY);
      return;
    }
    response.setStatus(TOO_MANY.status());
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(PAGE);
  }
}
