package org.jiaohao.hall.store;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells whoever started the program why it does not run, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CannotStartReporter implements SpringBootExceptionReporter {
  CannotStartReporter(ConfigurableApplicationContext context) {
    // made by Spring Boot, which hands over the context
  }

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotStart refused) {
        System.err.println(refused.getMessage());
        return true;
      }
    }
    return false;
  }
}
