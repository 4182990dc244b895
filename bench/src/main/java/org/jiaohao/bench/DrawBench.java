package org.jiaohao.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Durable draws a second over HTTP, against one synced commit at a time. */
final class DrawBench {
  private static final long SECONDS = 6;

  private DrawBench() {}

  static void run(Hall hall) throws Exception {
    String kiosk = hall.enrolKiosk("bench-kiosk");
    draws(hall, kiosk, 8, 20); // the programs get warm
    Samples before = Yardstick.commits(hall.folder());
    System.out.printf("%n| clients | draws/s | p50 ms | p99 ms | × yardstick |%n");
    System.out.println("|---|---|---|---|---|");
    double yardstick = before.count() / 3.0;
    for (int clients : new int[] {1, 8, 32}) {
      Samples samples = draws(hall, kiosk, clients, SECONDS);
      double rate = samples.count() / (double) SECONDS;
      System.out.printf(
          "| %d | %.0f | %.2f | %.2f | %.2f |%n",
          clients, rate, samples.percentile(50), samples.percentile(99), rate / yardstick);
    }
    Samples after = Yardstick.commits(hall.folder());
    System.out.printf(
        "%nYardstick: %.0f synced commits/s before, %.0f after.%n", yardstick, after.count() / 3.0);
  }

  static Samples draws(Hall hall, String kiosk, int clients, long seconds) throws Exception {
    var samples = new Samples();
    var tickets = URI.create(hall.api() + "/tickets");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (var pool = Executors.newFixedThreadPool(clients)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < clients; i++) {
        running.add(
            pool.submit(
                () -> {
                  try (var client = new LeanClient(tickets, kiosk)) {
                    while (System.nanoTime() < end) {
                      long start = System.nanoTime();
                      draw(client);
                      samples.add(System.nanoTime() - start);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return samples;
  }

  private static void draw(LeanClient client) throws IOException {
    int status = client.post(UUID.randomUUID().toString(), "{\"queue\":\"b\"}");
    if (status != 201) {
      throw new IllegalStateException("a draw was answered with " + status);
    }
  }
}
