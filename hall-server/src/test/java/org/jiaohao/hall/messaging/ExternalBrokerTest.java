package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a broker outside, here mosquitto: loss, return, and what a former server left there. */
class ExternalBrokerTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final User SERVER = new User("hall", "s3cret-of-the-hall");
  private static final User SCREEN = new User("screen", "s3cret-of-the-screen");
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;
  private int port;
  private Process mosquitto;

  @BeforeEach
  void configure() throws Exception {
    port = Ports.free();
    Path passwords = Files.createFile(folder.resolve("passwords"));
    for (User user : List.of(SERVER, SCREEN)) {
      var made =
          new ProcessBuilder(
                  program("mosquitto_passwd"),
                  "-b",
                  passwords.toString(),
                  user.username(),
                  user.password())
              .redirectErrorStream(true)
              .start();
      assertThat(made.waitFor()).isZero();
    }
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        user %s
        allow_anonymous false
        password_file %s
        set_tcp_nodelay true
        """
            .formatted(port, System.getProperty("user.name"), passwords));
    startBroker();
  }

  @AfterEach
  void stop() throws InterruptedException {
    killBroker();
  }

  private static String program(String name) {
    return Stream.of("/usr/sbin", "/usr/bin")
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("install mosquitto: " + name + " is missing"))
        .toString();
  }

  private void startBroker() throws IOException {
    mosquitto =
        new ProcessBuilder(program("mosquitto"), "-c", folder + "/mosquitto.conf")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await("mosquitto listens", this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void killBroker() throws InterruptedException {
    mosquitto.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
  }

  private RunningHall server() {
    return RunningHall.start(
        folder.resolve("data"),
        0,
        "spring.profiles.active=demo",
        "jiaohao.mqtt.uri=tcp://127.0.0.1:" + port,
        "jiaohao.mqtt.username=" + SERVER.username(),
        "jiaohao.mqtt.password=" + SERVER.password());
  }

  private MqttPeer screen() throws MqttException {
    return screen(SERVER);
  }

  private MqttPeer screen(User user) throws MqttException {
    MqttPeer screen = MqttPeer.connect("tcp://127.0.0.1:" + port, user);
    screen.subscribe(Topics.ROOT + HALL + "/view/#");
    screen.subscribe(TOPICS.event("+"));
    return screen;
  }

  @Test
  void theHallGoesOnWithoutBrokerAndIsRightWhenItIsBack() throws Exception {
    try (RunningHall server = server()) {
      User clerk = server.demo("clerk1");
      server.window(clerk, "1", "open");
      try (MqttPeer screen = screen()) {
        server.draw(clerk, "a");
        server.window(clerk, "1", "next");
        await("the first call", () -> numbers(screen).equals(List.of("A001")));
      }
      killBroker();
      server.window(clerk, "1", "start");
      server.draw(clerk, "a");
      String second = server.window(clerk, "1", "next").at("/call/eventId").asString();
      startBroker();
      try (MqttPeer screen = screen()) {
        await(
            "the window shows what was called meanwhile",
            () -> screen.last(TOPICS.window("1")).text().contains(second));
        assertThat(screen.last(TOPICS.board()).text()).contains(second);
        server.draw(clerk, "a");
        server.window(clerk, "1", "start");
        server.window(clerk, "1", "next");
        await("the third call", () -> numbers(screen).contains("A003"));
        assertThat(numbers(screen)).doesNotContain("A001").doesNotHaveDuplicates();
      }
    }
  }

  /** The client had taken the calls; the broker never did. */
  @Test
  @Proves("R026")
  void callsThatAHungBrokerNeverTookArePublishedOnceItIsStartedAgain() throws Exception {
    try (RunningHall server = server()) {
      User clerk = callsWhileTheBrokerHangs(server);
      killBroker();
      Files.move(folder.resolve("passwords"), folder.resolve("kept"));
      Files.writeString(folder.resolve("passwords"), lineOf(SCREEN));
      startBroker();
      try (MqttPeer screen = screen(SCREEN)) { // before the server may come in
        Files.move(
            folder.resolve("kept"),
            folder.resolve("passwords"),
            StandardCopyOption.REPLACE_EXISTING);
        signal("-HUP");
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(heard(screen)).containsSubsequence("A002", "A003", "A004"));
        assertThat(screen.last(TOPICS.event("ticket-called")).properties())
            .extracting(MqttProperties::getMessageExpiryInterval)
            .satisfies(left -> assertThat(left).isBetween(1L, 59L));
        callNext(server, clerk);
        await("the next", () -> numbers(screen).getLast().equals("A005"));
      }
    }
  }

  @Test
  @Proves("R026")
  void callsMadeWhileTheBrokerHangsAreHeardWhenItGoesOn() throws Exception {
    try (RunningHall server = server();
        MqttPeer screen = screen()) {
      callsWhileTheBrokerHangs(server);
      signal("-CONT");
      await("every call", () -> heard(screen).equals(List.of("A001", "A002", "A003", "A004")));
    }
  }

  /** In the order of their first coming: QoS 1 may bring one twice, and screens know that. */
  private static List<String> heard(MqttPeer screen) {
    return List.copyOf(new LinkedHashSet<>(numbers(screen)));
  }

  private User callsWhileTheBrokerHangs(RunningHall server) throws Exception {
    User clerk = server.demo("clerk1");
    server.window(clerk, "1", "open");
    BrokerLink link = server.bean(BrokerLink.class);
    callNext(server, clerk);
    await("the broker has the first", () -> link.up() && link.awaitAcknowledged(SOON));
    signal("-STOP");
    for (int i = 0; i < 3; i++) {
      callNext(server, clerk);
    }
    await("the server notices", () -> !link.up());
    return clerk;
  }

  private String lineOf(User user) throws IOException {
    return Files.readAllLines(folder.resolve("kept")).stream()
        .filter(line -> line.startsWith(user.username() + ":"))
        .findFirst()
        .orElseThrow();
  }

  private static void callNext(RunningHall server, User clerk) {
    server.draw(clerk, "a");
    if (server.get(clerk, "/api/v1/halls/" + HALL + "/windows/1").hasNonNull("ticket")) {
      server.window(clerk, "1", "start");
    }
    server.window(clerk, "1", "next");
  }

  private void signal(String signal) throws Exception {
    var kill = new ProcessBuilder("kill", signal, Long.toString(mosquitto.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static List<String> numbers(MqttPeer screen) {
    return screen.received().stream()
        .filter(m -> m.topic().equals(TOPICS.event("ticket-called")))
        .map(m -> m.json().at("/data/number").asString())
        .toList();
  }

  @Test
  void aKilledServerAnnouncesWhatItMissedButNothingOlderThanAMinute() throws Exception {
    long before;
    try (RunningHall server = server()) {
      User clerk = server.demo("clerk1");
      server.window(clerk, "1", "open");
      server.draw(clerk, "a");
      before = server.bean(EventLog.class).last();
      server.window(clerk, "1", "next");
    }
    try (MqttPeer screen = screen()) {
      rewind(before, Duration.ofSeconds(10));
      try (RunningHall server = server()) {
        await("the missed call", () -> numbers(screen).equals(List.of("A001")));
        assertThat(screen.last(TOPICS.event("ticket-called")).properties())
            .extracting(MqttProperties::getMessageExpiryInterval)
            .satisfies(left -> assertThat(left).isBetween(1L, 50L));
        server.draw(server.demo("clerk1"), "a");
      }
      rewind(before, Duration.ofSeconds(100));
      try (RunningHall server = server()) {
        server.window(server.demo("clerk1"), "1", "start");
        server.window(server.demo("clerk1"), "1", "next");
        await("the next call", () -> numbers(screen).contains("A002"));
        assertThat(numbers(screen)).as("A001 not again").containsExactly("A001", "A002");
        await("its window", () -> screen.last(TOPICS.window("1")).text().contains("A002"));
      }
    }
  }

  @Test
  void aServerThatNeverReachedTheBrokerLeavesItsCallsToItsNextStart() throws Exception {
    killBroker();
    try (RunningHall server = server()) {
      User clerk = server.demo("clerk1");
      server.window(clerk, "1", "open");
      server.draw(clerk, "a");
      server.window(clerk, "1", "next");
    }
    startBroker();
    try (MqttPeer screen = screen();
        RunningHall server = server()) {
      await("the missed call", () -> numbers(screen).equals(List.of("A001")));
    }
  }

  /** As if the server had been killed before its relay came to these events, some time ago. */
  private void rewind(long seq, Duration older) throws SQLException {
    String database = "jdbc:sqlite:" + folder.resolve("data/hall.db");
    try (var connection = DriverManager.getConnection(database);
        var sql = connection.createStatement()) {
      sql.executeUpdate("drop trigger if exists event_stays_as_written");
      sql.executeUpdate("update event set at = at - " + older.toMillis() + " where seq > " + seq);
      assertThat(sql.executeUpdate("update relay_cursor set seq = " + seq + " where name = 'mqtt'"))
          .isEqualTo(1);
    }
  }

  @Test
  void viewsOfWindowsThatAreNoMoreAreRemoved() throws Exception {
    try (MqttPeer former = screen()) {
      former.publish(TOPICS.window("99"), "{\"rev\":1}", true);
      former.publish(Topics.of("gone-hall").board(), "{\"rev\":1}", true);
      former.publish(TOPICS.window("1"), "{\"rev\":1}", true);
      try (RunningHall server = server()) {
        await("window 99 is empty", () -> former.last(TOPICS.window("99")).text().isEmpty());
        await("window 1 is shown", () -> former.last(TOPICS.window("1")).text().contains("CLOSED"));
        server.get(server.demo("admin"), "/api/v1/halls");
      }
      try (MqttPeer late = screen()) {
        late.subscribe(Topics.ROOT + "gone-hall/view/#");
        assertThat(late.last(TOPICS.board()).retained()).isTrue();
        assertThat(late.received())
            .noneMatch(m -> m.topic().endsWith("/99") || m.topic().contains("gone-hall"));
      }
    }
  }
}
