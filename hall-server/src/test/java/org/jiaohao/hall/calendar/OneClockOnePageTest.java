package org.jiaohao.hall.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.Locale;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.hall.identity.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.MessageSource;

/** What keeps the server's clock right is said in the same words wherever it is said (N17, N24). */
class OneClockOnePageTest {
  private static final Map<String, String> ENGLISH =
      Map.of(
          "ntp", "kept right by time synchronisation",
          "unsynchronised", "not synchronised",
          "unknown", "the system does not tell",
          "moved", "time of the demo");

  private final RunningHall server = RunningHall.shared();

  @Test
  void theDateDoesNotCallAClockRightThatTheAuditCallsUnchecked() throws Exception {
    String date = page(Role.MANAGER, "/manage/" + HALL + "/day?lang=en");
    String audit = page(Role.AUDITOR, "/audit?lang=en");
    String said = ENGLISH.get(server.clock().source());
    assertThat(audit).contains(said);
    assertThat(date).contains(said).doesNotContain("clock are right", "clock is right");
    String chinese = page(Role.MANAGER, "/manage/" + HALL + "/day?lang=zh");
    assertThat(chinese).doesNotContain("时钟正常", "??");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ntp", "unsynchronised", "unknown", "counted", "moved"})
  void everySourceHasItsWords(String source) {
    for (Locale language : new Locale[] {Locale.CHINA, Locale.ENGLISH}) {
      assertThat(server.bean(MessageSource.class).getMessage("clock." + source, null, language))
          .isNotBlank();
    }
  }

  private String page(Role role, String address) throws Exception {
    var browser = new StaffBrowser(server);
    browser.signIn(server.account(HALL, role));
    return browser.get(address).body();
  }
}
