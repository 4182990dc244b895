package org.jiaohao.bench;

import java.nio.file.Path;
import java.util.Set;

/** Runs the benchmarks against the demo that {@code bench/run} starts. */
public final class Bench {
  private Bench() {}

  /**
   * Runs benchmarks.
   *
   * @param args folder of the demo, port of the watched line, port of the sign behind it, then the
   *     names of the benchmarks: draws, call, ticket, start, tls, siege
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Set<String> wanted = Set.of(args).stream().collect(java.util.stream.Collectors.toSet());
    try (var line = new LineWatch(Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
      Hall hall = Hall.await(folder);
      if (wanted.contains("start")) {
        StartBench.run(hall);
      }
      if (wanted.contains("ticket")) {
        TicketBench.run(hall);
      }
      if (wanted.contains("call")) {
        CallBench.run(hall, line);
      }
      if (wanted.contains("tls")) {
        TlsBench.run(hall);
      }
      if (wanted.contains("draws")) {
        DrawBench.run(hall);
      }
      if (wanted.contains("siege")) {
        SiegeBench.run(hall);
      }
    }
  }
}
