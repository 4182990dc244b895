package org.jiaohao.kiosk;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jiaohao.proofs.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A kiosk agent in a process of its own that can be killed and started again on its folder. */
public final class KioskProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> command = new ArrayList<>();
  private final Path log;
  private final int port;
  private Process process;

  /** Prepares a kiosk. */
  public KioskProcess(Path folder, String server, String... settings) throws IOException {
    port = Ports.free();
    log = folder.resolve("kiosk.log");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KioskAgent.class.getName(),
            "--server.port=" + port,
            "--jiaohao.server=" + server,
            "--jiaohao.hall=yj-c00",
            "--jiaohao.agent.id=kiosk-1",
            "--jiaohao.enrolment-code=GOOD1",
            "--jiaohao.data=" + folder.resolve("data")));
    command.addAll(List.of(settings));
  }

  /** A kiosk with an 80 mm printer at this address. */
  public static KioskProcess withPrinter(Path folder, String server, String printer)
      throws IOException {
    return new KioskProcess(
        folder,
        server,
        "--jiaohao.devices.ticket-printer.driver=escpos",
        "--jiaohao.devices.ticket-printer.address=" + printer,
        "--jiaohao.devices.ticket-printer.profile=generic-80mm");
  }

  /** Starts and waits until the local interface answers. */
  public KioskProcess start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    // A test that fails between a kill and the next start leaves no program behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(100)).until(this::answers);
    return this;
  }

  private boolean answers() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("The kiosk ended:\n" + Files.readString(log));
    }
    try {
      return get("/api/status").statusCode() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Waits until a citizen can draw. */
  public KioskProcess ready() {
    await().atMost(Duration.ofSeconds(30)).until(() -> status().get("ready").asBoolean());
    return this;
  }

  /** The power fails: nothing is closed or flushed. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  public JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(get("/api/status").body());
  }

  public boolean printerUsable() throws IOException, InterruptedException {
    return status().get("printer").get("usable").asBoolean();
  }

  /** Draws from queue a; waits at most so many seconds for the outcome. */
  public JsonNode draw(String tap, int seconds) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/draw?wait=" + seconds))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"tap\":\"" + tap + "\",\"queue\":\"a\",\"lang\":\"zh\"}"))
            .build();
    return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  public JsonNode job(String id) throws IOException, InterruptedException {
    return JSON.readTree(get("/api/jobs/" + id).body());
  }

  /** Waits until the job has come into a state. */
  public JsonNode until(String id, String state) throws IOException, InterruptedException {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> state.equals(job(id).path("state").asString("")));
    return job(id);
  }

  public String page(String path) throws IOException, InterruptedException {
    return get(path).body();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(25, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
