package org.jiaohao.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Printing: each job is another text, which comes out once, or not at all when that was said. */
public final class Prints implements Job {
  /** What the driver said of a job. */
  public enum Said {
    /** It came out. */
    PRINTED,
    /** Nothing was printed. */
    FAILED,
    /** Nobody knows. */
    UNCERTAIN
  }

  private final Function<String, Said> driver;
  private final ToLongFunction<String> paper;
  private final Map<String, Said> jobs = new LinkedHashMap<>();

  /**
   * Prints through a driver.
   *
   * @param driver prints a text and waits for the outcome
   * @param paper how often a text came out of the emulated printer
   */
  public Prints(Function<String, Said> driver, ToLongFunction<String> paper) {
    this.driver = driver;
    this.paper = paper;
  }

  @Override
  public Verdict once() {
    String text = "第 " + (jobs.size() + 1) + " 张";
    Said said = driver.apply(text);
    jobs.put(text, said);
    long printed = paper.applyAsLong(text);
    return switch (said) {
      case PRINTED -> printed == 1 ? Verdict.DONE : Verdict.FALSE_SUCCESS;
      case FAILED -> printed == 0 ? Verdict.NOT_DONE : Verdict.FALSE_FAILURE;
      case UNCERTAIN -> Verdict.NOT_DONE;
    };
  }

  @Override
  public void check() {
    jobs.forEach(
        (text, said) -> {
          long printed = paper.applyAsLong(text);
          switch (said) {
            case PRINTED -> assertThat(printed).as(text).isEqualTo(1);
            case FAILED -> assertThat(printed).as(text).isZero();
            case UNCERTAIN -> assertThat(printed).as(text).isLessThanOrEqualTo(1);
          }
        });
  }
}
