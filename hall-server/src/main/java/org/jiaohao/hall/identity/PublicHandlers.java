package org.jiaohao.hall.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Predicate;
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
  private volatile List<RequestMatcher> ofPhones;

  PublicHandlers(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping) {
    this.mapping = mapping;
  }

  @Override
  public boolean matches(HttpServletRequest request) {
    if (addresses == null) {
      addresses = read(open -> true); // not before the first request: they need security first
    }
    return addresses.stream().anyMatch(address -> address.matches(request));
  }

  /** Whether the address is one that phones are given without TLS. */
  boolean ofPhones(HttpServletRequest request) {
    if (ofPhones == null) {
      ofPhones = read(Public::phones);
    }
    return ofPhones.stream().anyMatch(address -> address.matches(request));
  }

  private List<RequestMatcher> read(Predicate<Public> wanted) {
    var matchers = PathPatternRequestMatcher.withDefaults();
    return mapping.getObject().getHandlerMethods().entrySet().stream()
        .filter(
            handler -> {
              Public open = handler.getValue().getMethodAnnotation(Public.class);
              return open != null && wanted.test(open);
            })
        .flatMap(handler -> handler.getKey().getPatternValues().stream())
        .distinct()
        .<RequestMatcher>map(matchers::matcher)
        .toList();
  }
}
