package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.WindowKeys;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A clerk who has only a pad. */
@CoreTest
class WindowKeysTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  @Autowired TicketDesk desk;
  @Autowired Windows windows;
  @Autowired WindowKeys keys;
  @Autowired HallClock clock;

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
    windows.open(HALL, "1", "clerk1");
    later();
  }

  private Ticket draw() {
    return desk.draw(HALL, new DrawRequest("a", null, null, "kiosk-1"), "yj-c00/kiosk-1");
  }

  private WindowInfo press(String key, String digits) {
    return keys.press(HALL, "1", new PadKey(key, digits));
  }

  private void refused(String slug, String key, String digits) {
    assertThatThrownBy(() -> press(key, digits))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.slug()).isEqualTo(slug);
              assertThat(problem.detailZh()).isNotBlank();
            });
  }

  @Test
  void aDayByKeysAlone() {
    draw();
    draw();
    draw();
    assertThat(press("CALL", "").ticket().number()).isEqualTo("A001");
    assertThat(press("CALL", "").ticket().state()).as("the same press").isEqualTo("CALLED");
    assertThat(press("RECALL", "").call().attempt()).isEqualTo(2);
    later();
    assertThat(press("CALL", "").ticket().state()).as("the citizen is there").isEqualTo("SERVING");
    assertThat(press("CALL", "").ticket().number()).as("the same press").isEqualTo("A001");
    assertThat(press("HOLD", "").ticket()).isNull();
    assertThat(press("CALL", null).ticket().number()).isEqualTo("A002");
    clock.advance(Duration.ofMinutes(5));
    press("RECALL", "");
    later();
    press("RECALL", "");
    clock.advance(Duration.ofMinutes(5));
    assertThat(press("NO_SHOW", "").ticket()).isNull();
    assertThat(press("CALL_HELD", "1").ticket().number()).isEqualTo("A001");
    windows.open(HALL, "2", "clerk2");
    assertThat(press("TRANSFER", "2").ticket()).isNull();
    assertThat(press("PAUSE", "").state()).isEqualTo(WindowFacts.State.PAUSED);
    assertThat(press("PAUSE", "").state()).as("the same press").isEqualTo(WindowFacts.State.PAUSED);
    later();
    assertThat(press("CALL", "").state()).as("back at work").isEqualTo(WindowFacts.State.OPEN);
    assertThat(press("CALL", "").ticket()).as("the same press").isNull();
    later();
    assertThat(press("CALL", "").ticket().number()).isEqualTo("A003");
    later();
    press("CALL", "");
    later();
    assertThat(press("CALL", "").ticket()).as("served, and nobody waits").isNull();
  }

  private void later() {
    clock.advance(Duration.ofSeconds(2));
  }

  @Test
  void whatAKeyCannotDoIsRefusedInBothLanguages() {
    refused("no-held-ticket", "CALL_HELD", "7");
    refused("no-target", "TRANSFER", "");
    refused("unknown-key", "COFFEE", "");
    refused("no-ticket", "RECALL", "");
    windows.close(HALL, "1", "clerk1");
    refused("window-not-open", "CALL", "");
    assertThatThrownBy(() -> keys.press(HALL, "999", new PadKey("CALL", "")))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
  }
}
