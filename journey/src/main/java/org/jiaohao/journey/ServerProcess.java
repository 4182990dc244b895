package org.jiaohao.journey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The hall server as a process; it can be killed and started again on the same data and ports. */
final class ServerProcess implements AutoCloseable {
  /** The hall of the demo. */
  static final String HALL = "yj-c00";

  private static final Duration START_DEADLINE = Duration.ofMinutes(3);

  private final List<String> command;
  private final Path folder;
  private final HallPorts ports;
  private final Guard guard;
  private RunningProgram program;

  /**
   * Prepares a server; nothing runs yet.
   *
   * @param settings further settings, {@code --name=value}
   */
  ServerProcess(HallPlan plan, HallPorts ports, List<String> settings, Guard guard) {
    this.folder = plan.folder();
    this.ports = ports;
    this.guard = guard;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.profiles.active=demo",
                "--server.port=" + ports.http(),
                "--jiaohao.data=" + data(),
                "--jiaohao.network.https-port=" + ports.https(),
                "--jiaohao.network.phone-port=" + ports.phones(),
                "--jiaohao.network.mqtts-port=" + ports.mqtts(),
                "--jiaohao.mqtt.port=" + ports.mqtt(),
                "--spring.lifecycle.timeout-per-shutdown-phase=2s"));
    arguments.addAll(settings);
    Program server = plan.brief() ? Program.BRIEF_HALL_SERVER : Program.HALL_SERVER;
    this.command = server.command(plan.root(), arguments);
  }

  /** Base URL for programs of this machine. */
  String url() {
    return "http://127.0.0.1:" + ports.http();
  }

  /** Base URL with TLS, as agents use it. */
  String tls() {
    return "https://127.0.0.1:" + ports.https();
  }

  /** Base URL of the pages of phones. */
  String phones() {
    return "http://127.0.0.1:" + ports.phones();
  }

  /** Broker address for programs of this machine. */
  String mqtt() {
    return "tcp://127.0.0.1:" + ports.mqtt();
  }

  /** Where it listens. */
  HallPorts ports() {
    return ports;
  }

  /** Its data folder. */
  Path data() {
    return folder.resolve("hall-server");
  }

  /** Starts the server; returns before it is ready. */
  void start() {
    program =
        RunningProgram.start(
            "hall-server", command, Map.of(), folder.resolve("hall-server.log"), guard);
  }

  /** Waits until the server answers that it is up, at most 3 min. */
  void awaitReady() {
    Http http = Http.at(url());
    Wait.until(
        START_DEADLINE,
        () -> {
          program.requireAlive();
          return program.started() && http.answers("/actuator/health");
        },
        () -> "The hall server is not ready after 3 min; see " + folder.resolve("hall-server.log"));
  }

  /** Calls with the credentials of a demo account. */
  Http as(String username) {
    return Http.at(url()).as(username, DemoAccounts.password(username));
  }

  /** A one-time code for an agent to enrol with. */
  String enrolmentCode(String agentId, String kind) {
    return as("admin")
        .post(
            "/api/v1/halls/" + HALL + "/enrolment-codes", Map.of("agentId", agentId, "kind", kind))
        .get("code")
        .asString();
  }

  /** Enrols an agent, as its program would. */
  Credentials enrol(String agentId, String kind) {
    JsonNode answer =
        Http.at(url())
            .post(
                "/api/v1/agents/enrolment",
                Map.of("code", enrolmentCode(agentId, kind), "agentId", agentId));
    return new Credentials(answer.get("username").asString(), answer.get("secret").asString());
  }

  /** Calls with an agent's credentials. */
  Http as(Credentials agent) {
    return Http.at(url()).as(agent.username(), agent.secret());
  }

  /** An agent's name and secret, for HTTP and MQTT. */
  record Credentials(String username, String secret) {}

  /** The process. */
  RunningProgram program() {
    return program;
  }

  @Override
  public void close() {
    if (program != null) {
      program.stop();
    }
  }
}
