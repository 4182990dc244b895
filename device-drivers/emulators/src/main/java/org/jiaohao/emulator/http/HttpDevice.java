package org.jiaohao.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;

/** A device that is asked by HTTP. Guarded by its own monitor. */
public abstract class HttpDevice implements EmulatedDevice {
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

  private final Faults faults = new Faults();
  private final AnswerFaults spoiled = new AnswerFaults(faults);
  private final InetSocketAddress listen;
  private HttpServer server;
  private int port;
  private boolean powered = true;
  private boolean muted;
  private boolean closed;

  /**
   * Makes a device that does not yet listen.
   *
   * @param listen {@code tcp:127.0.0.1:8081}, port 0 for any free one
   */
  protected HttpDevice(String listen) throws IOException {
    if (!listen.matches("tcp:[^:]+:\\d{1,5}")) {
      throw new IllegalArgumentException("write --listen tcp:127.0.0.1:8081, not " + listen);
    }
    String[] parts = listen.split(":");
    InetAddress host = InetAddress.getByName(parts[1]);
    if (!host.isLoopbackAddress()) {
      throw new IllegalArgumentException("an emulator listens on this machine only");
    }
    this.listen = new InetSocketAddress(host, Integer.parseInt(parts[2]));
    this.port = this.listen.getPort();
    faults.lasting("mute", (on, p) -> mute(on));
    faults.lasting("unplug", (on, p) -> plug(!on));
    faults.once("plug", p -> faults.off("unplug"));
    faults.lasting("power-off", (on, p) -> power(!on));
    faults.once("power-on", p -> faults.off("power-off"));
    faults.once(
        "power-cycle",
        p -> {
          faults.apply("power-off", Parameters.NONE);
          faults.off("power-off");
        });
  }

  /** Begins to listen. */
  protected final synchronized void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(listen.getAddress(), port), 16);
    port = server.getAddress().getPort();
    server.setExecutor(
        Executors.newCachedThreadPool(task -> Thread.ofPlatform().daemon().unstarted(task)));
    server.createContext("/", this::serve);
    server.start();
  }

  /** Answers a request; called with the monitor held. */
  protected abstract Answer answer(Request request);

  /** Forgets what only memory held; called with the monitor held. */
  protected abstract void forget();

  /** What is to be seen of the device; called with the monitor held. */
  protected abstract Object look();

  /** Path of the device behind host and port. */
  protected String path() {
    return "";
  }

  /** Whether the next request finds the device busy. */
  protected final boolean busy() {
    return spoiled.busy();
  }

  /** More faults of a kind of device. */
  protected final Faults faults() {
    return faults;
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
        wire = spoiled.wire(answer.body());
        delay = spoiled.delayMillis();
        while (muted && !closed) {
          wait(50);
        }
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

  private synchronized void mute(boolean on) {
    muted = on;
    notifyAll();
  }

  private synchronized void power(boolean on) {
    powered = on;
    if (!on) {
      forget();
    }
    plug(on && !faults.active("unplug"));
  }

  private synchronized void plug(boolean in) {
    try {
      if (!in && server != null) {
        server.stop(0);
        server = null;
      } else if (in && powered && server == null && !closed) {
        start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final synchronized URI address() {
    return URI.create("http://" + listen.getAddress().getHostAddress() + ":" + port + path());
  }

  @Override
  public final synchronized Object state() {
    return Map.of(
        "address",
        address(),
        "powered",
        powered,
        "plugged",
        server != null,
        "faults",
        faults.shown(),
        "device",
        look());
  }

  @Override
  public final Set<String> faultNames() {
    return faults.names();
  }

  @Override
  public final synchronized void fault(String name, Map<String, String> parameters) {
    faults.apply(name, new Parameters(parameters));
  }

  @Override
  public final synchronized void clear() {
    faults.clear();
  }

  @Override
  public final synchronized void close() {
    closed = true;
    notifyAll();
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }
}
