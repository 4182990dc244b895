package org.jiaohao.hall.pages;

import org.jiaohao.hall.problem.Problem;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * What an error page says.
 *
 * @param title what went wrong
 * @param text what to do next, in the page's language
 * @param other the same in the other language, or null
 */
record ErrorText(String title, String text, String other) {

  /** What a problem says, first in the reader's language. */
  static ErrorText of(Problem problem, MessageSource messages) {
    var locale = LocaleContextHolder.getLocale();
    boolean english = locale.getLanguage().equals("en");
    return new ErrorText(
        messages.getMessage("error.refused", null, locale),
        english ? problem.getMessage() : problem.detailZh(),
        english ? problem.detailZh() : problem.getMessage());
  }

  /** Who may do what the reader may not. */
  static ErrorText of(NotAllowed refused, MessageSource messages) {
    var locale = LocaleContextHolder.getLocale();
    return new ErrorText(
        messages.getMessage("error.forbidden.title", null, locale),
        refused.text(messages, locale),
        null);
  }

  /** The words {@code error.<kind>.title} and, for all kinds, {@code error.staff}. */
  static ErrorText ofStaff(String kind, MessageSource messages) {
    var locale = LocaleContextHolder.getLocale();
    return new ErrorText(
        messages.getMessage("error." + kind + ".title", null, locale),
        messages.getMessage("error.staff", null, locale),
        null);
  }

  /** The words {@code error.<kind>.title} and {@code error.<kind>.text}. */
  static ErrorText of(String kind, MessageSource messages) {
    var locale = LocaleContextHolder.getLocale();
    return new ErrorText(
        messages.getMessage("error." + kind + ".title", null, locale),
        messages.getMessage("error." + kind + ".text", null, locale),
        null);
  }
}
