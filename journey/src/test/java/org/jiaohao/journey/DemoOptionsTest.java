package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {

  @Test
  void readsOwnDevices() {
    assertThat(
            DemoOptions.parse(
                List.of("--check", "--printer", "serial:/dev/ttyS1", "--strip", "tcp://h:5005")))
        .isEqualTo(new DemoOptions(true, "serial:/dev/ttyS1", "tcp://h:5005"));
  }

  @Test
  void emulatorsAreTheDefault() {
    assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(false, null, null));
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithAnExample() {
    assertThatThrownBy(() -> DemoOptions.parse(List.of("--printer", "--check")))
        .isInstanceOf(JourneyException.class)
        .hasMessageContaining("--printer needs an address such as serial:");
    assertThatThrownBy(() -> DemoOptions.parse(List.of("--strip")))
        .isInstanceOf(JourneyException.class);
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThatThrownBy(() -> DemoOptions.parse(List.of("--fast")))
        .hasMessageContaining("Unknown option --fast");
  }
}
