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
    var socket = new Socket("127.0.0.1", server.uri("/").getPort());
    sockets.add(socket);
    String request =
        "GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: %s\r\nAccept: %s\r\n\r\n"
            .formatted(path, user.basic(), accept);
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
  private boolean crowds(User user) throws Exception {
    int first = sockets.size();
    for (int i = 0; i < 4 * AccountShare.MOST; i++) {
      ask(user, BASE + "/items", "application/json");
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
  @Test
  void questionsThatWaitForAProcessorCountAsWell() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    assertThat(status(clerk)).isEqualTo(200);
    await("too many wait", () -> crowds(clerk));
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
