package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.journey.ServerProcess.Credentials;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Programs that prove to each other who they are before they say anything (N18). */
@ExtendWith(SharedHall.class)
class TlsIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String AGENTS = "/api/v1/halls/" + ServerProcess.HALL + "/agents";

  private static HallProcesses hall;
  private static ServerProcess server;

  @BeforeAll
  static void start(HallProcesses shared) {
    hall = shared;
    server = shared.server();
  }

  /** What they do together is seen by the other journeys, all of which go this way. */
  @Test
  @Proves("N18")
  void bothAgentsOfTheHallEnrolledAndWorkOverTls() throws IOException {
    for (String agent : List.of("kiosk-1", "display-1")) {
      JsonNode stored = credentials(hall.folder().resolve(agent));
      assertThat(stored.get("mqttUri").asString())
          .isEqualTo("ssl://127.0.0.1:" + server.ports().mqtts());
      assertThat(stored.get("authority").asString()).isEqualTo(Files.readString(authority()));
      assertThat(Files.readString(hall.folder().resolve(agent + ".log")))
          .contains("Connected to the message broker");
    }
  }

  private static JsonNode credentials(Path folder) throws IOException {
    return Http.JSON.readTree(Files.readString(folder.resolve("credentials.json")));
  }

  private static Path authority() {
    return server.data().resolve("tls/ca.crt");
  }

  @Test
  @Proves("N18")
  void aCodeOfAnotherHallIsNotSentAndStaysGood() throws Exception {
    String code = server.enrolmentCode("display-tls", "DISPLAY");
    String foreign = code.substring(0, 8) + new StringBuilder(code.substring(8)).reverse();
    Path folder = TestHall.folder(TlsIT.class);
    try (Guard guard = Guard.start()) {
      RunningProgram agent = agent("display-tls", folder, foreign, guard);
      awaitLog(agent, "not-this-hall", "cannot prove that it is this hall's");
      agent.stop();
    }
    assertThat(folder.resolve("credentials.json")).doesNotExist();
    HttpResponse<byte[]> answer =
        Http.at(server.url())
            .send(
                "POST",
                "/api/v1/agents/enrolment",
                Http.JSON.writeValueAsString(Map.of("code", code, "agentId", "display-tls")));
    assertThat(answer.statusCode()).as("the code was never used").isEqualTo(201);
  }

  /** An enrolled agent is led to somebody who shows a certificate of his own. */
  @Test
  @Proves("N18")
  void anImpostorHearsNothingFromAnEnrolledAgent() throws Exception {
    Path folder = TestHall.folder(TlsIT.class);
    try (Guard guard = Guard.start()) {
      RunningProgram own =
          agent("display-led", folder, server.enrolmentCode("display-led", "DISPLAY"), guard);
      Wait.until(DEADLINE, () -> state("display-led").equals("READY"), () -> "see " + own.log());
      own.stop();
      int port = Ports.free();
      Path heard = folder.resolve("impostor.log");
      Process impostor = impostor(folder, port, heard);
      try {
        RunningProgram led =
            agent(
                "display-led",
                folder,
                "",
                guard,
                "https://127.0.0.1:" + port,
                "--jiaohao.mqtt.uri=ssl://127.0.0.1:" + port);
        awaitLog(led, "not reach", "Cannot reach the message broker");
        Wait.until(
            DEADLINE, () -> refusals(heard) > 0, () -> "the impostor was not called; see " + heard);
        led.stop();
      } finally {
        impostor.destroy();
      }
      String secret = credentials(folder).get("secret").asString();
      assertThat(Files.readString(heard, StandardCharsets.ISO_8859_1))
          .doesNotContain(secret, "Authorization", "GET /", "yj-c00");
    }
  }

  private static Process impostor(Path folder, int port, Path heard) throws Exception {
    Path key = folder.resolve("impostor.key");
    Path certificate = folder.resolve("impostor.crt");
    Process made =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "9",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-addext",
                "extendedKeyUsage=serverAuth",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    assertThat(made.waitFor(30, TimeUnit.SECONDS) ? made.exitValue() : -1).isZero();
    return new ProcessBuilder(
            "openssl",
            "s_server",
            "-accept",
            "127.0.0.1:" + port,
            "-key",
            key.toString(),
            "-cert",
            certificate.toString())
        .redirectErrorStream(true)
        .redirectOutput(heard.toFile())
        .start();
  }

  /** How many handshakes the other side has broken off. */
  private static long refusals(Path heard) {
    try {
      return Files.readString(heard, StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> line.contains("alert"))
          .count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  @Proves("N18")
  void aStolenCredentialIsCutOffAtOnceOverTlsAndStrangersGetNothing() throws Exception {
    Credentials stolen = server.enrol("display-stolen", "DISPLAY");
    Topics topics = Topics.of(ServerProcess.HALL);
    String broker = "tcp://127.0.0.1:" + server.ports().mqtts();
    for (Credentials stranger :
        new Credentials[] {null, new Credentials(stolen.username(), "guess")}) {
      assertThat(mosquitto(broker, stranger, topics.serverState())).isNotZero();
    }
    assertThat(mosquitto(broker, stolen, topics.serverState())).isZero();
    Process thief = start(broker, stolen, topics.view("queue", "+"), "1000");
    Wait.until(DEADLINE, () -> thief.isAlive() && connected(thief), () -> "not connected");

    server.as("technician").send("DELETE", AGENTS + "/display-stolen", "");

    assertThat(thief.waitFor(10, TimeUnit.SECONDS)).as("cut off").isTrue();
    assertThat(mosquitto(broker, stolen, topics.serverState())).isNotZero();
    assertThat(server.as(stolen).fetch("/api/v1/halls/" + ServerProcess.HALL + "/queues"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
  }

  /** A line of the log that tells the first message has come. */
  private static boolean connected(Process mosquitto) {
    try {
      return mosquitto.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int mosquitto(String broker, Credentials agent, String filter) throws Exception {
    Process sub = start(broker, agent, filter, "1");
    assertThat(sub.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return sub.exitValue();
  }

  private static Process start(String broker, Credentials agent, String filter, String messages)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("stdbuf", "-oL"));
    command.addAll(MosquittoSub.command("mosquitto_sub", broker, agent));
    command.addAll(List.of("-t", filter, "-C", messages, "-W", "20"));
    command.addAll(List.of("--cafile", authority().toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--server.address=0.0.0.0",
        "--jiaohao.mqtt.address=0.0.0.0",
        "--jiaohao.mqtt.uri=tcp://10.0.0.5:1883"
      })
  @Proves("N18")
  void aServerThatWouldServeTheNetworkWithoutTlsDoesNotStart(String setting) throws IOException {
    Path folder = TestHall.folder(TlsIT.class);
    try (Guard guard = Guard.start()) {
      RunningProgram refused =
          RunningProgram.start(
              "The hall server",
              Program.BRIEF_HALL_SERVER.command(
                  TestHall.root(),
                  List.of(
                      "--server.port=0",
                      "--jiaohao.network.https-port=0",
                      "--jiaohao.network.phone-port=0",
                      "--jiaohao.network.mqtts-port=" + Ports.free(),
                      "--jiaohao.mqtt.port=" + Ports.free(),
                      "--jiaohao.data=" + folder.resolve("data"),
                      setting)),
              Map.of(),
              folder.resolve("server.log"),
              guard);
      Wait.until(DEADLINE, () -> !refused.alive(), () -> "it goes on; see " + refused.log());
    }
    assertThat(Files.readString(folder.resolve("server.log")))
        .containsOnlyOnce("Setting " + setting.substring(2, setting.indexOf('=')))
        .contains("without TLS")
        .contains("设置 " + setting.substring(2, setting.indexOf('=')))
        .doesNotContain("\tat ");
  }

  private static RunningProgram agent(String id, Path folder, String code, Guard guard) {
    return agent(id, folder, code, guard, server.tls());
  }

  private static RunningProgram agent(
      String id, Path folder, String code, Guard guard, String url, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + Ports.free(),
                "--jiaohao.server=" + url,
                "--jiaohao.hall=" + ServerProcess.HALL,
                "--jiaohao.agent.id=" + id,
                "--jiaohao.data=" + folder));
    arguments.addAll(List.of(more));
    return RunningProgram.start(
        id,
        Program.DISPLAY_AGENT.command(TestHall.root(), arguments),
        Map.of("JIAOHAO_ENROLMENT_CODE", code),
        folder.resolve("agent.log"),
        guard);
  }

  private static void awaitLog(RunningProgram program, String what, String text) {
    Wait.until(
        DEADLINE,
        () -> {
          try {
            return Files.readString(program.log()).contains(text);
          } catch (IOException e) {
            return false;
          }
        },
        () -> "nothing about " + what + " in " + program.log());
  }

  private static String state(String id) {
    for (JsonNode agent : server.as("technician").get(AGENTS)) {
      if (agent.get("id").asString().equals(id)) {
        return agent.get("state").asString();
      }
    }
    return "";
  }
}
