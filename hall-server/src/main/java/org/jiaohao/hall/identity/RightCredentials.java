package org.jiaohao.hall.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jiaohao.hall.limit.KnownCredentials;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says whose credentials were found right; stands behind the filter that looks at them. */
class RightCredentials extends OncePerRequestFilter {
  private final KnownCredentials known;

  RightCredentials(KnownCredentials known) {
    this.known = known;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    StaffActor.signedIn().ifPresent(actor -> known.right(request, actor.getName()));
    chain.doFilter(request, response);
  }
}
