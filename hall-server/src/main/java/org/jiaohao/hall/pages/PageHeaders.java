package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * What a page may load: only what this server serves, since halls have no internet. The demo page
 * alone shows other programs of the same machine, and names exactly those.
 */
@Component
class PageHeaders implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().isAnnotationPresent(PageController.class)) {
      boolean framing = method.getBean() instanceof OtherPrograms;
      String others = method.getBean() instanceof OtherPrograms page ? page.origins() : "";
      String pictures = framing ? " blob:" + others : "";
      response.setHeader(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data:"
              + pictures
              + "; frame-src 'self'"
              + others
              + "; connect-src 'self'"
              + others
              + "; object-src 'none'; base-uri 'self'; form-action 'self';"
              + " frame-ancestors 'self'");
      response.setHeader("X-Frame-Options", "SAMEORIGIN");
      response.setHeader("Referrer-Policy", "same-origin");
      response.setHeader("Cache-Control", "no-store");
    }
    return true;
  }
}
