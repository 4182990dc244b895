package org.jiaohao.journey;

import java.io.PrintStream;

/** {@code ./demo --check}: plays one citizen's round against a running hall. */
final class DemoCheck {
  private static final String WINDOW = "3";

  private final DemoFile demo;
  private final Transcript transcript;

  private DemoCheck(DemoFile demo, PrintStream out) {
    this.demo = demo;
    this.transcript = new Transcript(out);
  }

  /** Plays the round; returns 0, or 1 after printing the first thing that was wrong. */
  static int play(DemoFile demo, PrintStream out) {
    DemoCheck check = new DemoCheck(demo, out);
    try {
      check.round();
      out.printf("All %d steps went well.%n", check.transcript.steps());
      return 0;
    } catch (JourneyException e) {
      out.println("Wrong: " + e.getMessage());
      return 1;
    }
  }

  private void round() {
    Clerk clerk = new Clerk(demo, "clerk" + WINDOW, WINDOW);
    transcript.step("window " + WINDOW + " opens", clerk::open);
  }
}
