package org.jiaohao.hall.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.Cursors;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Announcements from the manager to the screens, and their end (R018, R019, R023). */
class AnnouncementsTest {
  private static final String PATH = "/api/v1/halls/" + HALL + "/announcements";
  private static final Topics TOPICS = Topics.of(HALL);
  private static RunningHall server;
  private static User manager;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo");
    manager = server.demo("manager");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void removeAll() {
    for (JsonNode one : server.get(manager, PATH)) {
      server.call(manager, "DELETE", PATH + "/" + one.get("id").asString()).expect(204);
    }
  }

  private OffsetDateTime in(Duration time) {
    return OffsetDateTime.now(server.clock()).plus(time);
  }

  private static Map<String, Object> body(
      String text, OffsetDateTime from, OffsetDateTime until, Object rev) {
    var body = new HashMap<String, Object>();
    body.put("text", text);
    body.put("validFrom", from);
    body.put("validUntil", until);
    body.put("rev", rev);
    return body;
  }

  private JsonNode post(Map<String, Object> body, int status) {
    return server.call(manager, "POST", PATH).body(body).expect(status);
  }

  @Test
  @Proves({"R018", "R019"})
  void theManagersTextReachesTheScreensAndLeavesThem() throws Exception {
    User display = server.enrol(HALL, "display-1", "DISPLAY");
    long start = server.bean(EventLog.class).last();
    try (MqttPeer screen = MqttPeer.connect(server.mqttUri(), display)) {
      screen.subscribe(TOPICS.playlist("0"));
      JsonNode made =
          post(body("周六照常办理䶮", in(Duration.ofHours(1)), in(Duration.ofHours(2)), null), 201);
      await("on the screen, before its time", () -> shown(screen).contains("周六照常办理䶮"));
      long rev = screen.last(TOPICS.playlist("0")).json().get("rev").asLong();
      JsonNode entry = screen.last(TOPICS.playlist("0")).json().at("/entries/0");
      assertThat(entry.get("kind").asString()).isEqualTo("ANNOUNCEMENT");
      assertThat(OffsetDateTime.parse(entry.get("validFrom").asString()))
          .isEqualTo(OffsetDateTime.parse(made.get("validFrom").asString()));

      server
          .call(manager, "PUT", PATH + "/" + made.get("id").asString())
          .body(body("周日休息", in(Duration.ofHours(1)), in(Duration.ofHours(2)), 1))
          .expect(200);
      await("the new text", () -> shown(screen).contains("周日休息"));
      assertThat(shown(screen)).doesNotContain("周六照常办理䶮");

      server.clock().advance(Duration.ofMinutes(90));
      server.bean(AnnouncementRounds.class).appendEdges();
      await("it began", () -> events(start).contains("announcement-began"));
      assertThat(shown(screen)).contains("周日休息");
      server.clock().advance(Duration.ofMinutes(31));
      server.bean(AnnouncementRounds.class).appendEdges();
      await("it ended", () -> !shown(screen).contains("周日休息"));
      assertThat(screen.last(TOPICS.playlist("0")).json().get("rev").asLong()).isGreaterThan(rev);
      assertThat(events(start).stream().filter(type -> type.startsWith("announcement")).toList())
          .containsExactly(
              "announcement-added",
              "announcement-changed",
              "announcement-began",
              "announcement-ended");
    }
  }

  /** The server was off when it began; after the start that is said once, and not again. */
  @Test
  void whatBeganWhileTheServerWasOffIsSaidAfterwards() {
    long start = server.bean(EventLog.class).last();
    server.bean(AnnouncementRounds.class).appendEdges();
    server
        .bean(WritePath.class)
        .run(
            tx -> {
              Cursors.store(tx, "announcement-times", tx.millis() - 3_600_000);
              return tx.sql()
                  .sql(
                      "insert into announcement (id, hall, text, valid_from, updated_by,"
                          + " updated_at, rev) values ('missed', ?, '停机时生效', ?, 'test', 0, 1)")
                  .params(HALL, tx.millis() - 60_000)
                  .update();
            });
    server.bean(AnnouncementRounds.class).appendEdges();
    server.bean(AnnouncementRounds.class).appendEdges();
    assertThat(events(start)).containsOnlyOnce("announcement-began");
  }

  /** The clock was a day ahead once: what begins the next minute is said nevertheless. */
  @Test
  void aClockThatWasAheadOnceDoesNotSilenceTheDay() {
    long start = server.bean(EventLog.class).last();
    server
        .bean(WritePath.class)
        .run(
            tx -> {
              Cursors.store(tx, "announcement-times", tx.millis() + 86_400_000);
              return null;
            });
    server.bean(AnnouncementRounds.class).appendEdges();
    post(body("一分钟后生效", in(Duration.ofMinutes(1)), null, null), 201);
    server.clock().advance(Duration.ofMinutes(2));
    server.bean(AnnouncementRounds.class).appendEdges();
    assertThat(events(start)).contains("announcement-began");
  }

  private static List<String> shown(MqttPeer screen) {
    return screen
        .last(TOPICS.playlist("0"))
        .json()
        .get("entries")
        .valueStream()
        .map(e -> e.get("text").asString())
        .toList();
  }

  private List<String> events(long after) {
    return server.bean(EventLog.class).after(HALL, after, 1000).stream()
        .map(e -> e.event().type())
        .toList();
  }

  @Test
  void twoEditorsDoNotOverwriteEachOther() {
    JsonNode made = post(body("第一版", in(Duration.ZERO), null, null), 201);
    assertThat(made.get("rev").asLong()).isEqualTo(1);
    String one = PATH + "/" + made.get("id").asString();
    JsonNode second =
        server.call(manager, "PUT", one).body(body("第二版", in(Duration.ZERO), null, 1)).expect(200);
    assertThat(second.get("rev").asLong()).isEqualTo(2);
    JsonNode refusal =
        server
            .call(manager, "PUT", one)
            .body(body("另一个第二版", in(Duration.ZERO), null, 1))
            .expect(409);
    assertThat(refusal.get("type").asString()).endsWith("changed-meanwhile");
    server.call(manager, "PUT", one).body(body("无版本", in(Duration.ZERO), null, null)).expect(409);
    assertThat(server.get(manager, PATH).at("/0/text").asString()).isEqualTo("第二版");
    server.call(manager, "DELETE", one).expect(204);
    server.call(manager, "DELETE", one).expect(404);
    server.call(manager, "PUT", one).body(body("晚了", in(Duration.ZERO), null, 2)).expect(404);
    assertThat(server.get(manager, PATH)).isEmpty();
    // An announcement of another hall cannot be reached through this one.
    server.call(server.demo("admin"), "DELETE", PATH.replace(HALL, "yj-t01") + "/x").expect(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "两行\n文字", "制表\t符", "铃\u0007声", "行\u0085尾", "反\u202E向"})
  void badTextsAreRefused(String text) {
    assertThat(post(body(text, in(Duration.ZERO), null, null), 400).get("type").asString())
        .endsWith("bad-name");
  }

  @Test
  void theLengthIsCountedInCharacters() {
    post(body("𠀀".repeat(200), in(Duration.ZERO), null, null), 201);
    post(body("𠀀".repeat(201), in(Duration.ZERO), null, null), 400);
    post(body("a".repeat(201), in(Duration.ZERO), null, null), 400);
  }

  @Test
  void validityIsChecked() {
    assertThat(post(body("无起始", null, null, null), 400).get("type").asString())
        .endsWith("bad-validity");
    post(body("倒置", in(Duration.ofHours(1)), in(Duration.ZERO), null), 400);
    for (String far :
        List.of("-999999999-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z")) {
      post(body("年份", OffsetDateTime.parse(far), null, null), 400);
    }
    OffsetDateTime moment = in(Duration.ofHours(1));
    post(body("零长", moment, moment, null), 400);
    post(Map.of("text", "坏时间", "validFrom", "tomorrow"), 400);
  }

  @Test
  void thereIsRoomForFiveHundredAtATime() {
    server
        .bean(WritePath.class)
        .run(
            tx -> {
              for (int i = 0; i < 499; i++) {
                tx.sql()
                    .sql(
                        "insert into announcement (id, hall, text, valid_from, updated_by,"
                            + " updated_at, rev) values (?, ?, '公告', 0, 'test', 0, 1)")
                    .params("full" + i, HALL)
                    .update();
              }
              return null;
            });
    post(body("将过期", in(Duration.ZERO), in(Duration.ofMinutes(1)), null), 201);
    JsonNode refused = post(body("太多", in(Duration.ZERO), null, null), 409);
    assertThat(refused.get("type").asString()).endsWith("too-many-announcements");
    assertThat(refused.toString()).contains("500");
    server.clock().advance(Duration.ofMinutes(2));
    post(body("又有位置", in(Duration.ZERO), null, null), 201);
  }

  @Test
  @Proves("R023")
  void withoutComplaintPhoneNothingIsPublishedAndStaffIsTold() throws Exception {
    User display = server.enrol(HALL, "display-1", "DISPLAY");
    try (MqttPeer screen = MqttPeer.connect(server.mqttUri(), display)) {
      screen.subscribe(Topics.ROOT + HALL + "/view/#");
      assertThat(screen.last(TOPICS.playlist("0")).text()).contains("0373-0000199");
      setPhone("");
      server.bean(AlertRounds.class).followAll();
      assertThat(alerts()).containsExactly("COMPLAINT_PHONE");
      int before = screen.received().size();
      post(body("不应出现", in(Duration.ZERO), null, null), 201);
      assertThat(page()).contains("不应出现", "滚动屏停止更新");
      server.draw(server.demo("guide"), "a");
      await(
          "what was published later",
          () ->
              screen.received().stream()
                  .skip(before)
                  .anyMatch(m -> m.topic().equals(TOPICS.queue("a"))));
      assertThat(shown(screen)).doesNotContain("不应出现");
      assertThat(
              server
                  .call(manager, "GET", PATH.replace("announcements", "playlist"))
                  .expect(409)
                  .get("type")
                  .asString())
          .endsWith("complaint-phone-missing");
      setPhone("12345");
      server.bean(AlertRounds.class).followAll();
      assertThat(alerts()).isEmpty();
      await("published again", () -> shown(screen).contains("不应出现"));
      int items = screen.last(TOPICS.playlist("0")).json().get("entries").size() - 1;
      assertThat(page())
          .doesNotContain("滚动屏停止更新")
          .contains("公告 1 条、事项 " + items + " 条")
          .containsSubsequence("<li>不应出现</li>", "<li>个体工商户", "<li>投诉电话：12345");
      assertThat(screen.last(TOPICS.playlist("0")).text()).contains("12345");
    }
  }

  private String page() throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(manager);
    var page = browser.get("/manage/" + HALL + "/announcements?lang=zh");
    assertThat(page.statusCode()).isEqualTo(200);
    return page.body();
  }

  private void setPhone(String phone) {
    server
        .bean(Halls.class)
        .change(
            HALL,
            tx -> {
              tx.sql()
                  .sql("update hall set complaint_phone = ? where id = ?")
                  .params(phone, HALL)
                  .update();
              tx.append(HALL, new HallEvent.Changed(HALL, List.of()), "test");
            });
  }

  private List<String> alerts() {
    return server.bean(Alerts.class).open(HALL).stream()
        .map(Alerts.Alert::kind)
        .filter("COMPLAINT_PHONE"::equals)
        .toList();
  }
}
