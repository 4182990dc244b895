package org.jiaohao.hall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.EventLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody who is signed in, or knows a password, and asks without reading. */
class AccountShareTest {
  private static final String BASE = "/api/v1/halls/" + HALL;
  private final RunningHall server =
      RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private Socket ask(User user, String path, String accept) throws Exception {
    return ask(user, "GET", path, accept);
  }

  private Socket ask(User user, String method, String path, String accept) throws Exception {
    var socket = new Socket("127.0.0.1", server.uri("/").getPort());
    sockets.add(socket);
    String request =
        "%s %s HTTP/1.1\r\nHost: h\r\nAuthorization: %s\r\nAccept: %s\r\n\r\n"
            .formatted(method, path, user.basic(), accept);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private int status(User user) {
    return server.call(user, "GET", BASE + "/queues").send().statusCode();
  }

  /** As many questions as there may be; what happens in the hall answers all of them at once. */
  private boolean waits(User user) throws Exception {
    long last = server.bean(EventLog.class).last();
    for (int i = 0; i < AccountShare.MOST; i++) {
      ask(user, BASE + "/events?wait=30&after=" + last, "application/json");
    }
    return true;
  }

  /** Asks on so many connections at the same time; whether one was refused. */
  private boolean crowds(User user, String method, String path) throws Exception {
    int first = sockets.size();
    for (int i = 0; i < 4 * AccountShare.MOST_ACTS; i++) {
      ask(user, method, path, "application/json");
    }
    boolean refused = false;
    for (Socket socket : sockets.subList(first, sockets.size())) {
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 429".length());
      refused |= new String(line, StandardCharsets.US_ASCII).endsWith("429");
      socket.close();
    }
    return refused;
  }

  /** Processors carry out few at a time; those that wait for one keep others from it, too. */
  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/halls/yj-c00/items",
    "HEAD,/api/v1/halls/yj-c00/items",
    "GET,/login",
    "GET,/v3/api-docs",
    "POST,/api/v1/halls/yj-c00/windows/1/key"
  })
  void requestsThatWaitForAProcessorCountWhateverComesOfThem(String method, String path)
      throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    assertThat(status(clerk)).isEqualTo(200);
    await("too many wait", () -> crowds(clerk, method, path));
    await("room again", () -> status(clerk) == 200);
  }

  @Test
  void answersOfOneAccountAreBoundedAndOthersAreServed() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    User other = server.account(HALL, Role.CLERK);
    assertThat(status(clerk)).isEqualTo(200);
    for (int i = 0; i < AccountShare.MOST + 8; i++) {
      ask(clerk, BASE + "/stream", "text/event-stream").getInputStream().read(); // it is open
    }
    assertThat(status(clerk)).as("streams do not count").isEqualTo(200);
    await("all are under way", () -> status(clerk) == 429 || !waits(clerk));
    assertThat(status(other)).isEqualTo(200);
    server.draw(clerk, "p"); // an act is no question, and answers those that wait
    await("room again", () -> status(clerk) == 200);
  }
}
