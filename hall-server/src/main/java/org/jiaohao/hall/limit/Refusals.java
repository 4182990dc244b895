package org.jiaohao.hall.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers what is refused before anybody looks at it: a bare page or a problem document. */
@Component
class Refusals {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>叫号 · Jiaohao</title></head>
      <body><h1>%s</h1><p lang="en">%s</p></body></html>
      """;

  private final ProblemWriter problems;

  Refusals(ProblemWriter problems) {
    this.problems = problems;
  }

  /** Answers and ends the connection; what is still to come of the request is not kept. */
  void answer(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    HeldConnection.current().ifPresent(HeldConnection::answered);
    response.setHeader(HttpHeaders.CONNECTION, "close");
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
      problems.write(response, problem);
      return;
    }
    response.setStatus(problem.status());
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(PAGE.formatted(problem.detailZh(), problem.getMessage()));
  }
}
