package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.Ticket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpHallApiTest {
  private static final String TICKETS = "/api/v1/halls/yj-c00/tickets";
  private static final String ENROLMENT = "/api/v1/agents/enrolment";

  private static final String TOO_LATE = "{\"type\":\"urn:jiaohao:problem:too-late\"}";

  private record Answer(int status, String type, String body) {}

  private record Request(
      String method, String key, String latest, String authorization, String body) {}

  @TempDir Path folder;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Request> requests = new ConcurrentHashMap<>();
  private volatile Optional<String> stamp = Optional.empty();
  private volatile Duration slow = Duration.ZERO;
  private HttpServer server;
  private final MeasuredHallTime time = new MeasuredHallTime(Clock.systemUTC(), System::nanoTime);
  private CredentialStore credentials;
  private HttpHallApi api;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    connect("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    api.close();
    server.stop(0);
  }

  @Test
  void enrolsAndUsesTheCredentialsFromThenOn() {
    assertThat(api.enrolled()).isFalse();
    assertThat(failure(() -> api.queues()).type()).isEqualTo("not-enrolled");
    enrol();

    assertThat(requests.get(ENROLMENT).body())
        .matches("\\{\"code\":\"ABCD\",\"agentId\":\"display-1\",\"attempt\":\"[0-9a-f-]{36}\"}");
    assertThat(requests.get(ENROLMENT).authorization()).isNull();
    assertThat(api.enrolled()).isTrue();
    assertThat(credentials.current().orElseThrow().secret()).isEqualTo("top");

    answer("/api/v1/halls/yj-c00/queues", 200, "[{\"id\":\"a\",\"waiting\":3,\"future\":1}]");
    assertThat(api.queues()).singleElement().extracting("id", "waiting").containsExactly("a", 3);
    assertThat(requests.get("/api/v1/halls/yj-c00/queues").authorization())
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("yj-c00/display-1:top".getBytes(StandardCharsets.UTF_8)));
  }

  /** A server that has just started may take longer for an enrolment than for a draw. */
  @Test
  void anEnrolmentMayTakeLonger() {
    slow = Duration.ofMillis(1500); // more than the deadline of all else
    enrol();
    assertThat(api.enrolled()).isTrue();
    assertThat(failure(() -> api.queues()).type()).isEqualTo("unreachable");
  }

  @Test
  void drawsWithItsKeyAndKeepsTheHallsTimeOffset() {
    enrol();
    answer(
        TICKETS,
        201,
        "{\"id\":\"t1\",\"number\":\"A001\",\"drawnAt\":\"2026-03-02T09:00:00+08:00\"}");

    Ticket ticket = api.draw(new DrawRequest("a", null, null, "kiosk-1"), "key-1");

    assertThat(ticket.number()).isEqualTo("A001");
    assertThat(ticket.drawnAt()).hasToString("2026-03-02T09:00+08:00");
    assertThat(requests.get(TICKETS).method()).isEqualTo("POST");
    assertThat(requests.get(TICKETS).key()).isEqualTo("key-1");
    answer(TICKETS + "/t1/cancel", 200, "{\"id\":\"t1\",\"state\":\"CANCELLED\"}");
    assertThat(api.cancel("t1").state()).isEqualTo("CANCELLED");
    assertThat(requests.get(TICKETS + "/t1/cancel").key())
        .as("a repeat after a lost answer is the same cancellation")
        .isEqualTo("cancel-t1");
    answer(TICKETS + "/t1", 200, "{\"id\":\"t1\",\"state\":\"CANCELLED\"}");
    assertThat(api.ticket("t1").state()).isEqualTo("CANCELLED");
  }

  @Test
  void aKeyOfThePadSaysUntilWhenItIsMeant() {
    enrol();
    String path = "/api/v1/halls/yj-c00/windows/3/key";
    answer(path, 200, "{\"no\":\"3\"}");
    assertThat(api.press("3", new PadKey("CALL", "")).no()).isEqualTo("3");
    assertThat(requests.get(path).latest()).as("before anything was measured").isNull();

    Instant hall = Instant.now().plusSeconds(3600);
    stamp = Optional.of(Long.toString(hall.toEpochMilli()));
    api.press("3", new PadKey("CALL", ""));
    api.press("3", new PadKey("CALL", ""));

    assertThat(Instant.ofEpochMilli(Long.parseLong(requests.get(path).latest())))
        .isBetween(hall.plusMillis(500), hall.plusSeconds(30));

    Instant setForward = hall.plusSeconds(86_400);
    stamp = Optional.of(Long.toString(setForward.toEpochMilli()));
    assertThat(api.press("3", new PadKey("CALL", "")).no())
        .as("refused for the clock alone, and sent again")
        .isEqualTo("3");
    assertThat(Instant.ofEpochMilli(Long.parseLong(requests.get(path).latest())))
        .isAfter(setForward);
  }

  @Test
  void aProblemDocumentBecomesItsSlugAndBothTexts() {
    enrol();
    problem(
        TICKETS,
        409,
        """
        {"type":"urn:jiaohao:problem:queue-closed","status":409,"title":"Queue closed",
         "detail":"Choose another service.","detailZh":"请选择其他事项。"}
        """);

    HallApiException failure =
        failure(() -> api.draw(new DrawRequest("a", null, null, "kiosk-1"), "k"));

    assertThat(failure.status()).isEqualTo(409);
    assertThat(failure.type()).isEqualTo("queue-closed");
    assertThat(failure.getMessage()).isEqualTo("Choose another service.");
    assertThat(failure.messageZh()).isEqualTo("请选择其他事项。");
  }

  @Test
  void aProxysErrorPageAndANonsenseAnswerStillSayWhatToDo() {
    enrol();
    problem(TICKETS + "/t1", 502, "<html>bad gateway</html>");
    assertThat(failure(() -> api.ticket("t1")))
        .satisfies(
            failure -> {
              assertThat(failure.type()).isEqualTo("http-502");
              assertThat(failure.messageZh()).contains("502").contains("稍后再试");
              assertThat(failure.getMessage()).contains("try again");
            });
    for (String nonsense : List.of("", "null", "{", "[1]")) {
      answer(TICKETS + "/t1", 200, nonsense);
      assertThat(failure(() -> api.ticket("t1")).type()).isEqualTo("bad-answer");
    }
  }

  @Test
  void revokedCredentialsAskForANewEnrolmentButABadCodeDoesNot() {
    problem(ENROLMENT, 401, "{\"type\":\"urn:jiaohao:problem:code-invalid\",\"detailZh\":\"码错\"}");
    assertThat(failure(() -> api.enrol("x")).type()).isEqualTo("code-invalid");
    enrol();
    problem(TICKETS + "/t1", 401, "");
    HallApiException failure = failure(() -> api.ticket("t1"));
    assertThat(failure.type()).isEqualTo("revoked");
    assertThat(failure.messageZh()).contains("重新注册");
    assertThat(failure.getMessage()).contains("enrol again");
    assertThat(api.shutOut().orElseThrow().messageZh()).contains("另一台设备", "重新注册");
    problem(TICKETS + "/t1", 404, "");
    assertThat(failure(() -> api.ticket("t1")).status()).isEqualTo(404);
    assertThat(api.shutOut()).as("they are valid again").isEmpty();
    problem(TICKETS + "/t1", 401, "");
    failure(() -> api.ticket("t1"));
    enrol();
    assertThat(api.shutOut()).as("of the new ones nothing is known").isEmpty();
  }

  @Test
  void aCodeMadeForAnotherAgentIsNotStored() {
    answer(
        ENROLMENT,
        201,
        "{\"hall\":\"yj-c00\",\"agentId\":\"kiosk-9\",\"username\":\"yj-c00/kiosk-9\",\"secret\":\"s\"}");
    assertThat(failure(() -> api.enrol("x")).type()).isEqualTo("wrong-agent");
    assertThat(api.enrolled()).isFalse();
  }

  @Test
  void aServerThatIsAwayOrSilentIsUnreachableWithinTheDeadline() throws IOException {
    enrol();
    server.stop(0);
    assertUnreachable();
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      connect("http://127.0.0.1:" + silent.getLocalPort());
      long start = System.nanoTime();
      assertUnreachable();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void everyAnswerMeasuresTheServersTimeAndAnUnreadableStampIsIgnored() {
    enrol();
    stamp = Optional.of("soon");
    problem(TICKETS + "/t1", 404, "");
    failure(() -> api.ticket("t1"));
    assertThat(time.offset()).isEmpty();

    stamp = Optional.of(Long.toString(Instant.now().plusSeconds(61).toEpochMilli()));
    failure(() -> api.ticket("t1"));
    assertThat(time.offset().orElseThrow())
        .isCloseTo(Duration.ofSeconds(-61), Duration.ofSeconds(1));
    assertThat(time.drift()).isTrue();
  }

  @Test
  void enrolsByItselfAsSoonAsTheServerAnswers() {
    problem(ENROLMENT, 503, "");
    AgentSettings settings = withCode(LinkFixture.settings(folder, null), "ABCD");
    Enroller enroller = new Enroller(settings, api);
    enroller.start();
    await().until(() -> requests.containsKey(ENROLMENT));
    assertThat(api.enrolled()).isFalse();
    answerEnrolment();
    await().until(api::enrolled);
    enroller.stop();
  }

  @Test
  void aRefusedCodeIsTriedOnce() {
    List<String> tried = new CopyOnWriteArrayList<>();
    server.removeContext("/");
    server.createContext(
        "/",
        exchange -> {
          tried.add(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    AgentSettings settings = withCode(LinkFixture.settings(folder, null), "USED");
    Enroller enroller = new Enroller(settings, api);
    enroller.start();
    await().until(() -> !tried.isEmpty() && !enroller.trying());
    assertThat(tried).containsExactly(ENROLMENT);
  }

  private void assertUnreachable() {
    HallApiException failure = failure(() -> api.ticket("t1"));
    assertThat(failure.status()).isZero();
    assertThat(failure.type()).isEqualTo("unreachable");
    assertThat(failure.messageZh()).contains("没有应答");
    assertThat(failure.getMessage()).contains("does not answer");
  }

  private void connect(String uri) {
    AgentSettings base = LinkFixture.settings(folder, null);
    AgentSettings settings =
        new AgentSettings(
            URI.create(uri),
            base.hall(),
            base.agentId(),
            base.kind(),
            folder,
            null,
            null,
            List.of());
    credentials = new CredentialStore(settings);
    api = new HttpHallApi(settings, credentials, time, Duration.ofSeconds(1));
  }

  private static AgentSettings withCode(AgentSettings base, String code) {
    return new AgentSettings(
        base.server(),
        base.hall(),
        base.agentId(),
        base.kind(),
        base.dataDir(),
        code,
        null,
        List.of());
  }

  private void enrol() {
    answerEnrolment();
    api.enrol(" ABCD ");
  }

  private void answerEnrolment() {
    answer(
        ENROLMENT,
        201,
        "{\"hall\":\"yj-c00\",\"agentId\":\"display-1\",\"kind\":\"DISPLAY\","
            + "\"username\":\"yj-c00/display-1\",\"secret\":\"top\",\"mqttUri\":\"tcp://x:1\"}");
  }

  private void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, "application/json", body));
  }

  private void problem(String path, int status, String body) {
    answers.put(path, new Answer(status, "application/problem+json", body));
  }

  private static HallApiException failure(ThrowingCallable call) {
    return catchThrowableOfType(HallApiException.class, call);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.put(
        path,
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("X-Hall-Latest"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    String latest = requests.get(path).latest();
    boolean late = latest != null && Long.parseLong(latest) < stamp.map(Long::parseLong).orElse(0L);
    Answer answer =
        late
            ? new Answer(409, "application/problem+json", TOO_LATE)
            : answers.getOrDefault(path, new Answer(404, "text/plain", "none"));
    LockSupport.parkNanos(slow.toNanos());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    stamp.ifPresent(value -> exchange.getResponseHeaders().set("X-Hall-Time", value));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
