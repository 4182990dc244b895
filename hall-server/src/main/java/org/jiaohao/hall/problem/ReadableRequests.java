package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what of a request cannot be read, before anybody asks for it: parameters as {@code
 * ?number=%FF}, a form that is too long, a body of no one kind, as {@code application/*}. Wherever
 * it was asked for first, the exception came as an error of the server, with its trace in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ReadableRequests extends OncePerRequestFilter {
  /** The web server lets them pass, so that a person who types them reads an answer in words. */
  private static final String NOT_IN_PATHS = "<>[]\\^`{|}";

  private final ProblemWriter problems;

  ReadableRequests(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getRequestURI().chars().anyMatch(c -> NOT_IN_PATHS.indexOf(c) >= 0)) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    String type = request.getContentType();
    if (type != null && type.split(";", 2)[0].contains("*")) {
      problems.write(response, ProblemAdvice.notJson());
      return;
    }
    try {
      request.getParameterMap(); // of an upload those of the address
    } catch (InvalidParameterException e) {
      problems.write(response, problem(e.getErrorCode()));
      return;
    }
    chain.doFilter(request, response);
  }

  private static Problem problem(int status) {
    return status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
        ? new Problem(status, "form-too-large", "The form is too long.", "表单内容过长，请缩短后重试。")
        : Problem.badRequest(
            "bad-parameter",
            "A parameter of the address cannot be read; write it in UTF-8, percent-encoded.",
            "地址中的参数无法识别，请使用 UTF-8 百分号编码。");
  }
}
