package org.jiaohao.hall.queue;

import java.time.Duration;
import org.jiaohao.hall.problem.Problem;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What happens to a ticket nobody answers (N03).
 *
 * @param mode what becomes of it
 * @param calls calls before it may be marked no-show
 * @param interval least time since the last of them
 * @param places places behind which it is queued again
 */
@ConfigurationProperties("jiaohao.no-show")
public record NoShowPolicy(Mode mode, int calls, Duration interval, int places) {
  /** What becomes of a missed ticket. */
  public enum Mode {
    /** It stays missed; guide or window may queue it again once on the same day. */
    REACTIVATE,
    /** It is queued again by itself, once. */
    PUSH_BACK,
    /** It is void. */
    VOID
  }

  /** Refuses when the citizen was not called often or long enough. */
  public void check(StoredTicket ticket, long now) {
    if (ticket.state() != TicketState.CALLED) {
      return; // the transition itself refuses
    }
    if (ticket.calls() < calls) {
      int more = calls - ticket.calls();
      throw Problem.conflict(
          "call-again-first",
          "Call %s %d more time(s) before marking it no-show.".formatted(ticket.number(), more),
          "请再重呼 %s %d 次后才能过号。".formatted(ticket.number(), more));
    }
    long wait = ticket.calledAt() + interval.toMillis() - now;
    if (wait > 0) {
      long seconds = (wait + 999) / 1000;
      throw Problem.conflict(
          "call-again-first",
          "Wait %d more second(s) for %s.".formatted(seconds, ticket.number()),
          "请再等候 %s 约 %d 秒后再过号。".formatted(ticket.number(), seconds));
    }
  }

  /** Line on the ticket, zh-CN. */
  public String tip() {
    return switch (mode) {
      case REACTIVATE -> "请留意叫号和显示屏，过号请到导办台";
      case PUSH_BACK -> "请留意叫号和显示屏，过号顺延" + places + "位";
      case VOID -> "请留意叫号和显示屏，过号作废请重新取号";
    };
  }

  /** Line on the ticket, English. */
  public String tipEn() {
    return switch (mode) {
      case REACTIVATE -> "Watch the screens; if you miss your call, ask the guide desk";
      case PUSH_BACK -> "Watch the screens; a missed call moves you back " + places + " places";
      case VOID -> "Watch the screens; a missed number is void, please draw again";
    };
  }
}
