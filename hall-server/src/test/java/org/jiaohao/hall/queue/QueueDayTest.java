package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jiaohao.contract.event.TicketEvent;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A hall's day: every test starts on a fresh business day. */
@CoreTest
class QueueDayTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";
  private static final String KIOSK = "yj-c00/kiosk-1";

  @Autowired TicketDesk desk;
  @Autowired TicketViews views;
  @Autowired Windows windows;
  @Autowired HallClock clock;
  @Autowired EventLog log;

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
    windows.open(HALL, "1", "clerk1");
    windows.open(HALL, "2", "clerk2");
  }

  private Ticket draw(String queue) {
    return draw(queue, null);
  }

  private Ticket draw(String queue, String priority) {
    var request = new DrawRequest(queue, null, priority, "kiosk-1");
    return desk.draw(HALL, request, KIOSK);
  }

  @Test
  void numbersRiseFromOneEachDayAndPastNineHundredNinetyNine() {
    assertThat(draw("b").number()).isEqualTo("B001");
    assertThat(draw("b").number()).isEqualTo("B002");
    assertThat(draw("c").number()).isEqualTo("C001");
    for (int i = 3; i <= 999; i++) {
      draw("b");
    }
    assertThat(draw("b").number()).isEqualTo("B1000");
    newDay();
    assertThat(draw("b").number()).isEqualTo("B001");
  }

  @Test
  void theTicketSaysWhatThePaperNeeds() {
    draw("a");
    var request = new DrawRequest(null, "sj-001", null, "kiosk-1");
    Ticket ticket = desk.draw(HALL, request, KIOSK);
    assertThat(ticket.number()).isEqualTo("A002");
    assertThat(ticket.waitingAhead()).isEqualTo(1);
    assertThat(ticket.waitMinutes()).isNotNull();
    assertThat(ticket.statusUrl()).endsWith("/t/" + ticket.id());
    assertThat(ticket.paper().hallName()).isEqualTo("延津县政务服务中心");
    assertThat(ticket.paper().service()).isEqualTo("个体工商户设立登记");
    assertThat(ticket.paper().place()).isEqualTo("A区 1–3号窗口");
    assertThat(ticket.paper().complaintPhone()).isEqualTo("0373-0000199");
  }

  @Test
  void nextCallsInOrderAndFinishesTheOneBefore() {
    Ticket first = draw("a");
    Ticket second = draw("a");
    assertThat(windows.next(HALL, "1", "clerk1").ticket().id()).isEqualTo(first.id());
    windows.start(HALL, "1", "clerk1");
    assertThat(windows.next(HALL, "1", "clerk1").ticket().id()).isEqualTo(second.id());
    assertThat(views.get(HALL, first.id()).state()).isEqualTo("DONE");
    clock.advance(Duration.ofSeconds(2));
    assertProblem("ticket-not-started", () -> windows.next(HALL, "1", "clerk1"));
    assertProblem("ticket-not-started", () -> windows.finish(HALL, "1", "clerk1"));
    assertThat(views.get(HALL, second.id()).state()).isEqualTo("CALLED");
    windows.start(HALL, "1", "clerk1");
    assertThat(windows.next(HALL, "1", "clerk1").ticket()).isNull();
  }

  @Test
  void aDoublePressCallsOnce() {
    Ticket first = draw("a");
    draw("a");
    windows.next(HALL, "1", "clerk1");
    long seq = log.last();
    clock.advance(Duration.ofMillis(400));
    WindowInfo again = windows.next(HALL, "1", "clerk1");
    assertThat(again.ticket().id()).isEqualTo(first.id());
    assertThat(again.call().attempt()).isEqualTo(1);
    assertThat(log.last()).isEqualTo(seq);
  }

  @Test
  void everyThirdCallGoesToPriorityAndNobodyStarves() {
    var regular = List.of(draw("a"), draw("a"), draw("a"), draw("a"));
    Ticket old = draw("a", "elderly");
    Ticket ill = draw("a", "seriously-ill");
    assertThat(old.waitingAhead()).isEqualTo(2);
    assertThat(ill.waitingAhead()).isEqualTo(5);
    assertThat(views.get(HALL, regular.get(3).id()).waitingAhead()).isEqualTo(4);
    var expected =
        List.of(regular.get(0), regular.get(1), old, regular.get(2), regular.get(3), ill);
    for (Ticket ticket : expected) {
      clock.advance(Duration.ofSeconds(5));
      assertThat(windows.next(HALL, "1", "clerk1").ticket().number()).isEqualTo(ticket.number());
      windows.start(HALL, "1", "clerk1");
    }
  }

  @Test
  void aMissedTicketComesBackOnceAfterThreeCalls() {
    Ticket ticket = draw("a");
    windows.next(HALL, "1", "clerk1");
    assertProblem("call-again-first", () -> windows.noShow(HALL, "1", "clerk1"));
    windows.recall(HALL, "1", "clerk1");
    clock.advance(Duration.ofSeconds(2));
    assertThat(windows.recall(HALL, "1", "clerk1").call().attempt()).isEqualTo(3);
    assertProblem("call-again-first", () -> windows.noShow(HALL, "1", "clerk1"));
    clock.advance(Duration.ofSeconds(20));
    windows.noShow(HALL, "1", "clerk1");
    assertThat(views.get(HALL, ticket.id()).state()).isEqualTo("NO_SHOW");
    assertThat(desk.reactivate(HALL, ticket.id(), "guide").state()).isEqualTo("REQUEUED");
    assertThat(windows.next(HALL, "1", "clerk1").ticket().id()).isEqualTo(ticket.id());
  }

  @Test
  void aTransferKeepsNumberAndArrival() {
    Ticket moved = draw("a");
    clock.advance(Duration.ofMinutes(1));
    windows.open(HALL, "4", "clerk4");
    draw("b");
    windows.next(HALL, "1", "clerk1");
    windows.start(HALL, "1", "clerk1");
    windows.transfer(HALL, "1", new TransferTo("b", null, null), "clerk1");
    WindowInfo next = windows.next(HALL, "4", "clerk4");
    assertThat(next.ticket().number()).isEqualTo(moved.number());
    assertThat(next.ticket().queue()).isEqualTo("b");
  }

  @Test
  void aHeldTicketComesBackToTheWindow() {
    Ticket ticket = draw("a");
    windows.next(HALL, "1", "clerk1");
    assertProblem("illegal-transition", () -> windows.hold(HALL, "1", "clerk1"));
    windows.start(HALL, "1", "clerk1");
    assertThat(windows.hold(HALL, "1", "clerk1").ticket()).isNull();
    assertThat(windows.callBack(HALL, "2", ticket.id(), "clerk2").ticket().state())
        .isEqualTo("SERVING");
  }

  @Test
  void whatTheStateDoesNotAllowChangesNothing() {
    long seq = log.last();
    assertProblem("no-ticket", () -> windows.start(HALL, "1", "clerk1"));
    assertProblem("no-ticket", () -> windows.recall(HALL, "1", "clerk1"));
    assertProblem("window-not-open", () -> windows.next(HALL, "5", "clerk1"));
    assertProblem("window-not-paused", () -> windows.resume(HALL, "1", "clerk1"));
    assertProblem("unknown-window", () -> windows.next(HALL, "99", "clerk1"));
    assertProblem("unknown-hall", () -> windows.next("nowhere", "1", "clerk1"));
    assertThat(log.last()).isEqualTo(seq);
  }

  @Test
  void theDayDoesNotRollWhilePeopleWaitAtMidnight() {
    Ticket waiting = draw("a");
    clock.advance(Duration.ofHours(16)); // 01:00 of the next day
    assertThat(draw("a").number()).isEqualTo("A002");
    clock.advance(Duration.ofHours(4)); // 05:00
    assertThat(draw("a").number()).isEqualTo("A001");
    assertThat(views.get(HALL, waiting.id()).state()).isEqualTo("EXPIRED");
    clock.advance(Duration.ofHours(4));
  }

  @Test
  void aClockThatJumpsBackNeverGivesANumberTwice() {
    assertThat(draw("a").number()).isEqualTo("A001");
    clock.advance(Duration.ofDays(-3));
    assertThat(draw("a").number()).isEqualTo("A002");
    clock.advance(Duration.ofDays(3));
  }

  private static void assertProblem(String slug, Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.slug()).isEqualTo(slug));
  }

  @Test
  void aSecondPressOfRecallIsTheSamePress() {
    draw("a");
    windows.open(HALL, "1", "clerk1");
    windows.next(HALL, "1", "clerk1");
    clock.advance(Duration.ofSeconds(30));
    windows.recall(HALL, "1", "clerk1");
    assertThat(windows.recall(HALL, "1", "clerk1").call().attempt()).isEqualTo(2);
    clock.advance(Duration.ofSeconds(30));
    assertThat(windows.recall(HALL, "1", "clerk1").call().attempt()).isEqualTo(3);
  }

  @Test
  void finishSaysSoWhenTheTicketWasPassedOnMeanwhile() {
    draw("a");
    draw("a");
    windows.open(HALL, "1", "clerk1");
    windows.next(HALL, "1", "clerk1");
    windows.start(HALL, "1", "clerk1");
    windows.finish(HALL, "1", "clerk1");
    assertThat(windows.finish(HALL, "1", "clerk1").ticket()).as("the same press").isNull();
    windows.next(HALL, "1", "clerk1");
    windows.start(HALL, "1", "clerk1");
    windows.transfer(HALL, "1", new TransferTo("d", null, null), "manager");
    assertThatThrownBy(() -> windows.finish(HALL, "1", "clerk1"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.slug()).isEqualTo("no-ticket"));
  }

  @Test
  void aSecondPressIsTheSamePressForTheTicketThatWasSeenOnly() {
    String first = draw("a").id();
    String other = draw("a").id();
    windows.next(HALL, "1", "clerk1");
    windows.start(HALL, "1", "clerk1");
    windows.showing(first).finish(HALL, "1", "clerk1");

    assertThat(windows.showing(first).finish(HALL, "1", "clerk1").ticket()).isNull();
    assertProblem("no-ticket", () -> windows.showing(other).finish(HALL, "1", "clerk1"));
    assertProblem("no-ticket", () -> windows.showing("").finish(HALL, "1", "clerk1"));
    assertProblem("no-ticket", () -> windows.hold(HALL, "1", "clerk1"));
    clock.advance(Duration.ofSeconds(2));
    assertProblem("no-ticket", () -> windows.showing(first).finish(HALL, "1", "clerk1"));
  }

  @Test
  void aSecondPressOfHoldCallBackAndNoShowIsTheSamePress() {
    String held = draw("a").id();
    windows.next(HALL, "1", "clerk1");
    windows.start(HALL, "1", "clerk1");
    for (int press = 0; press < 2; press++) {
      assertThat(windows.hold(HALL, "1", "clerk1").ticket()).isNull();
    }
    for (int press = 0; press < 2; press++) {
      assertThat(windows.callBack(HALL, "1", held, "clerk1").ticket().id()).isEqualTo(held);
    }
    clock.advance(Duration.ofSeconds(2));
    assertProblem("ticket-in-service", () -> windows.callBack(HALL, "1", held, "clerk1"));
    windows.finish(HALL, "1", "clerk1");

    draw("a");
    windows.next(HALL, "1", "clerk1");
    for (int recall = 0; recall < 2; recall++) {
      clock.advance(Duration.ofSeconds(30));
      windows.recall(HALL, "1", "clerk1");
    }
    clock.advance(Duration.ofSeconds(30));
    for (int press = 0; press < 2; press++) {
      assertThat(windows.noShow(HALL, "1", "clerk1").ticket()).isNull();
    }
    clock.advance(Duration.ofSeconds(2));
    assertProblem("no-ticket", () -> windows.noShow(HALL, "1", "clerk1"));
  }

  @Test
  void whatTwoGuidesDoAtOnceIsDoneOnce() {
    Ticket ticket = draw("a");
    for (int i = 0; i < 2; i++) {
      desk.transfer(HALL, ticket.id(), new TransferTo("d", null, null), "guide" + i);
    }
    assertThat(log.of(HALL, "ticket/" + ticket.id(), 0))
        .filteredOn(event -> event.event() instanceof TicketEvent.Transferred)
        .hasSize(1);
  }
}
