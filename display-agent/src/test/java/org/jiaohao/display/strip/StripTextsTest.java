package org.jiaohao.display.strip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.contract.mqtt.WindowView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripTextsTest {
  @ParameterizedTest
  @CsvSource({
    "BUSY,A001,张晓雨,3号 请A001号",
    "OPEN,,张晓雨,3号 食药许可窗口 张晓雨",
    "OPEN,,,3号 食药许可窗口",
    "OVERTIME,,张晓雨,3号 延时服务 张晓雨",
    "OVERTIME,A002,张晓雨,3号 请A002号",
    "PAUSED,,张晓雨,3号 暂停服务",
    "SHORT_LEAVE,,张晓雨,3号 暂离，稍后回来",
    "OVERDUE,,张晓雨,3号 暂离，稍后回来",
    "LUNCH,,张晓雨,3号 午间休息",
    "CLOSED,,,3号 未开放",
    "UNKNOWN,,,3号 未开放"
  })
  void everyStateHasItsText(WindowFacts.State state, String number, String clerk, String text) {
    var view =
        new WindowView(
            1,
            "3",
            "食药许可窗口",
            "Food and drug licences",
            state,
            clerk,
            number,
            number == null ? null : "event",
            number == null ? null : OffsetDateTime.parse("2026-11-23T09:00:00+08:00"),
            number == null ? 0 : 1,
            null);
    assertThat(StripTexts.of(view)).isEqualTo(text);
  }

  /** Held at one window and taken back at another: it is served there without a call. */
  @Test
  void aTicketServedWithoutACallOfThisWindowIsNamed() {
    var view =
        new WindowView(
            1, "3", "食药许可窗口", "", WindowFacts.State.BUSY, "张晓雨", "A036", null, null, 0, null);
    assertThat(StripTexts.of(view)).isEqualTo("3号 请A036号");
  }
}
