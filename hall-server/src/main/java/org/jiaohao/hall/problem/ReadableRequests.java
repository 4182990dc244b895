package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what of a request cannot be read, before anybody asks for it: parameters as {@code
 * ?number=%FF}, a form that is too long, a body of no one kind, as {@code application/*}. Wherever
 * it was asked for first, the exception came as an error of the server, with its trace in the log.
 *
 * <p>An upload is kept in memory as a whole by whoever asks for a parameter first, be it the check
 * of a form's token. So it is taken at the one address that wants one, and from nobody unknown.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ReadableRequests extends OncePerRequestFilter {
  /** The web server lets them pass, so that a person who types them reads an answer in words. */
  private static final String NOT_IN_PATHS = "<>[]\\^`{|}";

  /** Imports; every other body is small. */
  static final String UPLOADS = "/api/v1/import";

  /** A sign-in or an enrolment; each connection may hold as much in memory. */
  private static final int STRANGERS_BODY = 8 * 1024;

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
    boolean upload = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    if (upload && !takesUploads(request)) {
      problems.write(response, noUpload());
      return;
    }
    if (Stranger.sends(request) && isLong(request)) {
      problems.write(response, tooLongForStrangers());
      return;
    }
    try {
      if (!upload) {
        request.getParameterMap();
      }
    } catch (InvalidParameterException e) {
      problems.write(response, problem(e.getErrorCode()));
      return;
    }
    chain.doFilter(request, response);
  }

  /** Or of a length that nobody knows. */
  private static boolean isLong(HttpServletRequest request) {
    return request.getContentLengthLong() > STRANGERS_BODY
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  /** Whoever sends a password is asked for it before the body is read. */
  private static boolean takesUploads(HttpServletRequest request) {
    return request.getRequestURI().equals(UPLOADS) && !Stranger.sends(request);
  }

  private static Problem tooLongForStrangers() {
    return new Problem(
        413,
        "form-too-large",
        "The form is too long: without a sign-in it has 8 KB at most. Sign in again, then repeat.",
        "表单内容过长：未登录时不得超过 8 KB，请重新登录后再提交。");
  }

  private static Problem noUpload() {
    return new Problem(
        415, "no-upload", "Files are taken by imports only, after signing in.", "仅导入功能接收文件，且须先登录。");
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
