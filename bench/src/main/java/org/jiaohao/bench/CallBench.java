package org.jiaohao.bench;

import java.nio.charset.Charset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** From pressing "next" to the first byte on the strip's line, against a commit and a hop. */
final class CallBench {
  private static final int CALLS = 120;
  private static final int WARM_UP = 200;
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final Hall hall;
  private final LineWatch line;
  private final String clerk;
  private final String window;
  private final String kiosk;

  /** A caller at window 3 of a demo, which is opened here. */
  CallBench(Hall hall, LineWatch line) throws Exception {
    this.hall = hall;
    this.line = line;
    this.clerk = hall.staff("clerk3");
    this.window = hall.api() + "/windows/3/";
    this.kiosk = hall.enrolKiosk("bench-caller");
    hall.send("POST", window + "open", clerk, "");
  }

  /** Draws, calls and serves, so many times. */
  void calls(int times, Samples toAnswer, Samples toLine) throws Exception {
    for (int i = 0; i < times; i++) {
      draw();
      long pressed = System.nanoTime();
      JsonNode called = hall.send("POST", window + "next", clerk, "");
      toAnswer.add(System.nanoTime() - pressed);
      String number = called.get("ticket").get("number").asString();
      toLine.add(line.awaitText(("请" + number).getBytes(GB18030), pressed) - pressed);
      hall.send("POST", window + "start", clerk, "");
      hall.send("POST", window + "finish", clerk, "");
      TimeUnit.MILLISECONDS.sleep(30);
    }
  }

  static void run(Hall hall, LineWatch line) throws Exception {
    var bench = new CallBench(hall, line);
    bench.calls(WARM_UP, new Samples(), new Samples());
    var toAnswer = new Samples();
    var toLine = new Samples();
    bench.calls(CALLS, toAnswer, toLine);
    Samples commits = Yardstick.commits(hall.folder());
    Samples hops = Yardstick.hops();
    System.out.printf("%n| | p50 ms | p99 ms |%n|---|---|---|%n");
    row("next → answer to the clerk", toAnswer.percentile(50), toAnswer.percentile(99));
    row("next → first byte on the strip's line", toLine.percentile(50), toLine.percentile(99));
    row("yardstick: one synced commit", commits.percentile(50), commits.percentile(99));
    row("yardstick: one broker hop (mosquitto)", hops.percentile(50), hops.percentile(99));
    double half = commits.percentile(50) + hops.percentile(50);
    double most = commits.percentile(99) + hops.percentile(99);
    System.out.printf(
        "| ratio line / (commit + hop) | %.1f × | %.1f × |%n",
        toLine.percentile(50) / half, toLine.percentile(99) / most);
  }

  private void draw() throws Exception {
    var http = java.net.http.HttpClient.newHttpClient();
    var request =
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(hall.api() + "/tickets"))
            .header("Authorization", kiosk)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"queue\":\"a\"}"))
            .build();
    http.send(request, java.net.http.HttpResponse.BodyHandlers.discarding());
  }

  private static void row(String name, double p50, double p99) {
    System.out.printf("| %s | %.2f | %.2f |%n", name, p50, p99);
  }
}
