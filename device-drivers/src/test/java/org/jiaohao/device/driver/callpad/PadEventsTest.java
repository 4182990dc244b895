package org.jiaohao.device.driver.callpad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.api.CallPad.Press;
import org.junit.jupiter.api.Test;

class PadEventsTest {
  private final List<Press> heard = new ArrayList<>();
  private final PadEvents events = new PadEvents("pad");

  PadEventsTest() {
    events.onPress(heard::add);
  }

  private void press(Key key, long millis) {
    events.press(key, "", TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void aDoublePressCallsOnce() {
    press(Key.CALL, 0);
    press(Key.CALL, 300);
    press(Key.CALL, 1499);
    assertThat(heard).hasSize(1);
    press(Key.CALL, 2100);
    assertThat(heard).hasSize(2);
  }

  @Test
  void aStuckKeyCallsOnceAndNoKeyBetweenShortensTheWait() {
    for (int i = 0; i < 100; i++) {
      press(Key.CALL, 200 * i);
    }
    assertThat(heard).hasSize(1);
    press(Key.CALL, 30_000);
    press(Key.RECALL, 30_100);
    press(Key.CALL, 31_000);
    assertThat(heard).extracting(Press::key).containsExactly(Key.CALL, Key.CALL, Key.RECALL);
  }

  @Test
  void otherKeysMayFollowAtOnceAndTheSameAfterHalfASecond() {
    press(Key.CALL, 0);
    press(Key.RECALL, 10);
    press(Key.RECALL, 400);
    press(Key.PAUSE, 500);
    press(Key.RECALL, 510);
    assertThat(heard)
        .extracting(Press::key)
        .containsExactly(Key.CALL, Key.RECALL, Key.PAUSE, Key.RECALL);
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromHearing() {
    events.onPress(
        press -> {
          throw new IllegalStateException("on purpose");
        });
    var last = new ArrayList<Press>();
    events.onPress(last::add);
    press(Key.HOLD, 0);
    assertThat(heard).hasSize(1);
    assertThat(last).hasSize(1);
  }
}
