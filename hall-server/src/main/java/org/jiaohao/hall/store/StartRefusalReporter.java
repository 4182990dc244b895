package org.jiaohao.hall.store;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells whoever started the program why it does not run, instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartRefusalReporter implements SpringBootExceptionReporter {
  StartRefusalReporter(ConfigurableApplicationContext context) {
    // made by Spring Boot, which hands over the context
  }

  @Override
  public boolean reportException(Throwable failure) {
    if (failure instanceof StartRefusedException refused) {
      System.err.println(refused.sentences());
      return true;
    }
    return false;
  }
}
