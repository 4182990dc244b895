package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Live hints for pages and the feed for integrators. */
class StreamTest {
  private static final String BASE = "/api/v1/halls/" + HALL;
  private static RunningHall server;
  private static User clerk;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    clerk = server.account(HALL, Role.CLERK);
  }

  /** Lines of an event stream as they arrive. */
  private static final class Lines implements AutoCloseable {
    private final InputStream body;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    Lines(RunningHall server, User user, String path, String... headers) throws Exception {
      var request =
          HttpRequest.newBuilder(server.uri(path))
              .header("Authorization", user.basic())
              .header("Accept", "text/event-stream");
      if (headers.length > 0) {
        request.headers(headers);
      }
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient()
              .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      body = answer.body();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        String line = lines.readLine();
        while (line != null) {
          seen.add(line);
          line = lines.readLine();
        }
      } catch (IOException e) {
        seen.add("ended: " + e);
      }
      ended = true;
    }

    boolean has(String event, String data) {
      for (int i = 0; i + 1 < seen.size(); i++) {
        if (seen.get(i).equals("event:" + event) && seen.get(i + 1).equals("data:" + data)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private static String id(String id) {
    return "{\"id\":\"" + id + "\"}";
  }

  @Test
  void aPageHearsWhatChangedAndThatReceiptsAreDue() throws Exception {
    try (var page = new Lines(server, clerk, BASE + "/stream");
        var elsewhere = new Lines(server, server.demo("admin"), "/api/v1/halls/yj-t01/stream")) {
      await("open", () -> page.seen.contains(":open") && elsewhere.seen.contains(":open"));
      server.window(clerk, "18", "open");
      await("the window", () -> page.has("window", id("18")));
      server.draw(clerk, "h");
      await("the queue", () -> page.has("queue", id("h")));
      long called = System.nanoTime();
      server.window(clerk, "18", "next");
      await("the board", () -> page.has("board", id("main")));
      await("receipts due", () -> page.has("receipt", id("18")));
      assertThat(Duration.ofNanos(System.nanoTime() - called))
          .isBetween(Duration.ofMillis(2900), Duration.ofMillis(6000));
      server.serve(clerk, "18");
      server.window(clerk, "18", "close");
      await("a sign of life", () -> elsewhere.seen.contains(":alive"));
      assertThat(elsewhere.seen).noneMatch(line -> line.contains("18"));
    }
  }

  @Test
  void aPageThatReadsNothingDelaysNobody() throws Exception {
    try (Socket sleeper = new Socket("127.0.0.1", server.uri("/").getPort());
        var page = new Lines(server, clerk, BASE + "/stream")) {
      sleeper.setReceiveBufferSize(1024);
      String request =
          "GET "
              + BASE
              + "/stream HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + clerk.basic()
              + "\r\n\r\n";
      sleeper.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(sleeper.getInputStream().read()).isEqualTo('H');
      await("open", () -> page.seen.contains(":open"));
      HallStream stream = server.bean(HallStream.class);
      long start = System.nanoTime();
      String long64 = "x".repeat(60_000);
      for (int i = 0; i < 400; i++) {
        stream.hint(HALL, "alert", long64 + i);
      }
      stream.hint(HALL, "alert", "the-last");
      await("the last", () -> page.has("alert", id("the-last")));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  /** Not even what changes in the very moment. */
  @Test
  @Proves("N16")
  void anEndedSessionIsToldNothingMore() throws Exception {
    User person = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(person);
    Iterator<String> lines = browser.lines(BASE + "/stream");
    assertThat(lines.next()).isEqualTo(":open");
    server.bean(Accounts.class).setActive(person.username(), false, "test");
    server.bean(HallStream.class).hint(HALL, "alert", "told-too-late");
    var rest = new ArrayList<String>();
    lines.forEachRemaining(rest::add);
    assertThat(rest).noneMatch(line -> line.contains("told-too-late"));
  }

  @Test
  void aBusyHallTellsAPageTenTimesASecond() throws Exception {
    try (var page = new Lines(server, clerk, BASE + "/stream")) {
      await("open", () -> page.seen.contains(":open"));
      HallStream stream = server.bean(HallStream.class);
      long start = System.nanoTime();
      for (int i = 0; i < 100_000; i++) {
        stream.hint(HALL, "alert", "the-same");
      }
      stream.hint(HALL, "alert", "the-end");
      await("the end", () -> page.has("alert", id("the-end")));
      long tenths = Duration.ofNanos(System.nanoTime() - start).toMillis() / 100;
      assertThat(page.seen.stream().filter(("data:" + id("the-same"))::equals).count())
          .isBetween(1L, 2 + tenths);
    }
  }

  @Test
  @Proves("R069")
  void theFeedWaitsForTheNextEvent() throws Exception {
    long last = server.bean(EventLog.class).last();
    assertThat(server.get(clerk, BASE + "/events?wait=0&after=" + last)).isEmpty();
    var waiting =
        CompletableFuture.supplyAsync(
            () -> server.get(clerk, BASE + "/events?wait=20&after=" + last));
    JsonNode ticket = server.draw(clerk, "p");
    JsonNode event = waiting.get().get(0);
    assertThat(event.get("specversion").asString()).isEqualTo("1.0");
    assertThat(event.get("source").asString()).isEqualTo("/halls/" + HALL);
    assertThat(event.propertyNames()).as("who did it is for auditors").doesNotContain("actor");
    assertThat(event.get("data").isObject()).isTrue();
    List<String> types =
        server
            .get(clerk, BASE + "/events?wait=0&limit=1000&after=" + last)
            .valueStream()
            .filter(
                e -> e.get("subject").asString().equals("ticket/" + ticket.get("id").asString()))
            .map(e -> e.get("type").asString())
            .toList();
    assertThat(types).containsExactly("ticket-drawn");
    assertThat(server.get(clerk, BASE + "/events?wait=0&limit=1")).hasSize(1);
    server.call(clerk, "GET", BASE + "/events?after=x").expect(400);
  }

  /** Its readers go on behind what is not for them. */
  @Test
  @Proves("N17")
  void whoWasLetInOrShutOutIsForAuditorsAlone() {
    long last = server.bean(EventLog.class).last();
    for (int i = 0; i < 3; i++) {
      server.enrol(HALL, "kiosk-feed-" + i, "KIOSK");
    }
    server.call(server.demo("admin"), "DELETE", BASE + "/agents/kiosk-feed-0").expect(204);
    server.draw(clerk, "p");
    List<String> types = new ArrayList<>();
    while (!types.contains("ticket-drawn")) {
      JsonNode page = server.get(clerk, BASE + "/events?wait=0&limit=1&after=" + last);
      assertThat(page).hasSize(1);
      last = page.get(0).get("seq").asLong();
      types.add(page.get(0).get("type").asString());
    }
    assertThat(types).noneMatch(type -> type.startsWith("agent-"));
    assertThat(
            server
                .get(server.account(null, Role.AUDITOR), "/api/v1/audit?text=agent/kiosk-feed-0")
                .findValuesAsString("type"))
        .contains("agent-enrolled", "agent-revoked");
  }

  @Test
  @Proves("R069")
  void theFeedAsEventStreamGoesOnBehindTheLastEvent() throws Exception {
    long last = server.bean(EventLog.class).last();
    try (var feed = new Lines(server, clerk, BASE + "/events?after=" + last)) {
      server.draw(clerk, "p");
      await("drawn", () -> feed.seen.contains("event:ticket-drawn"));
      String seq =
          feed.seen.stream()
              .filter(l -> l.startsWith("id:"))
              .findFirst()
              .orElseThrow()
              .substring(3);
      String number = server.draw(clerk, "p").get("number").asString();
      await("again", () -> feed.seen.stream().anyMatch(l -> l.contains("\"" + number + "\"")));
      try (var again = new Lines(server, clerk, BASE + "/events?after=0", "Last-Event-ID", seq)) {
        await("the second", () -> again.seen.stream().anyMatch(l -> l.contains(number)));
        assertThat(again.seen).doesNotContain("id:" + seq);
      }
    }
  }

  @Test
  void openStreamsDoNotDelayTheEndOfTheServer() throws Exception {
    RunningHall own = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    User admin = own.demo("admin");
    try (var page = new Lines(own, admin, BASE + "/stream");
        var feed = new Lines(own, admin, BASE + "/events?after=0")) {
      await("open", () -> page.seen.contains(":open") && feed.seen.contains(":open"));
      long last = own.bean(EventLog.class).last();
      var waiting =
          CompletableFuture.supplyAsync(
              () -> own.call(admin, "GET", BASE + "/events?wait=30&after=" + last).send());
      long start = System.nanoTime();
      own.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      await("both ended", () -> page.ended && feed.ended);
      waiting.exceptionally(e -> null).get();
    }
  }
}
