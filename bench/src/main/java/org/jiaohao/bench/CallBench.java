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

  private CallBench() {}

  static void run(Hall hall, LineWatch line) throws Exception {
    String clerk = hall.staff("clerk3");
    String window = hall.api() + "/windows/3/";
    hall.send("POST", window + "open", clerk, "");
    String kiosk = hall.enrolKiosk("bench-caller");
    var toAnswer = new Samples();
    var toLine = new Samples();
    for (int i = 0; i < CALLS + WARM_UP; i++) {
      draw(hall, kiosk);
      long pressed = System.nanoTime();
      JsonNode called = hall.send("POST", window + "next", clerk, "");
      long answered = System.nanoTime();
      String number = called.get("ticket").get("number").asString();
      long onLine = line.awaitText(("请" + number).getBytes(GB18030), pressed);
      if (i >= WARM_UP) {
        toAnswer.add(answered - pressed);
        toLine.add(onLine - pressed);
      }
      hall.send("POST", window + "start", clerk, "");
      hall.send("POST", window + "finish", clerk, "");
      TimeUnit.MILLISECONDS.sleep(30);
    }
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

  private static void draw(Hall hall, String kiosk) throws Exception {
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
