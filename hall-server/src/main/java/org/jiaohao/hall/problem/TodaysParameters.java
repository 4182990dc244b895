package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiaohao.characters.OldCodes;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Parameters of forms and addresses hold today's characters ({@link OldCodes}). It stands before
 * whoever reads the form of the sign-in, so that a password is the same there and where it was set.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class TodaysParameters extends OncePerRequestFilter {
  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Mapped(request), response);
  }

  private static final class Mapped extends HttpServletRequestWrapper {
    Mapped(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getParameter(String name) {
      return OldCodes.today(super.getParameter(name));
    }

    @Override
    public String[] getParameterValues(String name) {
      return mapped(super.getParameterValues(name));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
      parameters.replaceAll((name, values) -> mapped(values));
      return parameters;
    }

    private static String[] mapped(String[] values) {
      return values == null
          ? null
          : Arrays.stream(values).map(OldCodes::today).toArray(String[]::new);
    }
  }
}
