package org.jiaohao.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Commands at the machine itself, while the server runs over the same folder. */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleTest {
  private static final String QUEUES = "/api/v1/halls/" + HALL + "/queues";

  @TempDir Path data;
  private String printed;

  private int run(String... words) {
    var out = new ByteArrayOutputStream();
    String[] args = Arrays.copyOf(words, words.length + 1);
    args[words.length] = "--jiaohao.data=" + data;
    int code = Console.run(args, new PrintStream(out, true, StandardCharsets.UTF_8));
    printed = out.toString(StandardCharsets.UTF_8);
    return code;
  }

  @Test
  @Proves({"N16", "N17"})
  void whoSitsAtTheMachineUnlocksAccountsAndChecksTheLog() throws Exception {
    try (RunningHall server =
        RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER)) {
      User admin = server.account(null, Role.ADMIN);
      for (int i = 0; i < 5; i++) {
        server.call(new User(admin.username(), "Wrong-Pass-1"), "GET", QUEUES).expect(401);
      }
      server.call(admin, "GET", QUEUES).expect(401);
      assertThat(run("account", "unlock", admin.username())).isZero();
      server.call(admin, "GET", QUEUES).expect(200);

      assertThat(run("account", "reset", admin.username())).isZero();
      server.call(admin, "GET", QUEUES).expect(401);
      var first = Pattern.compile("[0-9a-z]{4}-[0-9A-Z]{4}-[0-9a-z]{4}7").matcher(printed);
      assertThat(first.find()).isTrue();
      server.call(new User(admin.username(), first.group()), "GET", QUEUES).expect(403);

      assertThat(run("account", "unlock", "nobody")).isEqualTo(1);
      assertThat(printed).contains("没有账号", "no account nobody");
      assertThat(run("account", "remove-second-factor", admin.username())).isEqualTo(1);
      assertThat(run("account", "promote", admin.username())).isEqualTo(2);
      assertThat(run("audit")).isEqualTo(2);

      User auditor = server.account(null, Role.AUDITOR);
      assertThat(server.get(auditor, "/api/v1/audit?actor=console").findValuesAsString("source"))
          .containsOnly("console");
      Path copy = Files.createTempFile("audit", ".csv");
      Files.writeString(copy, server.call(auditor, "GET", "/api/v1/audit/copy").send().body());
      server.draw(server.demo("guide"), "k");
      assertThat(run("audit", "check", "--against=" + copy)).as(printed).isZero();
      assertThat(printed).contains("No change found.");

      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hall.db"));
          var sql = connection.createStatement()) {
        sql.execute("drop trigger event_stays_as_written");
        sql.execute("update event set hash = 'x' || substr(hash, 2) where seq = 9");
      }
      assertThat(run("audit", "check")).isEqualTo(1);
      assertThat(printed).contains("CHANGED 9–9");
      assertThat(run("audit", "check", "--against=" + copy)).isEqualTo(1);
      assertThat(printed).contains("REWRITTEN 9–9");
    }
  }

  /** Whoever has stolen a session loses it, and nothing goes on in the account's name. */
  @ParameterizedTest
  @ValueSource(strings = {"reset", "deactivate"})
  @Proves("N16")
  void theRunningServerEndsWhatTheAccountHasOpen(String command, CapturedOutput log)
      throws Exception {
    try (RunningHall server =
        RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER)) {
      User clerk = server.account(HALL, Role.CLERK);
      User other = server.account(HALL, Role.CLERK);
      String stream = "/api/v1/halls/" + HALL + "/stream";
      var stolen = new StaffBrowser(server);
      stolen.signIn(clerk);
      var others = new StaffBrowser(server);
      others.signIn(other);
      server.window(clerk, "5", "open");
      var page = CompletableFuture.supplyAsync(() -> stolen.readToTheEnd(stream));
      var program =
          CompletableFuture.runAsync(
              () -> server.call(clerk, "GET", stream).header("Accept", "text/event-stream").send());
      assertThat(stolen.background(QUEUES).statusCode()).isEqualTo(200);

      assertThat(run("account", command, clerk.username())).as(printed).isZero();
      long start = System.nanoTime();
      assertThat(page.get(20, TimeUnit.SECONDS)).doesNotContain("problem", "status");
      RunningHall.await("its end", () -> stolen.background(QUEUES).statusCode() == 401);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(stolen.get("/clerk/" + HALL).headers().firstValue("Location").orElse(""))
          .contains("/login");
      RunningHall.await(
          "nobody is at the window",
          () ->
              server
                  .get(server.demo("manager"), "/api/v1/halls/" + HALL + "/windows/5")
                  .get("clerk")
                  .isNull());
      program.get(20, TimeUnit.SECONDS);
      assertThat(others.background(QUEUES).statusCode()).isEqualTo(200);
      assertThat(log.getAll()).doesNotContain("\tat org.");
    }
  }
}
