package org.jiaohao.bench;

import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Bytes of a ticket on the wire, against a line of 9600 baud. */
final class TicketBench {
  private static final double BYTES_PER_SECOND = 960;

  private TicketBench() {}

  static void run(Hall hall) throws Exception {
    System.out.printf("%n| ticket (80 mm) | bytes | s at 9600 baud | limit |%n|---|---|---|---|%n");
    row("Chinese", print(hall, "{\"item\":\"sj-001\",\"lang\":\"zh\"}"), 800);
    row("English", print(hall, "{\"item\":\"sj-001\",\"lang\":\"en\"}"), 800);
    row("longest item name", print(hall, "{\"item\":\"sj-002\",\"lang\":\"zh\"}"), 800);
    String queue = hall.api() + "/queues/b";
    JsonNode before = hall.send("GET", hall.api() + "/setup", hall.staff("manager"), null);
    String name = name(before);
    hall.send("PUT", queue, hall.staff("manager"), "{\"name\":\"社会事务㛃䶮\"}");
    try {
      row("two rare characters", print(hall, "{\"queue\":\"b\",\"lang\":\"zh\"}"), 2048);
    } finally {
      hall.send("PUT", queue, hall.staff("manager"), "{\"name\":\"" + name + "\"}");
    }
  }

  private static String name(JsonNode setup) {
    for (JsonNode queue : setup.get("queues")) {
      if (queue.get("id").asString().equals("b")) {
        return queue.get("name").asString();
      }
    }
    throw new IllegalStateException("no queue b");
  }

  private static long print(Hall hall, String draw) throws Exception {
    JsonNode before = state(hall);
    int tickets = before.get("counters").get("tickets").asInt();
    hall.send("POST", hall.kiosk() + "/api/draw", null, draw);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (state(hall).get("counters").get("tickets").asInt() == tickets) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no ticket came out");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    JsonNode last = state(hall).get("tickets");
    return last.get(last.size() - 1).get("bytes").asLong();
  }

  private static JsonNode state(Hall hall) throws Exception {
    return hall.send("GET", hall.control("ticket-printer") + "/state", null, null);
  }

  private static void row(String name, long bytes, int limit) {
    System.out.printf("| %s | %d | %.2f | %d |%n", name, bytes, bytes / BYTES_PER_SECOND, limit);
  }
}
