package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jiaohao.contract.event.AlertEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.StoredEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WindowAlertsTest {
  private static final String HALL = "yj-c00";

  private static RunningHall server;
  private static Windows windows;
  private static Alerts alerts;

  @BeforeAll
  static void start() {
    server = RunningHall.start("spring.profiles.active=demo", RunningHall.NO_BROKER);
    windows = server.bean(Windows.class);
    alerts = server.bean(Alerts.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> kindsAbout(String subject) {
    return alerts.open(HALL).stream()
        .filter(alert -> alert.subject().equals(subject))
        .map(Alerts.Alert::kind)
        .toList();
  }

  private static void awaitAlerts(String subject, String... kinds) {
    await().untilAsserted(() -> assertThat(kindsAbout(subject)).containsExactly(kinds));
  }

  @Test
  void aShortLeaveOfMoreThanThreeMinutesIsToldAndEndsWithTheReturn() {
    windows.open(HALL, "14", "clerk1");
    windows.shortLeave(HALL, "14", "clerk1");
    assertThat(kindsAbout("14")).isEmpty();
    server.bean(HallClock.class).advance(Duration.ofMinutes(3));
    awaitAlerts("14", "SHORT_LEAVE");
    windows.resume(HALL, "14", "clerk1");
    awaitAlerts("14");
  }

  @Test
  void aPauseOfTheOnlyOpenWindowOfAQueueIsToldUntilOneIsOpen() {
    windows.open(HALL, "16", "clerk1");
    windows.open(HALL, "17", "clerk2");
    windows.pause(HALL, "16", "meeting", "clerk1");
    windows.pause(HALL, "17", "meeting", "clerk2");
    awaitAlerts("g", "NO_WINDOW");
    windows.resume(HALL, "16", "clerk1");
    awaitAlerts("g");
  }

  @Test
  void peopleWhoWaitWithoutAnOpenWindowAreToldWhateverLedThere() {
    User guide = server.demo("guide");
    String drawn = server.draw(guide, "k").get("id").asString();
    awaitAlerts("k", "NO_WINDOW");
    String ticket = "/api/v1/halls/" + HALL + "/tickets/" + drawn;
    server.call(guide, "POST", ticket + "/cancel").expect(200);
    awaitAlerts("k");
    server.draw(guide, "k");
    awaitAlerts("k", "NO_WINDOW");
    windows.open(HALL, "21", "clerk1");
    awaitAlerts("k");
    windows.close(HALL, "21", "clerk1");
    awaitAlerts("k", "NO_WINDOW");
    server.bean(HallClock.class).advance(Duration.ofDays(1));
    windows.open(HALL, "14", "clerk1");
    awaitAlerts("k");
  }

  @Test
  void anAlertThatFollowsTheStateIsNotClearedByHandAndRaiseAndClearArePaired() {
    User manager = server.demo("manager");
    server.draw(manager, "l");
    awaitAlerts("l", "NO_WINDOW");
    String id =
        alerts.open(HALL).stream()
            .filter(alert -> alert.subject().equals("l"))
            .map(Alerts.Alert::id)
            .findFirst()
            .orElseThrow();
    server.call(manager, "POST", "/api/v1/halls/" + HALL + "/alerts/" + id + "/clear").expect(409);
    windows.open(HALL, "22", "clerk1");
    awaitAlerts("l");
    List<HallEvent> log =
        server.bean(EventLog.class).of(HALL, "alert/" + id, 0).stream()
            .map(StoredEvent::event)
            .toList();
    assertThat(log).first().isInstanceOf(AlertEvent.Raised.class);
    assertThat(log).last().isEqualTo(new AlertEvent.Cleared(id, "NO_WINDOW", "l"));
  }
}
