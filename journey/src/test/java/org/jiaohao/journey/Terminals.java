package org.jiaohao.journey;

import java.util.ArrayList;
import java.util.List;

/** Commands as somebody types them into a terminal. */
final class Terminals {
  private Terminals() {}

  /** With its hang-up signal, which a test run begun with nohup has not. */
  static List<String> typed(List<String> command) {
    var typed = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=HUP"));
    typed.addAll(command);
    return typed;
  }
}
