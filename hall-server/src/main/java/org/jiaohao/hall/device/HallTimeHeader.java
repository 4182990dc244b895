package org.jiaohao.hall.device;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jiaohao.contract.http.HallHeaders;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every answer of the API carries {@link HallHeaders#TIME}: the server's time when the request
 * arrived, in epoch milliseconds. Agents measure by it how far their clocks are off.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HallTimeHeader extends OncePerRequestFilter {
  private final Clock clock;

  HallTimeHeader(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(HallHeaders.TIME, String.valueOf(clock.millis()));
    chain.doFilter(request, response);
  }
}
