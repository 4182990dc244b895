package org.jiaohao.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * 200 draws a second and 50 open streams, first in peace and then while {@link Siege} attacks: how
 * long a draw takes from the moment it is due, and whether memory and threads of the server grow.
 * The attackers have the lowest priority, since in a hall they would not sit on its server.
 */
final class SiegeBench {
  private static final int DRAWS_A_SECOND = 200;
  private static final int CLIENTS = 16;
  private static final int STREAMS = 50;
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private final Hall hall;
  private final long server;
  private final AtomicInteger failed = new AtomicInteger();

  private SiegeBench(Hall hall) throws IOException {
    this.hall = hall;
    this.server =
        StartBench.process("hall-server")
            .orElseThrow(() -> new IllegalStateException("the server does not run"));
  }

  /**
   * Measures minute by minute; the minutes of the siege are {@code JIAOHAO_SIEGE_MINUTES}, or 3.
   */
  static void run(Hall hall) throws Exception {
    String asked = System.getenv().getOrDefault("JIAOHAO_SIEGE_MINUTES", "3");
    new SiegeBench(hall).run(Integer.parseInt(asked));
  }

  private void run(int minutes) throws Exception {
    JsonNode stolen = hall.enrol("bench-stolen", "KIOSK");
    String kiosk = hall.enrolKiosk("bench-siege");
    var heard = new AtomicLong();
    List<InputStream> streams = openStreams(heard);
    draws(kiosk, WARM_UP);
    System.out.printf("%n| | draws | p50 ms | p99 ms | max ms | heap MB | threads | hints |%n");
    System.out.println("|---|---|---|---|---|---|---|---|");
    var calm = new Samples();
    for (int i = 1; i <= Math.max(1, minutes / 4); i++) {
      calm.addAll(minute("calm " + i, kiosk, heard));
    }
    Process siege = attack(stolen);
    try {
      var besieged = new Samples();
      double worst = 0;
      for (int i = 1; i <= minutes; i++) {
        if (!siege.isAlive()) {
          throw new IllegalStateException("the attackers gave up; see siege.log");
        }
        Samples minute = minute("siege " + i, kiosk, heard);
        besieged.addAll(minute);
        worst = Math.max(worst, minute.percentile(99));
      }
      System.out.printf(
          "%np99 in peace %.2f ms, under siege %.2f ms: %.2f; its worst minute: %.2f; draws that"
              + " failed: %d.%n",
          calm.percentile(99),
          besieged.percentile(99),
          besieged.percentile(99) / calm.percentile(99),
          worst / calm.percentile(99),
          failed.get());
      List<String> said = Files.readAllLines(log());
      System.out.println(said.isEmpty() ? "The siege was brief." : said.getLast());
    } finally {
      siege.destroyForcibly().waitFor();
    }
    for (InputStream stream : streams) {
      stream.close();
    }
  }

  private Path log() {
    return hall.folder().resolve("siege.log");
  }

  private Process attack(JsonNode stolen) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            List.of(
                "nice",
                "-n",
                "19",
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Siege.class.getName(),
                hall.server(),
                hall.mqtt(),
                stolen.get("username").asString(),
                stolen.get("secret").asString(),
                stolen.get("hall").asString()))
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Samples minute(String name, String kiosk, AtomicLong heard) throws Exception {
    heard.set(0);
    Samples samples = draws(kiosk, Duration.ofMinutes(1));
    System.out.printf(
        "| %s | %d | %.2f | %.2f | %.0f | %.0f | %d | %d |%n",
        name,
        samples.count(),
        samples.percentile(50),
        samples.percentile(99),
        samples.percentile(100),
        liveHeap(),
        StartBench.status(server, "Threads"),
        heard.get());
    return samples;
  }

  /** Draws at a steady pace; a draw that begins late because others took long counts as long. */
  private Samples draws(String kiosk, Duration length) throws Exception {
    var samples = new Samples();
    var tickets = URI.create(hall.api() + "/tickets");
    long start = System.nanoTime();
    long all = length.toSeconds() * DRAWS_A_SECOND;
    var next = new AtomicLong();
    try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(
            pool.submit(
                () -> {
                  try (var client = new LeanClient(tickets, kiosk)) {
                    for (long n = next.getAndIncrement(); n < all; n = next.getAndIncrement()) {
                      long due = start + n * TimeUnit.SECONDS.toNanos(1) / DRAWS_A_SECOND;
                      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                      draw(client);
                      samples.add(System.nanoTime() - due);
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

  private void draw(LeanClient client) throws IOException {
    if (client.post(UUID.randomUUID().toString(), "{\"queue\":\"b\"}") != 201) {
      failed.incrementAndGet();
    }
  }

  private List<InputStream> openStreams(AtomicLong heard) throws Exception {
    HttpClient http =
        HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    var request =
        HttpRequest.newBuilder(URI.create(hall.api() + "/stream"))
            .header("Authorization", hall.staff("manager"))
            .build();
    var streams = new ArrayList<InputStream>();
    for (int i = 0; i < STREAMS; i++) {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("a stream was answered with " + answer.statusCode());
      }
      streams.add(answer.body());
      Thread.ofVirtual().start(() -> listen(answer.body(), heard));
    }
    return streams;
  }

  private void listen(InputStream stream, AtomicLong heard) {
    try {
      stream.transferTo(
          new OutputStream() {
            @Override
            public void write(int one) {
              heard.addAndGet(one == '\n' ? 1 : 0);
            }
          });
    } catch (IOException ended) {
      return; // with this program, or it would hear nothing more
    }
  }

  /** What of the server's heap is in use after a collection, in MB. */
  private double liveHeap() throws IOException, InterruptedException {
    Path jcmd =
        Path.of(ProcessHandle.current().info().command().orElseThrow()).resolveSibling("jcmd");
    Process histogram =
        new ProcessBuilder(jcmd.toString(), String.valueOf(server), "GC.class_histogram").start();
    String total = "";
    try (var lines = histogram.inputReader()) {
      total = lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElse("");
    }
    histogram.waitFor();
    return total.isEmpty() ? Double.NaN : Long.parseLong(total.split("\\s+")[2]) / 1e6;
  }
}
