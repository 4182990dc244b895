package org.jiaohao.agent;

import java.util.List;

/** The settings of an agent are incomplete or wrong; the program cannot start. */
class SettingsException extends RuntimeException {
  private final List<String> problems;

  /**
   * Creates one.
   *
   * @param problems what is wrong, each zh-CN and English in one line
   */
  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}
