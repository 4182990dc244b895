package org.jiaohao.hall.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.context.MessageSource;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Says in words what no handler answered: unknown addresses, refusals, mistakes of the server. */
@ControllerAdvice(assignableTypes = BasicErrorController.class)
class ErrorWords {
  private final MessageSource messages;

  ErrorWords(MessageSource messages) {
    this.messages = messages;
  }

  @ModelAttribute("problem")
  ErrorText problem(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return ErrorText.of(kind(status instanceof Integer code ? code : 404, request), messages);
  }

  private static String kind(int status, HttpServletRequest request) {
    if (status == 403) {
      boolean old = request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException;
      return old ? "expired" : "forbidden";
    }
    return switch (status) {
      case 404, 405 -> "unknown";
      case 400 -> "address";
      default -> "broken";
    };
  }
}
