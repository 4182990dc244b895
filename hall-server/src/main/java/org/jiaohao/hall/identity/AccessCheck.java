package org.jiaohao.hall.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Asks the rule of every handler of this server, before anything of the request is read: whoever is
 * refused learns nothing about the body, and a handler without a rule answers nobody.
 */
@Configuration
class AccessCheck implements HandlerInterceptor, WebMvcConfigurer {
  private static final String OURS = "org.jiaohao.";

  private final Access access;

  AccessCheck(Access access) {
    this.access = access;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean asked =
        request.getDispatcherType() == DispatcherType.REQUEST
            && handler instanceof HandlerMethod method
            && method.getBeanType().getName().startsWith(OURS);
    if (asked && !access.may((HandlerMethod) handler, hallOf(request))) {
      throw access.refusal((HandlerMethod) handler, hallOf(request));
    }
    return true;
  }

  private static String hallOf(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return variables instanceof Map<?, ?> found ? (String) found.get("hall") : null;
  }
}
