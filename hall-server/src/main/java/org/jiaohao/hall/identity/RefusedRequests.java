package org.jiaohao.hall.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.Source;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes in the log what people were refused (N17): every 403, whoever decided it. The same again
 * within a minute is counted and told at its end, so that a page that asks again and again does not
 * fill the log.
 */
@Component
class RefusedRequests extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(RefusedRequests.class);
  private static final int MOST_REMEMBERED = 10_000;

  private final Round<Refusal> rest = new Round<>(log, "the note of a refusal");
  private final WritePath writes;
  private final Cache<Refusal, AtomicInteger> lately;
  private final Cache<Refusal, AtomicInteger> untold =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterAccess(Duration.ofHours(1))
          .build();

  @Autowired
  RefusedRequests(WritePath writes) {
    this(writes, Ticker.systemTicker());
  }

  RefusedRequests(WritePath writes, Ticker ticker) {
    this.writes = writes;
    this.lately =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
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
    var refusal = new Refusal(username, Source.current().name(), what);
    untold.get(refusal, k -> new AtomicInteger()).incrementAndGet();
    tell(refusal);
  }

  /** What was counted after the last entry is told when its minute is over, though nobody asks. */
  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void tellTheRest() {
    rest.over(untold.asMap().keySet(), this::tell);
  }

  private void tell(Refusal refusal) {
    AtomicInteger times = untold.getIfPresent(refusal);
    if (times == null || times.get() == 0 || lately.asMap().putIfAbsent(refusal, times) != null) {
      return;
    }
    int count = times.getAndSet(0);
    String username = refusal.username;
    var event = new AccountEvent.Refused(username, refusal.what, count);
    try {
      new Source(refusal.source)
          .run(() -> writes.run(tx -> tx.append(EventQuery.NO_HALL, event, username)));
    } catch (StorageException | DataAccessException e) { // the answer is out already
      times.addAndGet(count);
      log.warn("a refusal could not be noted: {}", e.getMessage());
    }
  }

  /** Who was refused what, and where they were. */
  private record Refusal(String username, String source, String what) {}

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
