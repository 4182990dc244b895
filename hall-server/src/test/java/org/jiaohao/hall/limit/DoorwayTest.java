package org.jiaohao.hall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

/** Whose turn it is at a door. */
class DoorwayTest {
  private static final int MOST = 2;

  private final Queue<Runnable> begun = new ArrayDeque<>();
  private final Queue<Runnable> told = new ArrayDeque<>();
  private final List<String> seen = new ArrayList<>();
  private final Doorway doorway = new Doorway(begun::add, told::add, MOST);

  private void enter(String name) {
    doorway.enter(name.substring(0, 1), () -> seen.add(name));
  }

  /** One is carried out, and the porter says whose turn it is. */
  private void one() {
    begun.remove().run();
    if (!told.isEmpty()) {
      told.remove().run();
    }
  }

  private void all() {
    while (!begun.isEmpty()) {
      one();
    }
  }

  @Test
  void anOriginWaitsForAsManyOfEachOtherAsOfItsOwn() {
    for (String name : List.of("a1", "a2", "a3", "a4", "a5", "b1", "c1", "b2")) {
      enter(name);
    }
    assertThat(begun).hasSize(MOST);
    all();
    assertThat(seen).containsExactly("a1", "a2", "a3", "b1", "c1", "a4", "b2", "a5");
    enter("d1");
    enter("d2");
    assertThat(begun).hasSize(MOST);
    enter("d3");
    assertThat(begun).hasSize(MOST);
  }

  @Test
  void whoHasPassedHoldsNobodyUp() {
    for (int i = 0; i < MOST; i++) {
      doorway.enter(
          "a",
          () -> {
            Doorway.passed();
            Doorway.passed();
            assertThat(told).as("the next one is told of once").hasSize(1);
          });
    }
    enter("b1");
    enter("b2");
    one();
    assertThat(begun).hasSize(MOST);
    one();
    all();
    assertThat(seen).containsExactly("b1", "b2");
    Doorway.passed(); // outside of any
  }

  @Test
  void aTurnEndsHoweverItEnds() {
    for (int i = 0; i < MOST; i++) {
      doorway.enter(
          "a",
          () -> {
            throw new IllegalStateException("broken");
          });
    }
    enter("b1");
    for (int i = 0; i < MOST; i++) {
      assertThatThrownBy(begun.remove()::run).hasMessage("broken");
    }
    told.remove().run();
    all();
    assertThat(seen).containsExactly("b1");
    assertThat(told).isEmpty();
  }

  /** As one that writes an answer which nobody reads. */
  @Test
  void whatTakesLongerGoesOnWithoutATurn() {
    for (int i = 0; i < MOST; i++) {
      doorway.enter(
          "a",
          () -> {
            doorway.endThoseBefore(System.nanoTime() - Duration.ofMinutes(1).toNanos());
            assertThat(told).isEmpty();
            doorway.endThoseBefore(System.nanoTime() + 1);
            doorway.endThoseBefore(System.nanoTime() + 1);
            assertThat(told).hasSize(1);
          });
    }
    enter("b1");
    enter("b2");
    enter("b3");
    all();
    assertThat(seen).containsExactly("b1", "b2", "b3");
  }

  /** Before anything is done for it: the web server answers some requests by itself. */
  @Test
  void aRequestThatIsThereHasPassed() {
    Adapter inside = mock(Adapter.class);
    var door = new AtTheDoor(inside);
    for (int i = 0; i < MOST; i++) {
      doorway.enter(
          "a",
          () -> {
            try {
              door.service(new Request(), new Response());
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            assertThat(told).hasSize(1);
          });
    }
    enter("b1");
    enter("b2");
    all();
    assertThat(seen).containsExactly("b1", "b2");
  }

  @Test
  void onlyThePorterBeginsTheNext() {
    enter("a1");
    enter("a2");
    enter("a3");
    begun.remove().run();
    assertThat(begun).hasSize(1);
    assertThat(told).hasSize(1);
  }
}
