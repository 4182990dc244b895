package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jiaohao.hall.queue.ServingWindows.Serving;
import org.junit.jupiter.api.Test;

/** Who is next, and why, over people in memory. */
class CallOrderTest {
  private static Waiter regular(String queue, long position) {
    return new Waiter(queue + position, queue, false, position, null);
  }

  private static Waiter priority(String queue, long position) {
    return new Waiter(queue + position, queue, true, position, null);
  }

  private static String call(MemoryLines lines, String window, String... queues) {
    CallOrder.Choice choice = CallOrder.next(window, List.of(queues), lines).orElseThrow();
    lines.call(choice.who());
    return choice.who().id() + " " + choice.reason();
  }

  @Test
  void theForemostOfAllQueuesIsCalled() {
    var lines = new MemoryLines(List.of(regular("c", 2), regular("d", 1)), Map.of());
    assertThat(call(lines, "9", "c", "d")).isEqualTo("d1 FOREMOST");
    assertThat(call(lines, "9", "c", "d")).isEqualTo("c2 FOREMOST");
    assertThat(CallOrder.next("9", List.of("c", "d"), lines)).isEmpty();
  }

  @Test
  void theThirdCallGoesToPriority() {
    var lines =
        new MemoryLines(
            List.of(
                regular("a", 1),
                regular("a", 2),
                regular("a", 3),
                priority("a", 4),
                priority("a", 5)),
            Map.of());
    assertThat(call(lines, "1", "a")).isEqualTo("a1 REGULAR_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a2 REGULAR_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a4 PRIORITY_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a3 REGULAR_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a5 ONLY_PRIORITY");
  }

  @Test
  void whoWasPassedOnToAWindowIsCalledThereOnly() {
    var lines =
        new MemoryLines(
            List.of(new Waiter("t", "a", false, 1, "2"), regular("a", 5)), Map.of("a", 1));
    assertThat(call(lines, "1", "a")).isEqualTo("a5 FOREMOST");
    assertThat(CallOrder.next("1", List.of("a"), lines)).isEmpty();
    assertThat(call(lines, "2", "a")).isEqualTo("t FOR_THIS_WINDOW");
  }

  @Test
  void everyReasonIsASentenceInBothLanguages() {
    for (CallReason reason : CallReason.values()) {
      assertThat(reason.zh()).containsPattern("\\p{IsHan}{4}");
      assertThat(reason.en()).matches("[A-Z0-9][a-z' ,0-9]{15,}[a-z]");
    }
  }

  @Test
  void priorityMakesNobodyWaitLonger() {
    var lines =
        new MemoryLines(
            List.of(
                priority("a", 1),
                regular("a", 2),
                regular("a", 3),
                regular("a", 4),
                priority("a", 5),
                priority("a", 6)),
            Map.of());
    assertThat(call(lines, "1", "a")).isEqualTo("a1 FOREMOST");
    assertThat(call(lines, "1", "a")).isEqualTo("a2 REGULAR_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a3 REGULAR_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a5 PRIORITY_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a4 REGULAR_TURN");
    assertThat(call(lines, "1", "a")).isEqualTo("a6 ONLY_PRIORITY");
  }

  /** Whatever the line: nobody with priority is called later than without it would be. */
  @Property(tries = 2000)
  void nobodyLosesByPriority(
      @ForAll @Size(min = 1, max = 16) List<Boolean> line,
      @ForAll @IntRange(max = 15) int one,
      @ForAll @IntRange(max = CallOrder.REGULAR_BEFORE_PRIORITY) int since) {
    int who = one % line.size();
    assertThat(callOf(who, line, true, since)).isLessThanOrEqualTo(callOf(who, line, false, since));
  }

  private static int callOf(int who, List<Boolean> line, boolean priority, int since) {
    var people = new ArrayList<Waiter>();
    for (int i = 0; i < line.size(); i++) {
      boolean preferred = i == who ? priority : line.get(i);
      people.add(new Waiter("t" + i, "a", preferred, i, null));
    }
    var window = List.of(new Serving("1", List.of("a")));
    return Continuation.aheadOf("t" + who, new MemoryLines(people, Map.of("a", since)), window)
        .orElseThrow();
  }

  /** The count alone is the continuation played person by person. */
  @Property(tries = 2000)
  void everybodyIsAheadOfTheLastOfAQueueOfItsOwn(
      @ForAll @Size(max = 24) List<Boolean> line,
      @ForAll @IntRange(max = CallOrder.REGULAR_BEFORE_PRIORITY) int since,
      @ForAll @IntRange(min = 1, max = 4) int windows) {
    var people = new ArrayList<Waiter>();
    for (int i = 0; i < line.size(); i++) {
      people.add(new Waiter("t" + i, "a", line.get(i), i, null));
    }
    people.add(new Waiter("last", "a", false, 999, null));
    List<Serving> serving =
        IntStream.range(0, windows).mapToObj(i -> new Serving("w" + i, List.of("a"))).toList();
    assertThat(Continuation.aheadOf("last", new MemoryLines(people, Map.of("a", since)), serving))
        .hasValue(line.size());
  }

  @Test
  void peopleAheadAreThoseCalledByTheWindowsThatMayCallOne() {
    // 9 serves c and d, 10 serves d; six of d are older than the first of c.
    var people = new ArrayList<Waiter>();
    for (int i = 1; i <= 6; i++) {
      people.add(regular("d", i));
    }
    people.add(regular("c", 7));
    var nine = new Serving("9", List.of("c", "d"));
    var ten = new Serving("10", List.of("d"));
    Map<String, Integer> alone =
        Continuation.aheadOfAll(new MemoryLines(people, Map.of()), List.of(nine));
    assertThat(alone).containsEntry("c7", 6).containsEntry("d1", 0).containsEntry("d6", 5);
    var together =
        new HashMap<>(
            Continuation.aheadOfAll(new MemoryLines(people, Map.of()), List.of(nine, ten)));
    assertThat(together).as("three of d are called at 10").containsEntry("c7", 3);
  }
}
