package org.jiaohao.agent;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Turns a {@link SettingsException} into a few clear lines instead of a stack trace. */
class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<SettingsException> {
  private static final String ACTION =
      """
      请在配置文件、环境变量或命令行参数中补全后重新启动，例如：
      Set them in the configuration file, the environment or as arguments and start again, for example:
        jiaohao.server=https://10.0.0.1:8443
        jiaohao.hall=yj-c00
        jiaohao.agent.id=kiosk-1""";

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, SettingsException cause) {
    return new FailureAnalysis(cause.getMessage(), ACTION, cause);
  }
}
