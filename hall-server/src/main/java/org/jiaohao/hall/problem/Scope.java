package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Something that holds while a request is served, such as its key or its latest time. */
public interface Scope {
  /** Runs the request inside. */
  void serve(Callable<Void> request) throws Exception;

  /** Runs the rest of a filter chain inside, with the chain's own exceptions. */
  static void within(
      Scope scope, FilterChain chain, ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    try {
      scope.serve(
          () -> {
            chain.doFilter(request, response);
            return null;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
