package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import org.jiaohao.hall.problem.Problem;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** A problem below a page's address becomes a page that says what to do next. */
@Component
class PageProblems implements HandlerExceptionResolver {
  private final PageShells shells;
  private final MessageSource messages;

  PageProblems(PageShells shells, MessageSource messages) {
    this.shells = shells;
    this.messages = messages;
  }

  @Override
  public ModelAndView resolveException(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
    if (!(failure instanceof Problem problem) || request.getRequestURI().startsWith("/api/")) {
      return null;
    }
    request.removeAttribute(View.PATH_VARIABLES); // a template would take them for its model
    PageShell shell = shells.shell(request);
    var locale = LocaleContextHolder.getLocale();
    String titleKey = problem.status() == 404 ? "error.missing" : "error.refused";
    var shown =
        new ErrorText(
            messages.getMessage(titleKey, null, locale),
            shell.pick(problem.detailZh(), problem.getMessage()),
            shell.english() ? problem.detailZh() : problem.getMessage());
    var model = new HashMap<String, Object>();
    model.put("shell", shell);
    model.put("problem", shown);
    model.put("guides", guides(problem, request));
    return new ModelAndView("error", model, HttpStatus.valueOf(problem.status()));
  }

  /** Whom an unknown item has brought here looks for it in the list of the hall's guides. */
  private static String guides(Problem problem, HttpServletRequest request) {
    String path = request.getRequestURI();
    return problem.slug().equals("unknown-item")
        ? path.substring(0, path.indexOf('/', "/g/".length()))
        : null;
  }
}
