package org.jiaohao.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Codes, keys or cards that an emulated device was given, and those that its driver reported. One
 * may get lost; one that was not given, or twice what was given once, is a false report.
 *
 * @param <T> an event
 */
public final class Events<T> {
  private final List<T> given = new CopyOnWriteArrayList<>();
  private final List<T> reported = new CopyOnWriteArrayList<>();

  /** The driver reports one. */
  public void report(T event) {
    reported.add(event);
  }

  /**
   * Gives the device one, and waits until the driver reports it.
   *
   * @param give lets it happen
   * @param longest a report after this counts as lost for now; it may still come
   */
  public Verdict give(T event, Runnable give, Duration longest) throws InterruptedException {
    long before = count(reported, event);
    given.add(event);
    give.run();
    boolean came = Job.within(longest, () -> count(reported, event) > before);
    if (!wrong().isEmpty()) {
      return Verdict.FALSE_SUCCESS;
    }
    return came ? Verdict.DONE : Verdict.NOT_DONE;
  }

  /** Fails when something was reported that was not given. */
  public void check() {
    assertThat(wrong()).as("reported without having happened").isEmpty();
  }

  private List<T> wrong() {
    return reported.stream().filter(e -> count(reported, e) > count(given, e)).toList();
  }

  private long count(List<T> events, T event) {
    return Collections.frequency(events, event);
  }
}
