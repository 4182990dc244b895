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
    PageShell shell = shells.shell(request);
    var locale = LocaleContextHolder.getLocale();
    String titleKey = problem.status() == 404 ? "error.missing" : "error.refused";
    var shown =
        new Shown(
            messages.getMessage(titleKey, null, locale),
            shell.pick(problem.detailZh(), problem.getMessage()),
            shell.english() ? problem.detailZh() : problem.getMessage());
    var model = new HashMap<String, Object>();
    model.put("shell", shell);
    model.put("problem", shown);
    model.put("hall", null); // else the view would take the path variable of this name
    return new ModelAndView("error", model, HttpStatus.valueOf(problem.status()));
  }

  /**
   * A problem in words.
   *
   * @param title what went wrong
   * @param text what to do next, in the page's language
   * @param other the same in the other language
   */
  record Shown(String title, String text, String other) {}
}
