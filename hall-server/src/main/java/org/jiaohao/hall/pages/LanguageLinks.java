package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Links that carry the chosen language on, where no cookie remembers it. */
public final class LanguageLinks extends StandardLinkBuilder {
  private static final String LANGUAGE = LanguageLinks.class.getName();

  /**
   * The links of the page that answers this request name the language.
   *
   * @param language {@code zh} or {@code en}, or null for the usual one
   */
  public static void carryOn(HttpServletRequest request, String language) {
    request.setAttribute(LANGUAGE, language);
  }

  @Override
  protected String processLink(IExpressionContext context, String link) {
    String whole = super.processLink(context, link);
    Object language =
        context instanceof IWebContext web ? web.getExchange().getAttributeValue(LANGUAGE) : null;
    return language == null
        ? whole
        : UriComponentsBuilder.fromUriString(whole)
            .replaceQueryParam("lang", language)
            .build()
            .toUriString();
  }

  /** Tells the template engine. */
  @Configuration
  static class Use {
    @Autowired
    void links(SpringTemplateEngine engine) {
      engine.setLinkBuilder(new LanguageLinks());
    }
  }
}
