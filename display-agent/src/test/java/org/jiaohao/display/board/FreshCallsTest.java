package org.jiaohao.display.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshCallsTest {
  private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
  private final FreshCalls fresh = new FreshCalls(ticks::get);

  @Test
  void aCallIsFreshFromTheViewThatBringsIt() {
    fresh.shows(List.of("e1", "e2"));
    assertThat(fresh.ages()).isEmpty(); // nobody knows since when they hang there
    fresh.shows(List.of("e3", "e1", "e2"));
    assertThat(fresh.ages()).isEqualTo(Map.of("e3", 0L));
    ticks.addAndGet(Duration.ofSeconds(4).toNanos());
    fresh.shows(List.of("e4", "e3", "e1"));
    assertThat(fresh.ages()).isEqualTo(Map.of("e3", 4_000L, "e4", 0L));
    ticks.addAndGet(Duration.ofSeconds(6).toNanos());
    assertThat(fresh.ages()).isEqualTo(Map.of("e4", 6_000L));
    fresh.shows(List.of("e3"));
    assertThat(fresh.ages()).isEmpty();
  }
}
