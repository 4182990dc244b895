package org.jiaohao.hall.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiaohao.hall.limit.Crowd.Guest;
import org.junit.jupiter.api.Test;

/** Who leaves a door that is nearly full. */
class CrowdTest {
  private static Guest<String> guest(String name, int worth, long nanos) {
    return new Guest<>(name, name.substring(0, 1), worth, nanos);
  }

  @Test
  void theOriginWithTheMostGivesFirstAndOfItsOwnTheLeastAndOldest() {
    var guests =
        List.of(
            guest("a1", 0, 9),
            guest("b1", 1, 50),
            guest("b2", 0, 5),
            guest("b3", 0, 7),
            guest("c1", 0, 99));
    assertThat(Crowd.leaving(guests, 1)).containsExactly("b3");
    assertThat(Crowd.leaving(guests, 2)).containsExactly("b3", "b2");
    assertThat(Crowd.leaving(guests, 3)).as("of equals, the oldest").endsWith("c1");
    assertThat(Crowd.leaving(guests, 9)).hasSize(5);
    assertThat(Crowd.leaving(guests, 0)).isEmpty();
    assertThat(Crowd.leaving(List.<Guest<String>>of(), 3)).isEmpty();
  }
}
