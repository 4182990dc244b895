package org.jiaohao.emulator.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jiaohao.emulator.line.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The control port: {@code GET /state}, pictures and texts of the device, {@code POST
 * /fault/{name}?parameter=value}, {@code POST /clear}.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
  private static final String FAULT = "/fault/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final EmulatedDevice device;
  private final HttpServer server;

  /**
   * Starts to serve.
   *
   * @param listen {@code 127.0.0.1:PORT}, port 0 for any free one
   */
  public ControlServer(EmulatedDevice device, String listen) throws IOException {
    this.device = device;
    this.server = HttpServer.create(address(listen), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private static InetSocketAddress address(String listen) throws IOException {
    int colon = listen.lastIndexOf(':');
    try {
      InetAddress host = InetAddress.getByName(listen.substring(0, Math.max(colon, 0)));
      if (host.isLoopbackAddress()) {
        return new InetSocketAddress(host, Integer.parseInt(listen.substring(colon + 1)));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("No port number in '" + listen + "'", e);
    }
    throw new IllegalArgumentException(
        "The control port is open to this machine only: write 127.0.0.1:PORT, not " + listen);
  }

  /** Base address of the control port. */
  public URI address() {
    InetSocketAddress bound = server.getAddress();
    return URI.create("http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      switch (exchange.getRequestMethod()) {
        case "GET", "HEAD" -> get(exchange);
        case "POST" -> post(exchange);
        default -> problem(exchange, 405, "Use GET or POST");
      }
    } catch (RuntimeException e) {
      log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      throw e;
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/state")) {
      send(exchange, 200, "application/json", JSON.writeValueAsBytes(device.state()));
      return;
    }
    Optional<EmulatedDevice.Content> content = device.content(path);
    if (content.isPresent()) {
      send(exchange, 200, content.get().type(), content.get().bytes());
    } else {
      problem(exchange, 404, "Nothing at " + path + "; look at /state");
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      if (path.equals("/clear")) {
        device.clear();
      } else if (path.startsWith(FAULT)) {
        device.fault(path.substring(FAULT.length()), query(exchange.getRequestURI()));
      } else {
        problem(exchange, 404, "POST goes to /fault/{name} or /clear");
        return;
      }
      exchange.sendResponseHeaders(204, -1);
    } catch (Faults.UnknownFaultException e) {
      problem(exchange, 404, e.getMessage());
    } catch (IllegalArgumentException e) {
      problem(exchange, 400, e.getMessage());
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> values = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        values.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return values;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void problem(HttpExchange exchange, int status, String detail) throws IOException {
    Object body = Map.of("status", status, "detail", detail, "faults", device.faultNames());
    send(exchange, status, "application/problem+json", JSON.writeValueAsBytes(body));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }
}
