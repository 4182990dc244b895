package org.jiaohao.agent;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in both languages that another program has the port of the agent's pages. */
@Order(Ordered.HIGHEST_PRECEDENCE) // the framework has one of its own
class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
  private static final String ACTION =
      """
      如该终端程序已在运行，请使用它或先停止它；否则请停止占用端口的程序，或用 server.port 改用其他端口，然后重新启动。
      If this agent runs already, use it or stop it first; else stop the program that has the port, or set another one
      by server.port, then start again.""";

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
    int port = cause.getPort();
    String said = "端口 %d 已被其他程序占用。%nAnother program has port %d.".formatted(port, port);
    return new FailureAnalysis(said, ACTION, cause);
  }
}
