package org.jiaohao.device.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a contact bounces, one push of a button is one press. */
class DebouncePropertiesTest {
  private static int presses(Debounce debounce, List<Boolean> levels) {
    int presses = 0;
    for (boolean level : levels) {
      var sample = new BitSet();
      sample.set(2, level);
      presses += debounce.sample(sample).get(2) ? 1 : 0;
    }
    return presses;
  }

  private static void add(List<Boolean> levels, int count, boolean level) {
    for (int i = 0; i < count; i++) {
      levels.add(level);
    }
  }

  /** At the edges one sample may say anything; held and released are each seen at least twice. */
  @Property
  void eachPushIsOnePress(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 2, max = 9) Integer> lengths,
      @ForAll @Size(30) List<Boolean> edges) {
    var levels = new ArrayList<Boolean>();
    add(levels, 2, false);
    for (int i = 0; i < lengths.size(); i++) {
      levels.add(edges.get(i));
      add(levels, lengths.get(i), i % 2 == 0);
    }
    int pushes = (lengths.size() + 1) / 2;
    assertThat(presses(new Debounce(), levels)).isEqualTo(pushes);
  }

  @Property
  void singleSamplesAreNoPress(@ForAll @Size(max = 40) List<Boolean> noise) {
    var levels = new ArrayList<Boolean>();
    for (boolean level : noise) {
      levels.add(level);
      levels.add(false);
    }
    levels.addFirst(false);
    assertThat(presses(new Debounce(), levels)).isZero();
  }

  @Example
  void whatIsHeldAtFirstOrAfterAnAbsenceWasNotPressedNow() {
    var debounce = new Debounce();
    assertThat(presses(debounce, List.of(true, true, true))).isZero();
    assertThat(presses(debounce, List.of(false, false, true, true, true))).isEqualTo(1);
    debounce.reset();
    assertThat(presses(debounce, List.of(true, true))).isZero();
  }
}
