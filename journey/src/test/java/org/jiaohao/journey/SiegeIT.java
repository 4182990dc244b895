package org.jiaohao.journey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.proofs.Ports;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * A server with 256 MB of memory that strangers ask without end, from addresses of their own:
 * people draw their numbers all the while, and it is well afterwards.
 */
@Order(1)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SiegeIT {
  private static final int REQUESTS = Repetitions.of(1500, 25_000);
  private static final int HALF_SENT = Repetitions.of(600, 4000);
  private static final int UPLOADS = Repetitions.of(40, 400);
  private static final int SLOW_FORMS = Repetitions.of(400, 1532);
  private static final int UNREAD = Repetitions.of(400, 2000);
  private static final int ADDRESSES = 10;
  private static final int HANDS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static Guard guard;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    Path folder = TestHall.folder(SiegeIT.class);
    guard = Guard.start();
    server =
        new ServerProcess(
            HallPlan.test(TestHall.root(), folder, true),
            HallPorts.of(usual -> Ports.free()),
            List.of(),
            guard);
    server.start();
    server.awaitReady();
  }

  @AfterAll
  static void stop() {
    server.close();
    guard.close();
  }

  @Test
  void pagesAskedForWithoutASessionLeaveNothingBehind() throws Exception {
    Http kiosk = server.as(server.enrol("kiosk-siege-1", "KIOSK"));
    String filler = "x".repeat(7000);
    var answered = new AtomicInteger();
    var over = new AtomicBoolean();
    try (ExecutorService strangers = Executors.newFixedThreadPool(20)) {
      for (int i = 0; i < 20; i++) {
        String from = "127.0.0." + (2 + i % ADDRESSES);
        strangers.submit(
            () -> {
              while (answered.get() < REQUESTS && !over.get()) {
                try (Socket socket = connect(from)) {
                  send(socket, "GET /manage/x HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\n");
                  send(socket, "X-Filler: " + filler + "\r\nConnection: close\r\n\r\n");
                  socket.getInputStream().readAllBytes();
                  answered.incrementAndGet();
                }
              }
              return null;
            });
      }
      int drawn = 0;
      while (answered.get() < REQUESTS) {
        assertThat(draw(kiosk).get("number").asString()).startsWith("G");
        drawn++;
      }
      over.set(true);
      assertThat(drawn).isPositive();
    }
    isWell(kiosk);
  }

  @Test
  void halfSentRequestsAreEndedAndTakeNothingFromOthers() throws Exception {
    besiege(
        HALF_SENT, ADDRESSES, (socket, i) -> send(socket, "GET / HTTP/1.1\r\nHost: h\r\nX-Drip: "));
  }

  /** Each of 8 MB but for the last line; a server that kept them would hold 300 MB. */
  @Test
  void uploadsOfStrangersAreNotKept() throws Exception {
    String part = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
    byte[] filler = new byte[79_000];
    besiege(
        UPLOADS,
        ADDRESSES,
        (socket, i) -> {
          String line = i % 2 == 0 ? "POST /login" : "GET /g/" + ServerProcess.HALL;
          send(socket, line + " HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n");
          send(socket, "Content-Type: multipart/form-data; boundary=b\r\n\r\n" + part);
          for (int each = 0; each < 100; each++) {
            socket.getOutputStream().write(filler);
          }
        });
  }

  /** Some longer than a stranger's form may be, some not; from four addresses. */
  @Test
  void formsThatDripAreFewAndEnded() throws Exception {
    besiege(
        SLOW_FORMS,
        4,
        (socket, i) -> {
          send(socket, "POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: ");
          send(socket, i % 2 == 0 ? "60000" : "4000");
          send(socket, "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nusername=");
        });
  }

  /** A connection asks for three hundred pages at once; of addresses as many as fill a door. */
  @Test
  void pagesThatNobodyReadsStopNobody() throws Exception {
    String pages = "GET /login HTTP/1.1\r\nHost: h\r\n\r\n".repeat(300);
    besiege(UNREAD, 2 * ADDRESSES, (socket, i) -> send(socket, pages));
  }

  /** What a stranger sends of a request that is never whole. */
  private interface Beginning {
    void send(Socket socket, int number) throws IOException;
  }

  /** Begins so many requests while people draw, lets them drip, and waits until all are ended. */
  private static void besiege(int count, int addresses, Beginning beginning) throws Exception {
    Http kiosk = server.as(server.enrol("siege-" + count, "KIOSK"));
    int threads = threads();
    List<Socket> sockets = new CopyOnWriteArrayList<>();
    var begun = new AtomicInteger();
    try {
      try (ExecutorService strangers = Executors.newFixedThreadPool(HANDS)) {
        List<Future<?>> hands = new ArrayList<>();
        for (int hand = 0; hand < HANDS; hand++) {
          hands.add(strangers.submit(() -> begin(begun, count, addresses, beginning, sockets)));
        }
        do {
          assertThat(draw(kiosk).get("number").asString()).startsWith("G");
        } while (begun.get() < count);
        for (Future<?> hand : hands) {
          hand.get();
        }
      }
      assertThat(sockets).hasSize(count);
      Wait.until(
          PATIENCE,
          () -> sockets.stream().noneMatch(SiegeIT::drips),
          () -> "requests that are never whole are waited for without end");
      assertThat(threads()).isLessThan(threads + 100);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    isWell(kiosk);
  }

  private static Void begin(
      AtomicInteger begun, int count, int addresses, Beginning beginning, List<Socket> sockets)
      throws IOException {
    for (int i = begun.getAndIncrement(); i < count; i = begun.getAndIncrement()) {
      Socket socket = connect("127.0.0." + (2 + i % addresses));
      sockets.add(socket);
      try {
        beginning.send(socket, i);
      } catch (IOException closed) {
        // one too many of its address, or it was not waited for
      }
    }
    return null;
  }

  /** One more byte; whether the server still takes it. */
  private static boolean drips(Socket socket) {
    if (socket.isClosed()) {
      return false;
    }
    try {
      send(socket, "x");
      return true;
    } catch (IOException ended) {
      try {
        socket.close();
      } catch (IOException e) {
        return false;
      }
      return false;
    }
  }

  private static Socket connect(String from) throws IOException {
    return new Socket("127.0.0.1", server.ports().http(), InetAddress.ofLiteral(from), 0);
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(US_ASCII));
  }

  private static JsonNode draw(Http kiosk) {
    return kiosk.post(
        "/api/v1/halls/" + ServerProcess.HALL + "/tickets",
        Map.of("queue", "g", "source", "siege"),
        "Idempotency-Key",
        UUID.randomUUID().toString());
  }

  private static void isWell(Http kiosk) throws IOException {
    assertThat(Http.at(server.url()).answers("/actuator/health/readiness")).isTrue();
    draw(kiosk);
    assertThat(Files.readString(server.program().log()))
        .doesNotContain("OutOfMemoryError", "Exception:");
  }

  /** Threads of the server's process. */
  private static int threads() throws IOException {
    Path status = Path.of("/proc", String.valueOf(server.program().pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
