package org.jiaohao.hall.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.ProblemWriter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Refusals of the API as problem documents. */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final ProblemWriter problems;

  ApiRefusals(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (request.getHeader("Sec-Fetch-Mode") == null) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"jiaohao\", charset=\"UTF-8\"");
    } // else a browser's page called, and would open a window of its own
    if (failure instanceof LockedException) {
      write(
          response,
          new Problem(
              401,
              "account-locked",
              "Too many wrong passwords; wait ten minutes or ask the administrator to reset it.",
              "密码错误次数过多，请十分钟后再试，或请管理员重置。"));
      return;
    }
    write(
        response,
        new Problem(
            401,
            "sign-in-required",
            "Sign in: the user name or password is missing or wrong.",
            "请先登录：用户名或密码缺失或不正确。"));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    if (failure instanceof CsrfException) {
      write(
          response,
          new Problem(403, "page-expired", "The page is too old. Load it again.", "页面已过期，请刷新后重试。"));
      return;
    }
    write(
        response,
        new Problem(
            403,
            "not-allowed",
            "Your account may not do this. Ask the hall manager.",
            "当前账号没有此操作的权限，请联系大厅值班长。"));
  }

  void write(HttpServletResponse response, Problem problem) throws IOException {
    problems.write(response, problem);
  }
}
