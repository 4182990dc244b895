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
    int more = callsMissing(ticket.calls());
    if (more > 0) {
      throw Problem.conflict(
          "call-again-first",
          "Call %s %s more before marking it no-show."
              .formatted(ticket.number(), more == 1 ? "once" : more + " times"),
          "请再重呼 %s %d 次后才能过号。".formatted(ticket.number(), more));
    }
    long wait = allowedAt(ticket.calledAt()) - now;
    if (wait > 0) {
      long seconds = (wait + 999) / 1000;
      throw Problem.conflict(
          "call-again-first",
          "Wait %d more %s for %s."
              .formatted(seconds, seconds == 1 ? "second" : "seconds", ticket.number()),
          "请再等候 %s 约 %d 秒后再过号。".formatted(ticket.number(), seconds));
    }
  }

  /** How often a ticket has to be called again before it may be marked. */
  public int callsMissing(int called) {
    return Math.max(0, calls - called);
  }

  /**
   * When the citizen has had time enough.
   *
   * @param calledAt epoch milliseconds of the last call
   * @return epoch milliseconds
   */
  public long allowedAt(long calledAt) {
    return calledAt + interval.toMillis();
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
