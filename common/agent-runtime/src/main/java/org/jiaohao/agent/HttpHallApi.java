package org.jiaohao.agent;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.EnrolmentCodes;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.http.EnrolmentResponse;
import org.jiaohao.contract.http.HallHeaders;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/** {@link HallApi} over the JDK's HTTP client. */
final class HttpHallApi implements HallApi, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpHallApi.class);

  private static final Duration DEADLINE = Duration.ofSeconds(3);

  /** Once in an agent's life; a server that has just started may be slow. */
  private static final Duration ENROLMENT_DEADLINE = Duration.ofSeconds(15);

  private final String attempt = UUID.randomUUID().toString();
  private static final long MAX_ANSWER_BYTES = 4L * 1024 * 1024;

  private final AgentSettings settings;
  private final CredentialStore credentials;
  private final MeasuredHallTime time;
  private final Duration deadline;
  private volatile HttpClient http;
  private volatile HallApiException shutOut;
  private final String hallPath;

  HttpHallApi(AgentSettings settings, CredentialStore credentials, MeasuredHallTime time) {
    this(settings, credentials, time, DEADLINE);
  }

  HttpHallApi(
      AgentSettings settings,
      CredentialStore credentials,
      MeasuredHallTime time,
      Duration deadline) {
    this.settings = settings;
    this.credentials = credentials;
    this.time = time;
    this.deadline = deadline;
    this.http = client(knownHall(), deadline);
    credentials.onChange(this::renewClient);
    this.hallPath = "/api/v1/halls/" + encode(settings.hall());
  }

  private static HttpClient client(SSLContext tls, Duration within) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(within);
    return (tls == null ? builder : builder.sslContext(tls)).build();
  }

  private boolean overTls() {
    return "https".equals(settings.server().getScheme());
  }

  /** Null without TLS, and before the enrolment, when nothing is sent but the code. */
  private SSLContext knownHall() {
    return overTls()
        ? credentials.current().map(own -> PinnedTls.to(own.authority())).orElse(null)
        : null;
  }

  /** A connection that another authority vouched for is not used any more. */
  private void renewClient() {
    shutOut = null;
    HttpClient former = http;
    http = client(knownHall(), deadline);
    former.shutdown();
  }

  @Override
  public boolean enrolled() {
    return credentials.current().isPresent();
  }

  @Override
  public Optional<HallApiException> shutOut() {
    return Optional.ofNullable(shutOut);
  }

  @Override
  public void enrol(String code) {
    EnrolmentResponse answer = exchangeCode(code.strip());
    Credentials received =
        new Credentials(
            answer.hall(),
            answer.agentId(),
            answer.username(),
            answer.secret(),
            answer.mqttUri(),
            answer.authority());
    if (!received.belongTo(settings)) {
      throw HttpProblems.wrongAgent(settings, received);
    }
    try {
      credentials.store(received);
    } catch (IOException e) {
      throw HttpProblems.notStored(settings.dataDir(), e);
    }
  }

  /** With TLS the code is sent to the server that it proves, and to no other. */
  private EnrolmentResponse exchangeCode(String code) {
    HttpRequest request =
        request("/api/v1/agents/enrolment")
            .timeout(ENROLMENT_DEADLINE)
            .POST(json(new EnrolmentRequest(code, settings.agentId(), attempt)))
            .build();
    JavaType type = type(EnrolmentResponse.class);
    if (!overTls()) {
      return read(request, exchange(http, request), false, type);
    }
    if (!EnrolmentCodes.complete(code)) {
      throw HttpProblems.incompleteCode();
    }
    HttpClient proven = client(PinnedTls.provenBy(code), ENROLMENT_DEADLINE);
    try {
      EnrolmentResponse answer = read(request, exchange(proven, request), false, type);
      if (EnrolmentCodes.prove(code, PinnedTls.authorities(answer.authority()).getFirst())) {
        return answer;
      }
      throw HttpProblems.badAnswer(200, request.uri(), null);
    } catch (IllegalArgumentException unreadable) {
      throw HttpProblems.badAnswer(200, request.uri(), unreadable);
    } finally {
      proven.shutdownNow();
    }
  }

  @Override
  public HallInfo hall() {
    return get(hallPath, type(HallInfo.class));
  }

  @Override
  public List<QueueInfo> queues() {
    return get(hallPath + "/queues", listOf(QueueInfo.class));
  }

  @Override
  public List<ItemInfo> items() {
    return get(hallPath + "/items", listOf(ItemInfo.class));
  }

  @Override
  public Ticket draw(DrawRequest request, String idempotencyKey) {
    return send(
        request(hallPath + "/tickets")
            .header(HallHeaders.IDEMPOTENCY_KEY, idempotencyKey)
            .POST(json(request))
            .build(),
        type(Ticket.class));
  }

  @Override
  public Ticket ticket(String id) {
    return get(hallPath + "/tickets/" + encode(id), type(Ticket.class));
  }

  @Override
  public List<WindowInfo> windows() {
    return get(hallPath + "/windows", listOf(WindowInfo.class));
  }

  @Override
  public WindowInfo press(String window, PadKey key) {
    try {
      return pressOnce(window, key);
    } catch (HallApiException e) {
      if (!e.type().equals("too-late")) {
        throw e;
      }
      // Nothing was done, and the answer told the server's time: its clock had been set.
      return pressOnce(window, key);
    }
  }

  /** The pad says after the deadline that nobody answers; nothing may happen then. */
  private WindowInfo pressOnce(String window, PadKey key) {
    HttpRequest.Builder press =
        request(hallPath + "/windows/" + encode(window) + "/key").POST(json(key));
    if (time.offset().isPresent()) {
      Instant latest = time.now().plus(deadline);
      press.header(HallHeaders.LATEST, Long.toString(latest.toEpochMilli()));
    }
    return send(press.build(), type(WindowInfo.class));
  }

  @Override
  public Ticket cancel(String id) {
    return send(
        request(hallPath + "/tickets/" + encode(id) + "/cancel")
            .header(HallHeaders.IDEMPOTENCY_KEY, "cancel-" + id)
            .POST(BodyPublishers.noBody())
            .build(),
        type(Ticket.class));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private <T> T get(String path, JavaType type) {
    return send(request(path).GET().build(), type);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(settings.server() + path))
        .timeout(deadline)
        .header("Accept", "application/json, application/problem+json")
        .header("Content-Type", "application/json");
  }

  private <T> T send(HttpRequest request, JavaType type) {
    HttpResponse<byte[]> answer = exchange(http, authenticated(request));
    shutOut = answer.statusCode() == 401 ? HttpProblems.revoked() : null;
    return read(request, answer, true, type);
  }

  private static <T> T read(
      HttpRequest request, HttpResponse<byte[]> answer, boolean withCredentials, JavaType type) {
    if (answer.statusCode() / 100 != 2) {
      throw HttpProblems.of(answer.statusCode(), answer.body(), withCredentials);
    }
    try {
      T value = Wire.JSON.readValue(answer.body(), type);
      if (value == null) {
        throw HttpProblems.badAnswer(answer.statusCode(), request.uri(), null);
      }
      return value;
    } catch (JacksonException e) {
      throw HttpProblems.badAnswer(answer.statusCode(), request.uri(), e);
    }
  }

  private HttpRequest authenticated(HttpRequest request) {
    Credentials own = credentials.current().orElseThrow(HttpProblems::notEnrolled);
    byte[] pair = (own.username() + ":" + own.secret()).getBytes(StandardCharsets.UTF_8);
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
        .build();
  }

  /** One exchange, body included, within the time of the request. */
  private HttpResponse<byte[]> exchange(HttpClient client, HttpRequest request) {
    long sent = System.nanoTime();
    Duration within = request.timeout().orElse(deadline);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> received = answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
      measure(received, sent, System.nanoTime());
      return received;
    } catch (ExecutionException e) {
      throw foreign(e)
          ? HttpProblems.notThisHall(settings.server(), e.getCause())
          : HttpProblems.unreachable(settings.server(), e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw HttpProblems.unreachable(settings.server(), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw HttpProblems.unreachable(settings.server(), e);
    }
  }

  /** A handshake that broke off says nothing about who answered; a certificate does. */
  private static boolean foreign(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private void measure(HttpResponse<byte[]> answer, long sent, long received) {
    OptionalLong stamp;
    try {
      stamp = answer.headers().firstValueAsLong(HallHeaders.TIME);
    } catch (NumberFormatException e) {
      LOG.warn("The answer of {} carries no readable {}", answer.uri(), HallHeaders.TIME, e);
      return;
    }
    stamp.ifPresent(millis -> time.measured(Instant.ofEpochMilli(millis), sent, received));
  }

  private static HttpRequest.BodyPublisher json(Object body) {
    return BodyPublishers.ofByteArray(Wire.JSON.writeValueAsBytes(body));
  }

  private static JavaType type(Class<?> type) {
    return Wire.JSON.constructType(type);
  }

  private static JavaType listOf(Class<?> element) {
    return Wire.JSON.getTypeFactory().constructCollectionType(List.class, element);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
