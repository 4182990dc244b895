package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.Ticket.WaitRange;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Only what was started is measured, and each leg of a ticket apart. */
@CoreTest
class LegsTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  @Autowired TicketDesk desk;
  @Autowired TicketViews views;
  @Autowired Windows windows;
  @Autowired HallClock clock;
  @Autowired JdbcClient sql;

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
  }

  private Ticket draw(String queue) {
    return desk.draw(HALL, new DrawRequest(queue, null, null, "kiosk-1"), "yj-c00/kiosk-1");
  }

  private void minutes(int minutes) {
    clock.advance(Duration.ofMinutes(minutes));
  }

  /** Each leg of a ticket: how it began, its window, minutes of service, how it ended. */
  private List<String> legs(Ticket ticket) {
    return sql.sql(
            "select entry || ' ' || coalesce(window_no, '-') || ' '"
                + " || coalesce((ended_at - started_at) / 60000, '-') || ' ' || outcome"
                + " from ticket_leg where ticket = :ticket order by leg")
        .param("ticket", ticket.id())
        .query(String.class)
        .list();
  }

  @Test
  void twoServicesWithAWaitInBetweenAreTwoLegs() {
    windows.open(HALL, "10", "clerk10");
    Ticket ticket = draw("d");
    minutes(3);
    windows.next(HALL, "10", "clerk10");
    minutes(1);
    windows.start(HALL, "10", "clerk10");
    minutes(5);
    windows.transfer(HALL, "10", new TransferTo("d", null, TransferTo.Place.BACK), "clerk10");
    minutes(40);
    windows.next(HALL, "10", "clerk10");
    windows.start(HALL, "10", "clerk10");
    minutes(6);
    windows.finish(HALL, "10", "clerk10");
    assertThat(legs(ticket)).containsExactly("DRAWN 10 5 TRANSFERRED", "TRANSFERRED 10 6 DONE");
  }

  @Test
  void aHoldIsNoService() {
    windows.open(HALL, "10", "clerk10");
    Ticket ticket = draw("d");
    windows.next(HALL, "10", "clerk10");
    windows.start(HALL, "10", "clerk10");
    minutes(4);
    windows.hold(HALL, "10", "clerk10");
    minutes(30);
    windows.callBack(HALL, "10", ticket.id(), "clerk10");
    minutes(2);
    windows.finish(HALL, "10", "clerk10");
    assertThat(legs(ticket)).containsExactly("DRAWN 10 4 HELD", "HELD 10 2 DONE");
  }

  @Test
  void whoDidNotComeWasNotServed() {
    windows.open(HALL, "10", "clerk10");
    Ticket ticket = draw("d");
    windows.next(HALL, "10", "clerk10");
    windows.recall(HALL, "10", "clerk10");
    minutes(1);
    windows.recall(HALL, "10", "clerk10");
    minutes(1);
    windows.noShow(HALL, "10", "clerk10");
    desk.reactivate(HALL, ticket.id(), "guide");
    desk.cancel(HALL, ticket.id(), "guide");
    assertThat(legs(ticket)).containsExactly("DRAWN 10 - NO_SHOW", "REQUEUED - - CANCELLED");
  }

  @Test
  void sixWhoDidNotComeDoNotShortenTheEstimate() {
    windows.open(HALL, "19", "clerk19");
    for (int i = 0; i < 10; i++) {
      draw("h");
    }
    WaitRange before = draw("h").waitMinutes();
    for (int i = 0; i < 6; i++) {
      windows.next(HALL, "19", "clerk19");
      windows.recall(HALL, "19", "clerk19");
      minutes(1);
      windows.recall(HALL, "19", "clerk19");
      minutes(1);
      windows.noShow(HALL, "19", "clerk19");
    }
    for (int i = 0; i < 6; i++) {
      draw("h");
    }
    Ticket last = views.waiting(HALL, List.of("h"), 20).get(10);
    assertThat(last.waitingAhead()).isEqualTo(10);
    assertThat(last.waitMinutes()).isEqualTo(before);
    assertThat(last.waitMinutes().high()).isGreaterThan(10);
  }
}
