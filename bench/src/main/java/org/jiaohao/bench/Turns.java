package org.jiaohao.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Calls and draws of two halls that run at the same time, a few seconds each in turns: whatever
 * else the machine does meets both. For two versions of the server, warm: a version with more code
 * is warm later, and that is the start's figure.
 */
final class Turns {
  private static final int TURNS = 8;
  private static final int WARM_TURNS = 20;
  private static final int CALLS_OF_TURN = 20;
  private static final long SECONDS = 3;

  private Turns() {}

  /**
   * Runs the comparison.
   *
   * @param args for each of two demos, which start now: its folder, the port of its watched line,
   *     the port of the sign behind that
   */
  public static void main(String[] args) throws Exception {
    try (var line = new LineWatch(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        var lineOfOther = new LineWatch(Integer.parseInt(args[4]), Integer.parseInt(args[5]))) {
      Hall[] halls = {Hall.await(Path.of(args[0])), Hall.await(Path.of(args[3]))};
      calls(new CallBench(halls[0], line), new CallBench(halls[1], lineOfOther));
      draws(halls);
    }
  }

  private static void calls(CallBench one, CallBench other) throws Exception {
    CallBench[] both = {one, other};
    Samples[] toAnswer = {new Samples(), new Samples()};
    Samples[] toLine = {new Samples(), new Samples()};
    for (int turn = -WARM_TURNS; turn < TURNS; turn++) {
      for (int i = 0; i < both.length; i++) {
        int who = whoIsOn(turn, i);
        if (turn < 0) {
          both[who].calls(CALLS_OF_TURN, new Samples(), new Samples());
        } else {
          both[who].calls(CALLS_OF_TURN, toAnswer[who], toLine[who]);
        }
      }
    }
    System.out.printf("%n| p50 ms | one | other | × the other |%n|---|---|---|---|%n");
    row("next → answer to the clerk", toAnswer);
    row("next → first byte on the strip's line", toLine);
  }

  private static void row(String name, Samples[] samples) {
    double one = samples[0].percentile(50);
    double other = samples[1].percentile(50);
    System.out.printf("| %s | %.2f | %.2f | %.2f |%n", name, one, other, one / other);
  }

  private static void draws(Hall[] halls) throws Exception {
    String[] kiosks = {halls[0].enrolKiosk("turns"), halls[1].enrolKiosk("turns")};
    draws(halls, kiosks, 8, WARM_TURNS);
    System.out.printf("%n| clients | draws/s | of the other | × the other |%n|---|---|---|---|%n");
    for (int clients : new int[] {1, 8, 32}) {
      int[][] counts = draws(halls, kiosks, clients, TURNS);
      double[] rates =
          IntStream.range(0, halls.length)
              .mapToDouble(i -> Arrays.stream(counts[i]).sum() / (double) (TURNS * SECONDS))
              .toArray();
      System.out.printf(
          "| %d | %.0f | %.0f | %.2f |%n", clients, rates[0], rates[1], rates[0] / rates[1]);
    }
  }

  private static int[][] draws(Hall[] halls, String[] kiosks, int clients, int turns)
      throws Exception {
    int[][] counts = new int[halls.length][turns];
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < halls.length; i++) {
        int who = whoIsOn(turn, i);
        counts[who][turn] = DrawBench.draws(halls[who], kiosks[who], clients, SECONDS).count();
      }
    }
    return counts;
  }

  /** Neither is always the first. */
  private static int whoIsOn(int turn, int i) {
    return Math.floorMod(turn + i, 2);
  }
}
