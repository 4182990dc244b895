package org.jiaohao.hall.limit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jiaohao.hall.OneAuthority;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.hall.trust.HallListeners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two addresses hold all the places of a door of the whole server. */
@Timeout(120)
class CrowdedDoorsTest {
  private static final int PLACES = 60;
  private static final int EACH = PLACES / 2;
  private static final String HALF_A_REQUEST = "GET / HTTP/1.1\r\nX: ";

  /** The head of a TLS record. */
  private static final String HALF_A_GREETING = "\u0016\u0003\u0001\u0002\u0000";

  private static RunningHall server;
  private final List<Socket> idle = new ArrayList<>();

  @BeforeAll
  static void start() {
    server =
        RunningHall.start(
            RunningHall.NO_BROKER,
            "spring.profiles.active=demo",
            "server.tomcat.max-connections=" + PLACES,
            "jiaohao.limits.connections=" + EACH);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : idle) {
      socket.close();
    }
  }

  /** The start of something each, whose rest the door waits ten seconds for. */
  private void fill(int port, String start) throws IOException {
    for (int i = 0; i < PLACES; i++) {
      var from = InetAddress.ofLiteral(i % 2 == 0 ? "127.0.7.1" : "127.0.7.2");
      var socket = new Socket("127.0.0.1", port, from, 0);
      idle.add(socket);
      socket.getOutputStream().write(start.getBytes(US_ASCII));
    }
  }

  private static HttpResponse<String> get(String from, String address) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .localAddress(InetAddress.ofLiteral(from))
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(OneAuthority.of(server.bean(Authority.class).certificate()))
            .build()) {
      var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5));
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Within five seconds each: the door gives up half a request after ten. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "https", "phones"})
  void aNewAddressGetsInAtEveryDoor(String door) throws Exception {
    HallListeners doors = server.bean(HallListeners.class);
    String address =
        switch (door) {
          case "plain" -> server.uri("/ca").toString();
          case "https" -> "https://127.0.0.1:" + doors.httpsPort() + "/ca";
          default -> "http://127.0.0.1:" + doors.phonePort() + "/ca";
        };
    fill(URI.create(address).getPort(), door.equals("https") ? HALF_A_GREETING : HALF_A_REQUEST);
    for (int i = 1; i < 12; i++) {
      assertThat(get("127.0.8." + i, address).statusCode()).isEqualTo(200);
    }
  }

  /** A network whose people share one address goes on working, and keeps its streams. */
  @Test
  void peopleBehindOneAddressWorkOn() throws Exception {
    var browser = new StaffBrowser(server, "127.0.6.1");
    browser.signIn(server.account(HALL, Role.CLERK));
    List<CompletableFuture<Void>> streams = new ArrayList<>();
    for (int i = 0; i < EACH / 2; i++) {
      streams.add(
          CompletableFuture.runAsync(
              () -> browser.readToTheEnd("/api/v1/halls/" + HALL + "/stream"),
              task -> Thread.ofVirtual().start(task)));
    }
    fill(server.uri("/").getPort(), HALF_A_REQUEST);
    for (int i = 0; i < 20; i++) {
      assertThat(get("127.0.9." + (i + 1), server.uri("/login").toString()).statusCode())
          .isEqualTo(200);
      assertThat(browser.get("/clerk/" + HALL).statusCode()).isEqualTo(200);
    }
    assertThat(streams).noneMatch(CompletableFuture::isDone);
  }
}
