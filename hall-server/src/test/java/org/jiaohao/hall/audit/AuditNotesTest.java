package org.jiaohao.hall.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import tools.jackson.databind.JsonNode;

/** Whoever takes the notes of the log's end away is found, as if the log had been changed (N17). */
@Proves("N17")
class AuditNotesTest {
  @TempDir Path data;
  private RunningHall server;
  private User auditor;
  private Path heads;
  private String printed;

  @BeforeEach
  void threeNotes() {
    heads = data.resolve("audit-heads.txt");
    server = RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER);
    server.bean(SimpleAsyncTaskScheduler.class).stop(); // its rounds would come between
    auditor = server.account(null, Role.AUDITOR);
    assertThat(gone()).as("a new hall").isZero();
    assertThat(command()).as(printed).isZero();
    for (int i = 0; i < 3; i++) {
      server
          .bean(WritePath.class)
          .run(tx -> tx.append(EventQuery.NO_HALL, new AccountEvent.Unlocked("nobody"), "test"));
      server.bean(AuditProof.class).round();
    }
    assertThat(heads).content().hasLineCount(3);
    assertThat(gone()).isZero();
    assertThat(command()).as(printed).isZero();
    assertThat(printed).contains("3 hashes compared", "No change found.");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private int gone() {
    return server.get(auditor, "/api/v1/audit/check").get("notesGone").asInt();
  }

  private int command() {
    var out = new ByteArrayOutputStream();
    int code =
        AuditCommand.check(
            server.bean(JdbcClient.class),
            heads,
            null,
            null,
            new PrintStream(out, true, StandardCharsets.UTF_8));
    printed = out.toString(StandardCharsets.UTF_8);
    return code;
  }

  private String alarms() {
    server.bean(AlertRounds.class).followAll();
    StringBuilder text = new StringBuilder();
    for (JsonNode each : server.get(server.demo("manager"), "/api/v1/halls/" + HALL + "/alerts")) {
      if (each.get("kind").asString().equals("AUDIT_LOG_CHANGED")) {
        text.append(each);
      }
    }
    return text.toString();
  }

  private void missed(int notes) throws Exception {
    JsonNode report = server.get(auditor, "/api/v1/audit/check");
    assertThat(report.get("notesGone").asInt()).isEqualTo(notes);
    assertThat(report.get("faults")).as("the log itself is as it was").isEmpty();
    assertThat(command()).isEqualTo(1);
    assertThat(printed)
        .contains("缺少 " + notes + " 条", "用副本放回", "notes missing: " + notes + ". Put it back")
        .doesNotContain("No change found");
    var browser = new StaffBrowser(server);
    browser.signIn(auditor);
    for (String page : List.of("/audit/check", "/audit")) {
      assertThat(browser.get(page + "?lang=en").body())
          .contains("notes missing: " + notes)
          .doesNotContain("No change found", "??");
      assertThat(browser.get(page + "?lang=zh").body()).contains("缺少 " + notes + " 条抄录");
    }
    assertThat(alarms()).contains("缺少 " + notes + " 条抄录", "Put it back from its copy");
  }

  @Test
  void notesThatWereEmptiedRemovedOrShortenedAreMissedUntilTheyAreBack() throws Exception {
    String whole = Files.readString(heads);
    Files.writeString(heads, "");
    missed(3);
    Files.delete(heads);
    missed(3);
    Files.writeString(heads, whole.lines().findFirst().orElseThrow() + "\n");
    missed(2);
    Files.writeString(heads, whole.lines().skip(1).findFirst().orElseThrow() + "\n");
    missed(2);
    Files.writeString(heads, whole);
    assertThat(gone()).isZero();
    assertThat(alarms()).isEmpty();
  }

  /** The hour's round finds it, and its next note does not cover it up. */
  @Test
  void aRunningServerMissesThemAtTheNextRoundAndGoesOnMissingThem() throws Exception {
    String whole = Files.readString(heads);
    Files.delete(heads);
    assertThat(alarms()).isEmpty();
    for (int i = 0; i < 3; i++) {
      server.bean(AuditProof.class).round();
      assertThat(alarms()).contains("缺少 3 条抄录");
    }
    server.close();
    server = RunningHall.start(data, 0, "spring.profiles.active=demo", RunningHall.NO_BROKER);
    server.bean(AuditProof.class).round();
    assertThat(alarms()).as("after a restart").contains("缺少 3 条抄录");
    Files.writeString(heads, whole + Files.readString(heads));
    server.bean(AuditProof.class).round();
    assertThat(alarms()).isEmpty();
  }

  @Test
  void anAuditorGivesUpNotesThatAreLostForGoodAndTheLogTellsSo() throws Exception {
    String call = "/api/v1/audit/notes/given-up";
    assertThat(post(auditor, call).statusCode()).as("nothing is gone").isEqualTo(409);
    Files.delete(heads);
    assertThat(gone()).isEqualTo(3);
    assertThat(alarms()).isNotEmpty();
    assertThat(post(server.demo("admin"), call).statusCode()).isEqualTo(403);
    assertThat(post(server.account(HALL, Role.AUDITOR), call).statusCode()).isEqualTo(409);
    assertThat(post(auditor, call).statusCode()).isEqualTo(204);
    assertThat(gone()).isZero();
    assertThat(alarms()).isEmpty();
    JsonNode told = server.get(auditor, "/api/v1/audit?type=log-notes-given-up");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).get("actor").asString()).isEqualTo(auditor.username());
    assertThat(command()).as(printed).isZero();
  }

  private java.net.http.HttpResponse<String> post(User user, String path) throws Exception {
    return server
        .call(user, "POST", path)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .send();
  }
}
