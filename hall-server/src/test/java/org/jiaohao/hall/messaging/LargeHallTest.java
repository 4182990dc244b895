package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.RunningHall.await;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.MqttPeer;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.alert.AlertRounds;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No view is dropped because a hall has grown: it is split, and what cannot be is an alert. */
class LargeHallTest {
  private static final Topics TOPICS = Topics.of(HALL);
  private static final int ITEMS = 2000;
  private static final int ANNOUNCEMENTS = 200;
  private static final int QUEUES = 2000;
  private static final int WINDOWS = 300;
  private static final int LARGEST = 64 * 1024;

  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyLineOfTwoThousandItemsAndTwoHundredAnnouncementsReachesTheScreens() throws Exception {
    try (MqttPeer screen = screen("display-items")) {
      change(
          tx -> {
            for (int i = 0; i < ITEMS; i++) {
              addItem(tx, i);
            }
            for (int i = 1; i < ANNOUNCEMENTS; i++) {
              addAnnouncement(tx, i);
            }
          });
      User manager = server.demo("manager");
      server
          .call(manager, "POST", "/api/v1/halls/" + HALL + "/announcements")
          .body(Map.of("text", "最后一条公告", "validFrom", OffsetDateTime.now().toString()))
          .expect(201);

      await("the last announcement", () -> lines(screen).stream().anyMatch("最后一条公告"::equals));
      List<String> lines = lines(screen);
      assertThat(lines.stream().filter(line -> line.startsWith("大量公告"))).hasSize(199);
      assertThat(lines.stream().filter(line -> line.startsWith("大量事项"))).hasSize(ITEMS);
      assertThat(lines).doesNotHaveDuplicates();
      assertThat(pages(screen).size()).isGreaterThan(5);
      for (JsonNode page : pages(screen)) {
        assertThat(page.get("complaintLine").asString()).contains("投诉电话");
      }
      assertSizes(screen);

      int many = pages(screen).size();
      change(
          tx -> {
            tx.sql().sql("delete from item_offer where item like 'many-%'").update();
            tx.sql().sql("delete from announcement where id like 'many%'").update();
          });
      await(
          "pages no longer used are removed",
          () -> screen.last(TOPICS.playlist(String.valueOf(many - 1))).text().isEmpty());
      await("the short list", () -> lines(screen).stream().noneMatch(l -> l.startsWith("大量")));
      assertThat(alerts()).isEmpty();
    }
  }

  @Test
  void aBoardOfTwoThousandQueuesFitsAndEveryQueueHasItsView() throws Exception {
    try (MqttPeer screen = screen("display-queues")) {
      change(
          tx -> {
            for (int i = 0; i < QUEUES; i++) {
              addQueue(tx, i);
            }
            for (int i = 0; i < WINDOWS; i++) {
              addWindow(tx, i);
            }
          });
      await(
          "the last queue",
          () -> has(screen, TOPICS.queue("many-" + (QUEUES - 1)), v -> v.has("waiting")));
      await(
          "the last window",
          () -> has(screen, TOPICS.window("9" + (WINDOWS - 1)), v -> v.has("state")));
      await("the board", () -> board(screen).get("queues").size() > 50);
      int shown = board(screen).get("queues").size();

      server.draw(server.demo("guide"), "many-1999");
      await(
          "the queue with most people stands first",
          () -> board(screen).at("/queues/0/queue").asString().equals("many-1999"));
      assertThat(board(screen).get("queues").size()).isBetween(shown - 1, QUEUES);
      assertSizes(screen);
      assertThat(alerts()).isEmpty();

      change(tx -> rename(tx, "名".repeat(30_000)));
      await("an alert", () -> alerts().contains("window/1"));
      assertSizes(screen);
      change(tx -> rename(tx, "综合窗口"));
      await("no alert", () -> alerts().isEmpty());
      await(
          "the name",
          () -> has(screen, TOPICS.window("1"), v -> v.at("/name").asString().equals("综合窗口")));
    }
  }

  private static MqttPeer screen(String id) throws Exception {
    MqttPeer screen = MqttPeer.connect(server.mqttUri(), server.enrol(HALL, id, "DISPLAY"));
    screen.subscribe(Topics.ROOT + HALL + "/view/#");
    screen.last(TOPICS.playlist("0"));
    return screen;
  }

  private static void change(java.util.function.Consumer<Tx> change) {
    server.bean(Halls.class).change(HALL, change);
    server
        .bean(WritePath.class)
        .run(tx -> tx.append(HALL, new HallEvent.Changed(HALL, List.of()), "test"));
  }

  private static void addItem(Tx tx, int i) {
    tx.sql()
        .sql(
            "insert into item (code, name, name_en, department, area, type, promised_working_days,"
                + " fee_fen, materials, steps, hall_level, sort) values (:code, :name, :nameEn,"
                + " '某局', 'A区', '承诺件', 3, 0, '', '', 'COUNTY', :sort)")
        .param("code", "many-" + i)
        .param("name", "大量事项" + i + "号的名称比较长以便看出是否放得下")
        .param("nameEn", "One of very many items with a rather long name, number " + i)
        .param("sort", 10_000 + i)
        .update();
    tx.sql()
        .sql("insert into item_offer (hall, item, queue) values (?, ?, 'a')")
        .params(HALL, "many-" + i)
        .update();
  }

  private static void addAnnouncement(Tx tx, int i) {
    String text = "大量公告" + i + "䶮".repeat(190);
    tx.sql()
        .sql(
            "insert into announcement (id, hall, text, text_en, valid_from, updated_by, updated_at,"
                + " rev) values (?, ?, ?, ?, 0, 'test', 0, 1)")
        .params("many" + i, HALL, text, text)
        .update();
  }

  private static void addQueue(Tx tx, int i) {
    tx.sql()
        .sql("insert into queue (hall, id, prefix, name, name_en, sort) values (?, ?, ?, ?, ?, ?)")
        .params(
            HALL,
            "many-" + i,
            "Q" + (char) ('A' + i / 26 % 26) + (char) ('A' + i % 26) + (char) ('A' + i / 676),
            "一个名称相当长的业务队列用来试一试大屏是否放得下第" + i,
            "A queue with a rather long name to see whether it fits, number " + i,
            1000 + i)
        .update();
  }

  private static void addWindow(Tx tx, int i) {
    tx.sql()
        .sql(
            "insert into hall_window (hall, no, sort, name, name_en, area, kind, departments,"
                + " accessible, weekend_open, lunch_open) values (?, ?, ?, ?, ?, 'A区',"
                + " 'COMPREHENSIVE', '', 0, 0, 0)")
        .params(HALL, "9" + i, 1000 + i, "大量窗口" + i, "One of many windows " + i)
        .update();
    for (int q = i; q < QUEUES; q += WINDOWS) {
      tx.sql()
          .sql("insert into window_queue (hall, window_no, queue) values (?, ?, ?)")
          .params(HALL, "9" + i, "many-" + q)
          .update();
    }
  }

  private static void rename(Tx tx, String name) {
    tx.sql()
        .sql("update hall_window set name = ? where hall = ? and no = '1'")
        .params(name, HALL)
        .update();
  }

  private static List<String> alerts() {
    server.bean(AlertRounds.class).followAll();
    return server.bean(Alerts.class).open(HALL).stream()
        .filter(alert -> alert.kind().equals("VIEW_TOO_LARGE"))
        .map(Alerts.Alert::subject)
        .toList();
  }

  private static boolean has(MqttPeer screen, String topic, Predicate<JsonNode> wanted) {
    List<MqttPeer.Message> messages =
        screen.received().stream().filter(m -> m.topic().equals(topic)).toList();
    return !messages.isEmpty()
        && !messages.getLast().text().isEmpty()
        && wanted.test(messages.getLast().json());
  }

  private static JsonNode board(MqttPeer screen) {
    return screen.last(TOPICS.board()).json();
  }

  /** The pages of the newest revision that is complete, in order. */
  private static List<JsonNode> pages(MqttPeer screen) {
    List<JsonNode> views =
        screen.received().stream()
            .filter(m -> m.topic().contains("/view/playlist/") && !m.text().isEmpty())
            .map(MqttPeer.Message::json)
            .toList();
    long newest = 0;
    for (JsonNode view : views) {
      long rev = view.get("rev").asLong();
      if (rev > newest && of(views, rev).size() == view.get("pages").asInt()) {
        newest = rev;
      }
    }
    return of(views, newest);
  }

  private static List<JsonNode> of(List<JsonNode> views, long rev) {
    var seen = new HashSet<Integer>();
    return views.stream()
        .filter(view -> view.get("rev").asLong() == rev && seen.add(view.get("page").asInt()))
        .toList();
  }

  private static List<String> lines(MqttPeer screen) {
    var lines = new ArrayList<String>();
    for (JsonNode page : pages(screen)) {
      page.get("entries").forEach(entry -> lines.add(entry.get("text").asString()));
    }
    return lines;
  }

  private static void assertSizes(MqttPeer screen) {
    assertThat(screen.received())
        .allSatisfy(
            message ->
                assertThat(message.text().getBytes(StandardCharsets.UTF_8).length)
                    .as(message.topic())
                    .isLessThanOrEqualTo(LARGEST));
  }
}
