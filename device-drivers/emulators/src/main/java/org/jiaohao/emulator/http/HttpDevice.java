package org.jiaohao.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jiaohao.emulator.line.Parameters;

/**
 * A device that is asked by HTTP; at {@code tls:} with a certificate of its own, which the command
 * {@code new-certificate} replaces. {@code login} ({@code scheme=basic} or {@code digest}, {@code
 * user}, {@code password}) lets it ask who asks, {@code tls-only} lets it refuse plain requests,
 * {@code wants-host} ({@code host=localhost}) such as call it otherwise. Guarded by its own
 * monitor.
 */
public abstract class HttpDevice extends ServerDevice {
  /**
   * An answer.
   *
   * @param status HTTP status
   * @param type media type
   */
  public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    /** One without headers of its own. */
    public Answer(int status, String type, byte[] body) {
      this(status, type, body, Map.of());
    }
  }

  /**
   * A request.
   *
   * @param method in capital letters
   * @param path without query
   */
  public record Request(String method, String path, byte[] body) {}

  private final boolean tls;
  private HttpServer server;
  private OwnCertificate certificate;
  private Login login;
  private String host;

  /**
   * Makes a device that does not yet listen.
   *
   * @param listen {@code tcp:127.0.0.1:8081} or {@code tls:…}, port 0 for any free one
   */
  protected HttpDevice(String listen) throws IOException {
    super(listen);
    this.tls = listen.startsWith("tls:");
    this.certificate = tls ? new OwnCertificate() : null;
    faults()
        .lasting(
            "login",
            (on, p) ->
                login =
                    on
                        ? new Login(
                            p.text("scheme", "basic").equals("digest"),
                            p.text("user", "clerk"),
                            p.text("password", "secret"))
                        : null);
    faults().lasting("tls-only", (on, p) -> {});
    faults().lasting("wants-host", (on, p) -> host = on ? p.text("host", "localhost") : null);
    faults().once("new-certificate", p -> renew());
  }

  private void renew() {
    try {
      faults().apply("unplug", Parameters.NONE);
      certificate = new OwnCertificate();
      faults().off("unplug");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of its certificate in pairs of hex digits, as on its panel; it listens at tls. */
  public final synchronized String fingerprint() {
    return certificate.fingerprint();
  }

  @Override
  protected final boolean secured() {
    return true;
  }

  /** Last letter of the scheme of its address. */
  protected final String secure(String scheme) {
    return tls ? scheme + "s" : scheme;
  }

  /** Answers a request; called with the monitor held. */
  protected abstract Answer answer(Request request);

  @Override
  protected String scheme() {
    return secure("http");
  }

  /** Milliseconds that an answer waits because of what was asked; called with the monitor held. */
  protected long pauseMillis(Request request) {
    return 0;
  }

  /** Whether the next request finds the device busy. */
  protected final boolean busy() {
    return spoiled().busy();
  }

  @Override
  protected final void listen(InetSocketAddress at) throws IOException {
    if (tls) {
      HttpsServer secure = HttpsServer.create(at, 16);
      secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
      server = secure;
    } else {
      server = HttpServer.create(at, 16);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(task -> Thread.ofPlatform().daemon().unstarted(task)));
    server.createContext("/", this::serve);
    server.start();
  }

  @Override
  protected final void hangUp() {
    server.stop(0);
  }

  /** Why a request is not carried out, or null. */
  private Answer refusal(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    if (!tls && faults().active("tls-only")) {
      return new Answer(
          426, "text/plain", new byte[0], Map.of("Upgrade", "TLS/1.2", "Connection", "Upgrade"));
    }
    if (host != null && !host.equals(headers.getFirst("Host"))) {
      return new Answer(400, "text/plain", new byte[0]);
    }
    boolean known =
        login == null
            || login.admits(exchange.getRequestMethod(), headers.getFirst("Authorization"));
    return known
        ? null
        : new Answer(401, "text/plain", new byte[0], Map.of("WWW-Authenticate", login.challenge()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var request =
          new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
      Answer answer;
      byte[] wire;
      long delay;
      synchronized (this) {
        answer = refusal(exchange);
        answer = answer == null ? answer(request) : answer;
        wire = spoiled().wire(answer.body());
        delay = spoiled().takeDelayMillis() + pauseMillis(request);
        waitWhileMute();
      }
      TimeUnit.MILLISECONDS.sleep(delay);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      // Half an answer is announced whole, and the connection ends before its end.
      int announced = Math.max(wire.length, answer.body().length);
      exchange.sendResponseHeaders(answer.status(), announced == 0 ? -1 : announced);
      exchange.getResponseBody().write(wire);
      exchange.getResponseBody().flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
