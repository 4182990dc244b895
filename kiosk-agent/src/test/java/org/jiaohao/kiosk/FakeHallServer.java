package org.jiaohao.kiosk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.http.EnrolmentResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kiosk's part of the HTTP API in front of a {@link FakeHallApi}; it can go away and return.
 */
public final class FakeHallServer implements AutoCloseable {
  private static final String HALL = "/api/v1/halls/yj-c00";
  private static final JsonMapper JSON = new JsonMapper();

  /** The hall behind; a draw whose answer is lost is carried out and the connection dropped. */
  public final FakeHallApi hall = new FakeHallApi();

  private final int port;
  private HttpServer server;
  private ExecutorService workers;

  /** Starts on a free port. */
  public FakeHallServer() throws IOException {
    hall.enrolled = true;
    start(0);
    port = server.getAddress().getPort();
  }

  /** Base address. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Refuses connections until {@link #comeBack()}. */
  public void goAway() {
    server.stop(0);
    workers.shutdownNow();
  }

  /** Listens again on the same port. */
  public void comeBack() throws IOException {
    start(port);
  }

  private void start(int onPort) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
    workers = Executors.newFixedThreadPool(4);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Object answer;
      int status = 200;
      try {
        answer = route(exchange);
      } catch (HallApiException e) {
        if (e.status() == 0) {
          return;
        }
        status = e.status();
        answer =
            Map.of(
                "type",
                "urn:jiaohao:problem:" + e.type(),
                "status",
                e.status(),
                "title",
                e.type(),
                "detail",
                e.getMessage(),
                "detailZh",
                e.messageZh());
      }
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Object route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals("/api/v1/agents/enrolment")) {
      EnrolmentRequest request = JSON.readValue(body, EnrolmentRequest.class);
      hall.enrol(request.code());
      return new EnrolmentResponse(
          "yj-c00",
          request.agentId(),
          "KIOSK",
          "yj-c00/" + request.agentId(),
          "secret",
          "tcp://127.0.0.1:1",
          null);
    }
    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
      throw new HallApiException(401, "unauthorized", "没有凭证。", "No credentials.", null);
    }
    return switch (path) {
      case HALL -> hall.hall();
      case HALL + "/queues" -> hall.queues();
      case HALL + "/items" -> hall.items();
      case HALL + "/tickets" ->
          hall.draw(
              JSON.readValue(body, DrawRequest.class),
              exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      default -> ticket(path.substring((HALL + "/tickets/").length()));
    };
  }

  private Object ticket(String rest) {
    return rest.endsWith("/cancel")
        ? hall.cancel(rest.substring(0, rest.length() - "/cancel".length()))
        : hall.ticket(rest);
  }

  @Override
  public void close() {
    goAway();
  }
}
