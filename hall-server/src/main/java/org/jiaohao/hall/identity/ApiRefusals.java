package org.jiaohao.hall.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jiaohao.hall.limit.KnownCredentials;
import org.jiaohao.hall.pages.NotAllowed;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.ProblemWriter;
import org.springframework.context.MessageSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Refusals of the API as problem documents. */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final ProblemWriter problems;
  private final MessageSource messages;
  private final KnownCredentials known;

  ApiRefusals(ProblemWriter problems, MessageSource messages, KnownCredentials known) {
    this.problems = problems;
    this.messages = messages;
    this.known = known;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    known.wrong(request);
    if (request.getHeader("Sec-Fetch-Mode") == null) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"jiaohao\", charset=\"UTF-8\"");
    } // else a browser's page called, and would open a window of its own
    if (failure instanceof SignInGuard.TooManyTriesException) {
      response.setHeader("Retry-After", "60");
      write(
          response,
          new Problem(
              429,
              "too-many-tries",
              "Too many passwords were tried from this address. Wait a minute, then try again.",
              "本地址尝试密码的次数过多，请一分钟后再试。"));
      return;
    }
    write(
        response,
        new Problem(
            401,
            "sign-in-required",
            "Sign in: the user name or password is missing or wrong. After several wrong ones, wait"
                + " ten minutes or ask the security officer.",
            "请先登录：用户名或密码缺失或不正确。多次输错请等十分钟，或联系安全管理员。"));
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
            text(failure, Locale.ENGLISH),
            text(failure, Locale.SIMPLIFIED_CHINESE)));
  }

  private String text(AccessDeniedException failure, Locale locale) {
    return failure instanceof NotAllowed known
        ? known.text(messages, locale)
        : messages.getMessage("error.forbidden.text", null, locale);
  }

  void write(HttpServletResponse response, Problem problem) throws IOException {
    problems.write(response, problem);
  }
}
