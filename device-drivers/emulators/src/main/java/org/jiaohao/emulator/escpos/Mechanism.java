package org.jiaohao.emulator.escpos;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jiaohao.emulator.render.Dots;

/** What head, motor and knife still have to do, in order. */
final class Mechanism {
  /** One thing to do. */
  sealed interface Step {}

  /** Moves the paper by one row of dots and prints it; empty = white. */
  record Row(byte[] dots) implements Step {}

  /** Notes what stands above; takes no time. */
  record Reads(String text, boolean qr) implements Step {}

  /** Cuts. */
  record Cut() implements Step {}

  private static final byte[] WHITE = {};

  private final Deque<Step> steps = new ArrayDeque<>();

  Step next() {
    return steps.peek();
  }

  void done() {
    steps.remove();
  }

  boolean idle() {
    return steps.isEmpty();
  }

  void stop() {
    steps.clear();
  }

  void feed(int rows) {
    for (int i = 0; i < rows; i++) {
      steps.add(new Row(WHITE));
    }
  }

  void print(Dots dots) {
    for (int y = 0; y < dots.height(); y++) {
      steps.add(new Row(dots.row(y)));
    }
  }

  void row(byte[] row) {
    steps.add(new Row(row));
  }

  void text(String text) {
    steps.add(new Reads(text, false));
  }

  void qr(String payload) {
    steps.add(new Reads(payload, true));
  }

  void cut() {
    steps.add(new Cut());
  }
}
