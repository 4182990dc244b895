package org.jiaohao.hall.calendar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.store.HallClock;
import org.springframework.stereotype.Component;

/**
 * The system's clock jumped or was set back, the date is in doubt, or the day in force lies ahead
 * of it.
 */
@Component
class DateRule implements AlertRule {
  private final BusinessDays days;
  private final DateDoubt doubt;
  private final HallClock clock;

  DateRule(BusinessDays days, DateDoubt doubt, HallClock clock) {
    this.days = days;
    this.doubt = doubt;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "DATE";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    var troubles = new ArrayList<Trouble>();
    clock.jump().ifPresent(jump -> troubles.add(jumped(jump)));
    clock.ahead().filter(DateRule::matters).ifPresent(ahead -> troubles.add(setBack(ahead)));
    doubt.pause(hall).ifPresent(pause -> troubles.add(paused(pause.toHours())));
    if (days.clockIsBehind(hall)) {
      troubles.add(
          new Trouble(
              "day",
              "当前工作日晚于服务器日期。请校正服务器时钟；如果日期正确，请在“日期”页面更正工作日。",
              "The business day is after the server's date. Set the server's clock; if the date is"
                  + " right, put the day right on the page Date."));
    }
    return troubles;
  }

  private static Trouble paused(long hours) {
    return new Trouble(
        "date",
        "服务器停机 %d 小时后启动，日期可能不对。请在“日期”页面核对并确认，确认前不换日、号码接着排。".formatted(hours),
        "The server started after a pause of %d h, and the date may be wrong. Check and"
                .formatted(hours)
            + " confirm it on the page Date; until then no day begins and numbers go on.");
  }

  private static boolean matters(Duration ahead) {
    return clearly(ahead).isPositive();
  }

  /** In steps of some seconds or minutes, so that the text does not change with each round. */
  private static Duration clearly(Duration ahead) {
    long step = ahead.toMinutes() >= 10 ? 300 : HallClock.LARGEST_DRIFT.toSeconds();
    return Duration.ofSeconds(ahead.toSeconds() / step * step);
  }

  private static Trouble setBack(Duration ahead) {
    Duration about = clearly(ahead);
    return new Trouble(
        "clock",
        "服务器的系统时钟被调慢了约 %s。时间不会倒退：大厅时间放慢走，直到系统时钟赶上，此前显示和记录的时间偏快。请核对系统时钟并开启自动对时（NTP）。"
            .formatted(
                about.toMinutes() > 0 ? about.toMinutes() + " 分钟" : about.toSeconds() + " 秒"),
        "The system's clock of the server was set back about %s. Time does not run backwards: the hall's"
                .formatted(
                    about.toMinutes() > 0 ? about.toMinutes() + " min" : about.toSeconds() + " s")
            + " clock goes slowly until the system's has caught up, and is ahead until then. Check the"
            + " system's clock and let it be kept right (NTP).");
  }

  private static Trouble jumped(Duration jump) {
    String zh = jump.isNegative() ? "慢" : "快";
    String en = jump.isNegative() ? "back" : "ahead";
    long hours = Math.round(Math.abs(jump.toMinutes()) / 60.0);
    return new Trouble(
        "clock",
        "服务器的系统时钟突然变%s约 %d 小时，未被采用。请校正系统时钟；如果它现在是对的，请管理员在“日期”页面确认。".formatted(zh, hours),
        "The system's clock of the server jumped about %d h %s and is not followed. Set it"
                .formatted(hours, en)
            + " right; if it is right now, the administrator confirms it on the page Date.");
  }
}
