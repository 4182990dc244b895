package org.jiaohao.hall.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The addresses of handlers that are {@link Public}: no sign-in is asked for. */
@Component
class PublicHandlers implements RequestMatcher {
  private final ObjectProvider<RequestMappingHandlerMapping> mapping;
  private volatile List<RequestMatcher> addresses;

  PublicHandlers(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping) {
    this.mapping = mapping;
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    if (addresses == null) {
      addresses = read(); // not before the first request: the handlers need the security first
    }
    return addresses.stream().anyMatch(address -> address.matches(request));
  }

  private List<RequestMatcher> read() {
    var matchers = PathPatternRequestMatcher.withDefaults();
    return mapping.getObject().getHandlerMethods().entrySet().stream()
        .filter(handler -> handler.getValue().hasMethodAnnotation(Public.class))
        .flatMap(handler -> handler.getKey().getPatternValues().stream())
        .distinct()
        .<RequestMatcher>map(matchers::matcher)
        .toList();
  }
}
