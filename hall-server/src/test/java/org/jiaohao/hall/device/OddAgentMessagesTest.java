package org.jiaohao.hall.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What one agent publishes, however odd, breaks no page and keeps nobody from watching others. */
@ExtendWith(OutputCaptureExtension.class)
class OddAgentMessagesTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final String API = "/api/v1/halls/" + HALL;
  private static final String OTHER_HALL = "yj-t01";
  private static final String ODD = "kiosk-odd";
  private static final String NOW = "\"since\":\"2026-11-23T09:00:00+08:00\"";

  private static RunningHall server;
  private static User kiosk;
  private static MqttPeer peer; // one for all: to connect takes longer than to be odd
  private static String ticket;
  private static final Map<String, StaffBrowser> browsers = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    server = RunningHall.start("spring.profiles.active=demo");
    kiosk = server.enrol(HALL, ODD, "KIOSK");
    peer = MqttPeer.connect(server.mqttUri(), kiosk);
    ticket = server.draw(kiosk, "a").get("id").asString();
  }

  @AfterAll
  static void stop() throws Exception {
    peer.close();
    server.close();
  }

  /** Topic below the agent's, and what is published there. */
  record Odd(String branch, String payload) {
    @Override
    public String toString() {
      return branch + " " + payload.substring(0, Math.min(payload.length(), 60));
    }
  }

  static List<Odd> odd() {
    List<Odd> odd = new ArrayList<>();
    for (String branch :
        List.of(
            "state",
            "description",
            "device/x/status",
            "reply",
            "event/call-confirmed",
            "event/print-finished")) {
      for (String payload :
          List.of(
              "{}", "[]", "null", "17", "\"x\"", "{\"state\":null}", "[".repeat(3000), "\ud83d")) {
        odd.add(new Odd(branch, payload));
      }
    }
    odd.add(new Odd("state", "{\"session\":\"s\",\"state\":{},%s}".formatted(NOW)));
    odd.add(new Odd("state", "{\"session\":\"\\ud800\",\"state\":\"READY\",%s}".formatted(NOW)));
    odd.add(new Odd("state", "{\"session\":\"s\",\"state\":\"READY\",\"since\":\"soon\"}"));
    String description = "{\"kind\":\"KIOSK\",\"build\":\"1\",\"capabilities\":[],\"devices\":%s}";
    odd.add(new Odd("description", description.formatted("[null]")));
    odd.add(new Odd("description", description.formatted("[{\"name\":null}]")));
    odd.add(new Odd("description", description.formatted("{}")));
    String device = "{\"device\":%s,\"state\":\"FAILURE\",\"conditions\":%s,\"messageZh\":%s,%s}";
    odd.add(new Odd("device/x/status", device.formatted("null", "[]", "null", NOW)));
    odd.add(new Odd("device/x/status", device.formatted("\"other\"", "[]", "null", NOW)));
    odd.add(new Odd("device/x/status", device.formatted("\"x\"", "[null]", "null", NOW)));
    odd.add(new Odd("device/x/status", device.formatted("\"x\"", "null", "null", NOW)));
    odd.add(new Odd("device/x/status", device.formatted("\"x\"", "[]", "\"\\udc00\"", NOW)));
    odd.add(
        new Odd(
            "device/x/status",
            device.formatted("\"x\"", "[]", "\"" + "长".repeat(21_000) + "\"", NOW)));
    return odd;
  }

  private static void publish(Odd odd) throws Exception {
    peer.publish(Topics.ROOT + HALL + "/agent/" + ODD + "/" + odd.branch, odd.payload, true);
  }

  private static JsonNode agent() {
    return server
        .get(server.demo("technician"), API + "/agents")
        .valueStream()
        .filter(a -> a.get("id").asString().equals(ODD))
        .findFirst()
        .orElseThrow();
  }

  private static long skipped() {
    return agent().at("/unread/count").asLong(0);
  }

  @ParameterizedTest
  @MethodSource("odd")
  void anOddMessageIsSkippedCountedAndShown(Odd odd) throws Exception {
    long before = skipped();
    publish(odd);
    await("it is counted", () -> skipped() > before);
    assertThat(agent().at("/unread/topic").asString()).isEqualTo(odd.branch);
    everythingWorks();
    assertThat(page("technician", "/manage/" + HALL + "/devices")).contains(odd.branch + ": ");
  }

  /** The alert of a silent agent of another hall comes and the odd one's own ends by its rule. */
  @Test
  void othersAreWatchedAndTheAlertEnds() throws Exception {
    server.enrol(OTHER_HALL, "kiosk-silent", "KIOSK");
    long before = skipped();
    publish(new Odd("state", "{\"state\":null}"));
    publish(new Odd("description", "{\"devices\":[null]}"));
    await("both are counted", () -> skipped() >= before + 2);
    await("the alert", () -> kinds(HALL, ODD).contains("AGENT_MESSAGES"));
    server.clock().advance(Duration.ofSeconds(61));
    server.bean(AlertRounds.class).followAll();
    assertThat(kinds(OTHER_HALL, "kiosk-silent")).contains("AGENT_LOST");
    server.clock().advance(Duration.ofMinutes(10));
    server.bean(AlertRounds.class).followAll();
    assertThat(kinds(HALL, ODD)).doesNotContain("AGENT_MESSAGES");
  }

  /** A kiosk says how its own jobs went, not how those of others did. */
  @Test
  void aKioskRaisesNoAlertAboutTheJobOfAnother() throws Exception {
    User own = server.enrol(HALL, "kiosk-own", "KIOSK");
    String theirs = server.draw(own, "b").get("id").asString();
    try (MqttPeer printer = MqttPeer.connect(server.mqttUri(), own)) {
      printer.publish(
          TOPICS.agentEvent("kiosk-own", "print-finished"),
          print("j1", theirs, "CONFIRMED"),
          false);
      long before = skipped();
      publish(new Odd("event/print-finished", print("j2", theirs, "FAILED")));
      publish(new Odd("event/print-finished", print("j1", ticket, "FAILED")));
      publish(new Odd("event/print-finished", print("j3", "no-ticket", "FAILED")));
      await("two are skipped", () -> skipped() == before + 2);
    }
    assertThat(kinds(HALL, theirs)).isEmpty();
    assertThat(kinds(HALL, "no-ticket")).isEmpty();
  }

  private static String print(String job, String ticket, String state) {
    String at = OffsetDateTime.now().toString();
    return """
    {"specversion":"1.0","id":"e-%s","source":"/halls/yj-c00/agents/x","type":"print-finished",
     "time":"%s","seq":0,"data":{"jobId":"%s","ticketId":"%s","number":"A001","state":"%s",
     "reprint":false,"at":"%s"}}"""
        .formatted(job, at, job, ticket, state, at);
  }

  @Test
  void randomMessagesBreakNothing(CapturedOutput output) throws Exception {
    long seed = Long.getLong("jiaohao.seed", System.nanoTime());
    System.out.println("random messages with -Djiaohao.seed=" + seed);
    var random = new OddJson(new Random(seed), ticket);
    AgentMessages messages = server.bean(AgentMessages.class);
    int many = Repetitions.of(500, 5000);
    for (int i = 1; i <= many; i++) {
      OddJson.Message odd = random.next();
      String topic = Topics.ROOT + HALL + "/agent/" + ODD + "/" + odd.branch();
      messages.received(topic, odd.payload().getBytes(UTF_8), "c");
      if (i % 100 == 0) {
        everythingWorks();
      }
    }
    assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("rule failed");
  }

  private static void everythingWorks() throws Exception {
    User technician = server.demo("technician");
    server.get(technician, API + "/agents");
    server.get(technician, API + "/alerts");
    for (String path : List.of("/devices", "/devices/live", "/plan", "/plan/live")) {
      assertThat(page("manager", "/manage/" + HALL + path)).contains("</");
    }
    for (String path : List.of("", "/live", "/alerts", "/tickets")) {
      assertThat(page("guide", "/desk/" + HALL + path)).contains("</");
    }
    var reprint =
        server
            .call(server.demo("guide"), "POST", API + "/tickets/" + ticket + "/reprint")
            .body(Map.of("agent", "kiosk-none"))
            .send();
    assertThat(reprint.statusCode()).isEqualTo(404);
  }

  private static String page(String user, String path) throws Exception {
    StaffBrowser browser = browsers.computeIfAbsent(user, u -> new StaffBrowser(server));
    var answer = browser.get(path);
    if (answer.statusCode() == 302) { // not signed in, or not any more
      browser.signIn(server.demo(user));
      answer = browser.get(path);
    }
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static List<String> kinds(String hall, String subject) {
    return server
        .get(server.demo("admin"), "/api/v1/halls/" + hall + "/alerts")
        .valueStream()
        .filter(a -> a.get("subject").asString().equals(subject))
        .map(a -> a.get("kind").asString())
        .toList();
  }
}
