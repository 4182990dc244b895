package org.jiaohao.hall.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.contract.event.TicketFacts;
import org.jiaohao.contract.event.WindowFacts;
import org.jiaohao.hall.queue.TicketState;
import org.jiaohao.hall.window.WindowState;
import org.junit.jupiter.api.Test;

/** Every state of the server has its word on the wire, and readers know one more: unknown. */
class StateWordsTest {
  @Test
  void theWireKnowsEveryStateOfATicket() {
    assertThat(wordsOf(TicketFacts.State.values())).isEqualTo(andUnknown(TicketState.values()));
  }

  @Test
  void theWireKnowsEveryStateOfAWindow() {
    assertThat(wordsOf(WindowFacts.State.values())).isEqualTo(andUnknown(WindowState.values()));
  }

  private static List<String> andUnknown(Enum<?>[] states) {
    return Stream.concat(wordsOf(states).stream(), Stream.of("UNKNOWN")).toList();
  }

  private static List<String> wordsOf(Enum<?>[] states) {
    return Arrays.stream(states).map(Enum::name).toList();
  }
}
