package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * People ahead are exact: what citizens are told is what happens when nobody arrives or leaves and
 * the windows that serve now call in turn. The continuation is played on the real store.
 */
@CoreTest
class PeopleAheadTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  /** 1 and 2 share a, 25 serves six queues, 9 shares c with 7 and d with 10. */
  private static final List<String> WINDOWS = List.of("1", "2", "4", "7", "9", "10", "25");

  private static final List<String> QUEUES = List.of("a", "b", "c", "d", "e");

  @Autowired TicketDesk desk;
  @Autowired TicketViews views;
  @Autowired Windows windows;
  @Autowired ServingWindows serving;
  @Autowired Halls halls;
  @Autowired HallClock clock;

  /** Ticket id → the only window that may call it. */
  private final Map<String, String> targets = new HashMap<>();

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
  }

  private Ticket draw(String queue, String priority) {
    return desk.draw(HALL, new DrawRequest(queue, null, priority, "kiosk-1"), "yj-c00/kiosk-1");
  }

  @Test
  void theSeventhAtASharedWindowIsToldSix() {
    windows.open(HALL, "9", "clerk9");
    for (int i = 0; i < 6; i++) {
      draw("d", null);
    }
    assertThat(draw("c", null).waitingAhead()).isEqualTo(6);
    assertThat(views.queues(halls.get(HALL)))
        .filteredOn(queue -> queue.id().equals("c"))
        .singleElement()
        .satisfies(queue -> assertThat(queue.waitMinutes().low()).isPositive());
  }

  @Test
  void whileNoWindowServesTheQueueItsOwnPeopleCountAndNoMinutesAreTold() {
    draw("c", null);
    draw("d", null);
    Ticket ticket = draw("c", null);
    assertThat(ticket.waitingAhead()).isEqualTo(1);
    assertThat(ticket.waitMinutes()).isNull();
    windows.open(HALL, "9", "clerk9");
    assertThat(views.get(HALL, ticket.id()).waitMinutes()).isNotNull();
    windows.pause(HALL, "9", "meeting", "clerk9");
    assertThat(views.get(HALL, ticket.id()).waitMinutes()).isNull();
  }

  @Test
  void whatIsToldIsWhatHappens() {
    long seed = Long.getLong("jiaohao.seed", new Random().nextLong());
    var random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      newDay();
      setUp(random);
      Map<String, Integer> told = told(seed);
      Map<String, Integer> happened = play(told.size());
      assertThat(happened).as("seed %d, round %d", seed, round).isEqualTo(told);
    }
  }

  /** Some windows, some people, some of them passed on. */
  private void setUp(Random random) {
    var open = new ArrayList<String>();
    for (String no : WINDOWS) {
      if (random.nextBoolean()) {
        windows.open(HALL, no, "clerk" + no);
        open.add(no);
      }
    }
    var drawn = new ArrayList<Ticket>();
    for (int i = 0; i < 30; i++) {
      String queue = QUEUES.get(random.nextInt(QUEUES.size()));
      drawn.add(draw(queue, random.nextInt(4) == 0 ? "elderly" : null));
    }
    for (int i = 0; i < 6 && !open.isEmpty(); i++) {
      String window = open.get(random.nextInt(open.size()));
      var place = TransferTo.Place.values()[random.nextInt(3)];
      try {
        String id = drawn.get(random.nextInt(drawn.size())).id();
        desk.transfer(HALL, id, new TransferTo(null, window, place), "guide");
        targets.put(id, window);
      } catch (Problem refused) {
        assertThat(refused.slug()).isEqualTo("target-queue-missing");
      }
    }
  }

  /** What those whom an open window may call are told; a ticket drawn now is told the same. */
  private Map<String, Integer> told(long seed) {
    Hall hall = halls.get(HALL);
    List<Serving> open = serving.of(hall);
    for (String queue : QUEUES) {
      Ticket last = draw(queue, null);
      assertThat(views.get(HALL, last.id()).waitingAhead())
          .as("seed %d, drawn last in %s", seed, queue)
          .isEqualTo(last.waitingAhead());
    }
    var told = new HashMap<String, Integer>();
    for (Ticket ticket : views.waiting(HALL, QUEUES, 200)) {
      if (open.stream().anyMatch(window -> window.queues().contains(ticket.queue()))) {
        told.put(ticket.number(), ticket.waitingAhead());
        assertThat(views.get(HALL, ticket.id()).waitingAhead()).isEqualTo(ticket.waitingAhead());
      }
    }
    return told;
  }

  private Map<String, Integer> play(int people) {
    List<Serving> open = serving.of(halls.get(HALL));
    var calls = new HashMap<String, List<Ticket>>();
    var happened = new HashMap<String, Integer>();
    while (happened.size() < people) {
      int before = happened.size();
      for (Serving window : open) {
        clock.advance(Duration.ofSeconds(10));
        WindowInfo now = windows.next(HALL, window.no(), "clerk");
        if (now.ticket() == null) {
          continue;
        }
        windows.start(HALL, window.no(), "clerk");
        happened.put(now.ticket().number(), ahead(now.ticket(), open, calls));
        calls.computeIfAbsent(window.no(), no -> new ArrayList<>()).add(now.ticket());
      }
      assertThat(happened.size()).as("somebody is called in every turn").isGreaterThan(before);
    }
    return happened;
  }

  /** Calls so far at the windows that may call this ticket. */
  private int ahead(Ticket ticket, List<Serving> open, Map<String, List<Ticket>> calls) {
    String target = targets.get(ticket.id());
    return open.stream()
        .filter(window -> window.queues().contains(ticket.queue()))
        .filter(window -> target == null || target.equals(window.no()))
        .mapToInt(window -> calls.getOrDefault(window.no(), List.of()).size())
        .sum();
  }
}
