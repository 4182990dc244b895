package org.jiaohao.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.Prints.Said;
import org.junit.jupiter.api.Test;

/** The fault suite finds a driver that does not tell the truth. */
class JobsTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final List<String> paper = new ArrayList<>();

  private Prints prints(Said said, int copies) {
    return new Prints(
        text -> {
          for (int i = 0; i < copies; i++) {
            paper.add(text);
          }
          return said;
        },
        text -> paper.stream().filter(text::equals).count());
  }

  @Test
  void aTicketSaidToBePrintedComesOutOnce() {
    assertThat(prints(Said.PRINTED, 1).once()).isEqualTo(Verdict.DONE);
    paper.clear();
    assertThat(prints(Said.PRINTED, 0).once()).isEqualTo(Verdict.FALSE_SUCCESS);
    assertThat(prints(Said.PRINTED, 2).once()).isEqualTo(Verdict.FALSE_SUCCESS);
  }

  @Test
  void aTicketSaidToHaveFailedDoesNotComeOutNotEvenLater() {
    assertThat(prints(Said.FAILED, 1).once()).isEqualTo(Verdict.FALSE_FAILURE);
    paper.clear();
    Prints prints = prints(Said.FAILED, 0);
    assertThat(prints.once()).isEqualTo(Verdict.NOT_DONE);
    prints.check();
    paper.add("第 1 张");
    assertThatThrownBy(prints::check).isInstanceOf(AssertionError.class);
  }

  @Test
  void anEventMayGetLostButNotAppearTwiceOrFromNowhere() throws Exception {
    var keys = new Events<String>();
    assertThat(keys.give("a", () -> {}, SHORT)).isEqualTo(Verdict.NOT_DONE);
    assertThat(keys.give("b", () -> keys.report("b"), SHORT)).isEqualTo(Verdict.DONE);
    keys.check();
    keys.report("b");
    assertThatThrownBy(keys::check).isInstanceOf(AssertionError.class);
    var others = new Events<String>();
    assertThat(others.give("c", () -> others.report("d"), SHORT)).isEqualTo(Verdict.FALSE_SUCCESS);
  }
}
