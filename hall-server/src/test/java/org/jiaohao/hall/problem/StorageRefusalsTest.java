package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A full disk and a long lock, as people and programs meet them. */
@ExtendWith(OutputCaptureExtension.class)
class StorageRefusalsTest {
  private static final Duration QUICK = Duration.ofSeconds(6);
  private static final int REFUSALS = 30;

  private static RunningHall server;
  private static User guide;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    guide = server.demo("guide");
    draw(201); // their password is known from now on
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aLongLockIsToldQuicklyAndAsALock() throws Exception {
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + server.data().resolve("hall.db"));
        var statement = other.createStatement()) {
      statement.execute("begin immediate");
      assertThat(draw(503).get("detail").asString()).contains("busy").doesNotContain("disk");
      signInIsRefusedWith("clerk1", "正忙");
      alertSays("被其他程序占用");
      await("not ready", () -> readiness() == 503);
      statement.execute("rollback");
    }
    worksAgain();
  }

  @Test
  void aFullDiskIsToldInEveryWayOfSignInAndInOneLineOfTheLog(CapturedOutput output)
      throws Exception {
    try {
      fill();
      for (int i = 0; i < REFUSALS; i++) {
        assertThat(draw(503).get("detail").asString()).contains("disk is full");
      }
      signInIsRefusedWith("manager", "磁盘空间已满");
      await("not ready", () -> readiness() == 503);
      alertSays("磁盘已满");
    } finally {
      limit(Integer.MAX_VALUE / 2);
    }
    worksAgain();
    List<String> said =
        output.getAll().lines().filter(line -> line.contains("nothing can be stored")).toList();
    assertThat(said).as("a line, and one more each minute").hasSizeBetween(1, 3);
    assertThat(output.getAll()).doesNotContain("\tat ");
  }

  private void signInIsRefusedWith(String username, String words) throws Exception {
    for (String password : new String[] {server.demo(username).password(), "wrong"}) {
      long before = System.nanoTime();
      var user = new User(username, password);
      HttpResponse<String> page =
          new StaffBrowser(server)
              .submit(
                  "/login", "/login", Map.of("username", user.username(), "password", password));
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains(words).contains("nothing was changed");
      HttpResponse<String> api = server.call(user, "GET", "/api/v1/halls").send();
      assertThat(api.statusCode()).as(api.body()).isEqualTo(503);
      assertThat(api.body()).contains(words).contains("storage-unavailable");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(QUICK.multipliedBy(2));
    }
  }

  private static void worksAgain() throws Exception {
    await("ready", () -> readiness() == 200);
    draw(201);
    server.bean(AlertRounds.class).followAll();
    await("the alert has ended", () -> !alerts().contains("STORAGE"));
    assertThat(new StaffBrowser(server).signIn(server.demo("manager"))).endsWith("/");
  }

  /** Though it cannot be stored. */
  private static void alertSays(String words) {
    await("the alert", () -> alerts().contains(words));
  }

  private static String alerts() {
    return server.get(guide, "/api/v1/halls/" + HALL + "/alerts").toString();
  }

  private static int readiness() {
    return server.call(null, "GET", "/actuator/health/readiness").send().statusCode();
  }

  private static JsonNode draw(int status) {
    HttpResponse<String> answer = send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return RunningHall.JSON.readTree(answer.body());
  }

  private static HttpResponse<String> send() {
    return server
        .call(guide, "POST", "/api/v1/halls/" + HALL + "/tickets")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(Map.of("queue", "b"))
        .send();
  }

  /** No page can be added any more; what is free in the others is used up by events and draws. */
  private static void fill() {
    limit(1);
    do {
      fillWithEvents();
    } while (send().statusCode() != 503);
  }

  private static void fillWithEvents() {
    var event = new AccountEvent.SignInFailed("x");
    for (int i = 0; i < 20_000; i++) {
      try {
        server.bean(WritePath.class).run(tx -> tx.append("*", event, "x"));
      } catch (StorageException full) {
        assertThat(full.reason()).isEqualTo(StorageException.Reason.FULL);
        return;
      }
    }
    throw new AssertionError("the disk does not get full");
  }

  private static void limit(int pages) {
    server
        .bean(WritePath.class)
        .run(tx -> tx.sql().sql("pragma max_page_count = " + pages).query(Integer.class).single());
  }
}
