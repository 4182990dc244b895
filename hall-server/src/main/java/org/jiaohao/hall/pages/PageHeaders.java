package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Pages are not kept by browsers, and only this server's own show them in frames. The demo page
 * alone shows other programs of the same machine, and names exactly those.
 */
@Component
class PageHeaders implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().isAnnotationPresent(PageController.class)) {
      if (method.getBean() instanceof OtherPrograms page) {
        String others = page.origins();
        response.setHeader(
            "Content-Security-Policy", ResponseHeaders.ofPages(" blob:" + others, others));
      }
      response.setHeader("X-Frame-Options", "SAMEORIGIN");
      response.setHeader("Cache-Control", "no-store");
    }
    return true;
  }
}
