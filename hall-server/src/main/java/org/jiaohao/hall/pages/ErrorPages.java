package org.jiaohao.hall.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.ProblemWriter;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.Controller;

/**
 * Says what no handler answered: unknown addresses, refusals, mistakes of the server. People read a
 * page in the shell they know; programs, and whoever asks the API, get a problem document.
 */
@Component("/error")
class ErrorPages implements ErrorController, Controller {
  /** A kind of error: its words are {@code error.<key>.…}, its problem is named by the slug. */
  private enum Kind {
    UNKNOWN("unknown", "not-found"),
    ADDRESS("address", "bad-request"),
    FORBIDDEN("forbidden", "forbidden"),
    EXPIRED("expired", "page-expired"),
    BROKEN("broken", "internal-error");

    private final String key;
    private final String slug;

    Kind(String key, String slug) {
      this.key = key;
      this.slug = slug;
    }
  }

  private final MessageSource messages;
  private final ProblemWriter problems;
  private final PageShells shells;

  ErrorPages(MessageSource messages, ProblemWriter problems, PageShells shells) {
    this.messages = messages;
    this.problems = problems;
    this.shells = shells;
  }

  @Override
  public ModelAndView handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // the address that failed filled these in, and a template would take them for its model
    request.removeAttribute(View.PATH_VARIABLES);
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    Kind kind = kind(status, request);
    Object known = request.getAttribute(Problem.ATTRIBUTE);
    if (isForProgram(request)) {
      problems.write(response, known instanceof Problem told ? told : problem(kind, status));
      return null;
    }
    var page = new ModelAndView("error", HttpStatusCode.valueOf(status));
    page.addObject(
        "problem",
        known instanceof Problem told ? ErrorText.of(told, messages) : text(kind, request));
    return page;
  }

  /** Staff are told of pages and people of theirs; citizens of codes and the guide desk. */
  private ErrorText text(Kind kind, HttpServletRequest request) {
    if (request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof NotAllowed refused) {
      return ErrorText.of(refused, messages);
    }
    boolean twofold = kind == Kind.UNKNOWN || kind == Kind.ADDRESS;
    return twofold && !shells.shell(request).citizen()
        ? ErrorText.ofStaff(kind.key, messages)
        : ErrorText.of(kind.key, messages);
  }

  private static Kind kind(int status, HttpServletRequest request) {
    return switch (status) {
      case 403 ->
          request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException
              ? Kind.EXPIRED
              : Kind.FORBIDDEN;
      case 404, 405 -> Kind.UNKNOWN;
      case 400 -> Kind.ADDRESS;
      default -> Kind.BROKEN;
    };
  }

  private static boolean isForProgram(HttpServletRequest request) {
    boolean api =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String address
            && address.startsWith("/api/");
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return api || accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  private Problem problem(Kind kind, int status) {
    String key = "error." + kind.key + ".text";
    return new Problem(
        status,
        kind.slug,
        messages.getMessage(key, null, Locale.ENGLISH),
        messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE));
  }
}
