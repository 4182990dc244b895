package org.jiaohao.hall.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jiaohao.hall.problem.Problem;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Somebody whose password is due can do nothing but change it (N16). */
class PasswordChangeFilter extends OncePerRequestFilter {
  private final ApiRefusals refusals;

  PasswordChangeFilter(ApiRefusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    boolean due = who != null && who.getPrincipal() instanceof Actor actor && actor.mustChange();
    String path = request.getRequestURI();
    if (!due || path.startsWith("/account/") || path.equals("/logout") || isAsset(path)) {
      chain.doFilter(request, response);
    } else if (path.startsWith("/api/")) {
      refusals.write(
          response,
          new Problem(
              403,
              "password-change-required",
              "Sign in on the page /account/password and choose a new password first.",
              "请先登录网页修改密码后再使用。"));
    } else {
      response.sendRedirect("/account/password");
    }
  }

  private static boolean isAsset(String path) {
    return path.startsWith("/css/") || path.startsWith("/js/") || path.startsWith("/img/");
  }
}
