package org.jiaohao.bench;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Draws of two halls that run at the same time, a few seconds each in turns: whatever else the
 * machine does meets both. For two versions of the server, warm: a version with more code is warm
 * later, and that is the start's figure.
 */
final class DrawTurns {
  private static final int TURNS = 8;
  private static final int WARM_TURNS = 20;
  private static final long SECONDS = 3;

  private DrawTurns() {}

  /**
   * Runs the comparison.
   *
   * @param args folders with the {@code demo.json} of two running demos
   */
  public static void main(String[] args) throws Exception {
    Hall[] halls = {new Hall(Path.of(args[0])), new Hall(Path.of(args[1]))};
    String[] kiosks = new String[halls.length];
    for (int i = 0; i < halls.length; i++) {
      kiosks[i] = halls[i].enrolKiosk("turns-" + System.currentTimeMillis() % 1_000_000);
    }
    turns(halls, kiosks, 8, WARM_TURNS);
    System.out.println("| clients | draws/s | draws/s of the other | × the other |");
    System.out.println("|---|---|---|---|");
    for (int clients : new int[] {1, 8, 32}) {
      int[][] counts = turns(halls, kiosks, clients, TURNS);
      double one = rate(counts[0]);
      double other = rate(counts[1]);
      System.out.printf("| %d | %.0f | %.0f | %.2f |%n", clients, one, other, one / other);
    }
  }

  private static int[][] turns(Hall[] halls, String[] kiosks, int clients, int turns)
      throws Exception {
    int[][] counts = new int[halls.length][turns];
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < halls.length; i++) {
        int who = (turn + i) % halls.length; // neither is always the first
        counts[who][turn] = DrawBench.draws(halls[who], kiosks[who], clients, SECONDS).count();
      }
    }
    return counts;
  }

  private static double rate(int[] counts) {
    return Arrays.stream(counts).average().orElseThrow() / SECONDS;
  }
}
