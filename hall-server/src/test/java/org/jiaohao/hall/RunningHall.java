package org.jiaohao.hall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jiaohao.contract.http.EnrolmentCode;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.http.EnrolmentResponse;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.proofs.Ports;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole program inside this JVM, on free loopback ports, with real SQLite and broker. */
public final class RunningHall implements AutoCloseable {
  public static final String HALL = "yj-c00";
  public static final JsonMapper JSON = JsonMapper.builder().build();

  /** A setting for tests without MQTT, which start and stop faster: nobody listens there. */
  public static final String NO_BROKER = "jiaohao.mqtt.uri=tcp://127.0.0.1:9";

  /**
   * A zone in which the morning has come: what happens at night only, happens in no test by chance.
   */
  public static final ZoneId ZONE = zoneWhereItIsTen(Instant.now());

  private static final String PASSWORD = "Berg-Fluss-77";
  private static RunningHall shared;

  private final Path data;
  private final int mqttPort;
  private ConfigurableApplicationContext context; // null when closed: test classes live on
  private final HttpClient http = HttpClient.newHttpClient();

  /** Who asks. */
  public record User(String username, String password) {
    /** Value of the header {@code Authorization}. */
    public String basic() {
      byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
  }

  private RunningHall(Path data, int mqttPort, List<String> settings) {
    this.data = data;
    this.mqttPort = mqttPort;
    var arguments = new ArrayList<String>();
    arguments.add("--jiaohao.data=" + data);
    arguments.add("--server.port=0");
    arguments.add("--jiaohao.mqtt.port=" + mqttPort);
    arguments.add("--jiaohao.network.https-port=0");
    arguments.add("--jiaohao.network.phone-port=0");
    arguments.add("--jiaohao.network.mqtts-port=" + Ports.free());
    arguments.add("--jiaohao.double-press=0ms");
    arguments.add("--jiaohao.zone=" + ZONE);
    settings.forEach(setting -> arguments.add("--" + setting));
    var program = new SpringApplication(HallServer.class);
    program.setRegisterShutdownHook(false);
    program.addInitializers(QuickPasswords::register);
    this.context = program.run(arguments.toArray(String[]::new));
    if (settings.stream().noneMatch(setting -> setting.startsWith("jiaohao.mqtt.uri="))) {
      awaitDoor(mqttPort);
    }
  }

  private static ZoneId zoneWhereItIsTen(Instant now) {
    int hours = 10 - now.atOffset(ZoneOffset.UTC).getHour();
    return ZoneId.ofOffset("GMT", ZoneOffset.ofHours(hours < -12 ? hours + 24 : hours));
  }

  /** The broker starts beside the pages, not before them, and its TLS behind its plain port. */
  public static void awaitDoor(int port) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              try (var socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
              }
            });
  }

  /** One server with demo accounts for all tests that leave its clock and settings alone. */
  public static synchronized RunningHall shared() {
    if (shared == null) {
      shared = start("spring.profiles.active=demo");
      RunningHall running = shared;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    return shared;
  }

  /** A server of its own with a new data folder. */
  public static RunningHall start(String... settings) {
    try {
      return start(Files.createTempDirectory("hall"), Ports.free(), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server over a data folder that may have been used before. */
  public static RunningHall start(Path data, int mqttPort, String... settings) {
    return new RunningHall(data, mqttPort, List.of(settings));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  public HallClock clock() {
    return bean(HallClock.class);
  }

  public Path data() {
    return data;
  }

  public int mqttPort() {
    return mqttPort;
  }

  public String mqttUri() {
    return "tcp://127.0.0.1:" + mqttPort;
  }

  /** Address of a path. */
  public URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  /** An account of the demo. */
  public User demo(String username) {
    return new User(username, "demo-" + username + "-2026");
  }

  /** A new account whose first password was changed. */
  public User account(String hall, Role... roles) {
    String username = "t-" + UUID.randomUUID().toString().substring(0, 8);
    Accounts accounts = bean(Accounts.class);
    String first = accounts.create(username, "测试员", Set.of(roles), hall, "test");
    accounts.changePassword(username, first, PASSWORD);
    return new User(username, PASSWORD);
  }

  /** A new agent. */
  public User enrol(String hall, String agent, String kind) {
    JsonNode code =
        call(demo("admin"), "POST", "/api/v1/halls/" + hall + "/enrolment-codes")
            .body(Map.of("agentId", agent, "kind", kind))
            .expect(201);
    EnrolmentCode made = JSON.treeToValue(code, EnrolmentCode.class);
    EnrolmentResponse own =
        JSON.treeToValue(
            call(null, "POST", "/api/v1/agents/enrolment")
                .body(new EnrolmentRequest(made.code(), agent))
                .expect(201),
            EnrolmentResponse.class);
    return new User(own.username(), own.secret());
  }

  /** Enrols a display agent at which the call pads of all windows hang. */
  public User enrolWithPads(String agent) {
    User display = enrol(HALL, agent, "DISPLAY");
    List<String> windows = new ArrayList<>();
    get(demo("admin"), "/api/v1/halls/" + HALL + "/windows")
        .forEach(window -> windows.add(window.get("no").asString()));
    call(demo("admin"), "PUT", "/api/v1/halls/" + HALL + "/agents/" + agent + "/pads")
        .body(Map.of("windows", windows))
        .expect(200);
    return display;
  }

  /** An API call. */
  public Call call(User user, String method, String path) {
    return new Call(user, method, path);
  }

  /** The JSON at a path. */
  public JsonNode get(User user, String path) {
    return call(user, "GET", path).expect(200);
  }

  /** Draws a ticket of a queue. */
  public JsonNode draw(User user, String queue) {
    return call(user, "POST", "/api/v1/halls/" + HALL + "/tickets")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", queue, "source", "test"))
        .expect(201);
  }

  /** Carries out an action at a window of the county hall. */
  public JsonNode window(User user, String no, String action) {
    return call(user, "POST", "/api/v1/halls/" + HALL + "/windows/" + no + "/" + action)
        .expect(200);
  }

  /** The citizen whom a window called comes, and is served. */
  public void serve(User user, String no) {
    window(user, no, "start");
    window(user, no, "finish");
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
      http.shutdownNow();
    }
  }

  /** A request in the making. */
  public final class Call {
    private final HttpRequest.Builder request;
    private final String method;
    private String body;

    private Call(User user, String method, String path) {
      this.method = method;
      this.request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
      if (user != null) {
        request.header("Authorization", user.basic());
      }
    }

    public Call header(String name, String value) {
      request.header(name, value);
      return this;
    }

    public Call body(Object content) {
      body = content instanceof String text ? text : JSON.writeValueAsString(content);
      request.header("Content-Type", "application/json");
      return this;
    }

    /** Sends it. */
    public HttpResponse<String> send() {
      var content =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body);
      try {
        return http.send(
            request.method(method, content).build(), HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** Sends it; the answer must have this status. */
    public JsonNode expect(int status) {
      HttpResponse<String> answer = send();
      if (answer.statusCode() != status) {
        throw new AssertionError(
            method
                + " "
                + answer.uri()
                + ": "
                + answer.statusCode()
                + " instead of "
                + status
                + ": "
                + answer.body());
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
  }

  /** Waits for a condition, at most half a minute: a test machine may be busy. */
  public static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(condition);
  }
}
