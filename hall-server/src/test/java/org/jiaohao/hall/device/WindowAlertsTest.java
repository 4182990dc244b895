package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
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
    server = RunningHall.start("spring.profiles.active=demo");
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

  @Test
  void aShortLeaveOfMoreThanThreeMinutesIsToldAndEndsWithTheReturn() {
    windows.open(HALL, "14", "clerk1");
    windows.shortLeave(HALL, "14", "clerk1");
    assertThat(kindsAbout("14")).isEmpty();
    server.bean(HallClock.class).advance(Duration.ofMinutes(3));
    await().untilAsserted(() -> assertThat(kindsAbout("14")).containsExactly("SHORT_LEAVE"));
    windows.resume(HALL, "14", "clerk1");
    assertThat(kindsAbout("14")).isEmpty();
  }

  @Test
  void aPauseOfTheOnlyOpenWindowOfAQueueIsToldUntilOneIsOpen() {
    windows.open(HALL, "16", "clerk1");
    windows.open(HALL, "17", "clerk2");
    windows.pause(HALL, "16", "meeting", "clerk1");
    assertThat(kindsAbout("g")).isEmpty();
    windows.pause(HALL, "17", "meeting", "clerk2");
    assertThat(kindsAbout("g")).containsExactly("LAST_WINDOW");
    windows.resume(HALL, "16", "clerk1");
    assertThat(kindsAbout("g")).isEmpty();
  }
}
