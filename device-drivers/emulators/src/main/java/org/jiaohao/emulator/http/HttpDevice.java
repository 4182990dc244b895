package org.jiaohao.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A device that is asked by HTTP. Guarded by its own monitor. */
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

  private HttpServer server;

  /**
   * Makes a device that does not yet listen.
   *
   * @param listen {@code tcp:127.0.0.1:8081}, port 0 for any free one
   */
  protected HttpDevice(String listen) throws IOException {
    super(listen);
  }

  /** Answers a request; called with the monitor held. */
  protected abstract Answer answer(Request request);

  @Override
  protected String scheme() {
    return "http";
  }

  /** Whether the next request finds the device busy. */
  protected final boolean busy() {
    return spoiled().busy();
  }

  @Override
  protected final void listen(InetSocketAddress at) throws IOException {
    server = HttpServer.create(at, 16);
    server.setExecutor(
        Executors.newCachedThreadPool(task -> Thread.ofPlatform().daemon().unstarted(task)));
    server.createContext("/", this::serve);
    server.start();
  }

  @Override
  protected final void hangUp() {
    server.stop(0);
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
        answer = answer(request);
        wire = spoiled().wire(answer.body());
        delay = spoiled().takeDelayMillis();
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
