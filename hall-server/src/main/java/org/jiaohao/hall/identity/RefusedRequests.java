package org.jiaohao.hall.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.Source;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes in the log what people were refused (N17): every 403, whoever decided it. The same again
 * within a minute is counted and told with the next one, so that a page that asks again and again
 * does not fill the log.
 */
@Component
class RefusedRequests extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);
  private static final int MOST_REMEMBERED = 10_000;

  private final WritePath writes;
  private final Cache<String, AtomicInteger> lately =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(Duration.ofMinutes(1))
          .build();
  private final Cache<String, AtomicInteger> untold =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  RefusedRequests(WritePath writes) {
    this.writes = writes;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
      note(request);
    }
  }

  private void note(HttpServletRequest request) {
    String username = StaffActor.signedIn().map(Actor::username).orElse("nobody");
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String what = request.getMethod() + " " + (pattern == null ? "-" : pattern);
    String key = username + " " + Source.current().name() + " " + what;
    AtomicInteger times = untold.get(key, k -> new AtomicInteger());
    times.incrementAndGet();
    if (lately.asMap().putIfAbsent(key, times) != null) {
      return;
    }
    int count = Math.max(1, times.getAndSet(0));
    try {
      writes.run(
          tx ->
              tx.append(
                  EventQuery.NO_HALL, new AccountEvent.Refused(username, what, count), username));
    } catch (StorageException | DataAccessException e) { // the answer is out already
      log.warn("a refusal could not be noted: {}", e.getMessage());
    }
  }

  /** It stands in the chains of security alone, where it is known who asks. */
  @Configuration
  static class InSecurityAlone {
    @Bean
    FilterRegistrationBean<RefusedRequests> notByItself(RefusedRequests filter) {
      var registration = new FilterRegistrationBean<>(filter);
      registration.setEnabled(false);
      return registration;
    }
  }
}
