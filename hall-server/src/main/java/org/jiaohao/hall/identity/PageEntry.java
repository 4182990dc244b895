package org.jiaohao.hall.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What a stranger is told at an address that asks for a sign-in: to sign in where staff have a
 * page, and why they have to sign in again; and elsewhere that there is none. Citizens mistype
 * addresses, and have no account.
 */
@Component
class PageEntry implements AuthenticationEntryPoint {
  private final AuthenticationEntryPoint signIn;
  private final ObjectProvider<RequestMappingHandlerMapping> mapping;
  private volatile List<RequestMatcher> ofStaff;

  PageEntry(
      StaffSessions sessions,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping) {
    this.signIn =
        new LoginUrlAuthenticationEntryPoint("/login") {
          @Override
          protected String determineUrlToUseForThisRequest(
              HttpServletRequest request,
              HttpServletResponse response,
              AuthenticationException failure) {
            return sessions.signInPage(request);
          }
        };
    this.mapping = mapping;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    if (ofStaff == null) {
      ofStaff = read(); // not before the first request: the handlers need the security first
    }
    if (ofStaff.stream().anyMatch(address -> address.matches(request))) {
      signIn.commence(request, response, failure);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Addresses of all handlers, and those that filters and libraries serve. */
  private List<RequestMatcher> read() {
    var matchers = PathPatternRequestMatcher.withDefaults();
    return Stream.concat(
            Stream.of("/logout", "/actuator/**", "/swagger-ui/**"),
            mapping.getObject().getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()))
        .distinct()
        .<RequestMatcher>map(matchers::matcher)
        .toList();
  }
}
