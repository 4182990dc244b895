package org.jiaohao.hall.limit;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Says in the log that requests came that are no HTTP and were refused before the program saw them:
 * one line at once, then one a minute with how many there were. What came stands nowhere, only who
 * sent the last of them, and to which port.
 */
@Component
class UnreadableRequests extends ValveBase
    implements AccessLog, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final Logger log = LoggerFactory.getLogger(UnreadableRequests.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final String READ = UnreadableRequests.class.getName();

  private int untold;
  private long told = System.nanoTime() - PAUSE.toNanos();
  private String last;

  UnreadableRequests() {
    super(true);
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addEngineValves(this);
  }

  /** What could not be read comes with an error, or not at all. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (response.getStatus() < Response.SC_BAD_REQUEST) {
      request.getCoyoteRequest().setAttribute(READ, true);
    }
    getNext().invoke(request, response);
  }

  @Override
  public void log(Request request, Response response, long nanos) {
    if (request.getCoyoteRequest().getAttribute(READ) == null
        && response.getStatus() >= Response.SC_BAD_REQUEST) {
      refused(request.getRemoteAddr(), request.getLocalPort(), response.getStatus());
    }
  }

  private synchronized void refused(String address, int port, int status) {
    untold++;
    last = address + " → " + port + ", " + status;
    tell();
  }

  /** What was counted is told when its minute is over, though no other comes. */
  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  synchronized void tell() {
    if (untold == 0 || System.nanoTime() - told < PAUSE.toNanos()) {
      return;
    }
    log.warn(
        "{} 个请求不是有效的 HTTP，已拒绝（最近一个：{}）。若持续出现，请检查该地址的设备：可能连错端口（HTTP 与 HTTPS"
            + " 混用）、程序有误，或有人在试探本服务器。 / Requests that are no HTTP were refused; the last"
            + " came from this address to this port. If it goes on, look at that machine: a wrong"
            + " port (HTTP instead of HTTPS), a broken program, or somebody who tries the doors.",
        untold,
        last);
    told = System.nanoTime();
    untold = 0;
  }

  @Override
  public void setRequestAttributesEnabled(boolean enabled) {
    throw new UnsupportedOperationException("addresses are those of the connections");
  }

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}
