package org.jiaohao.device.driver.escl;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jiaohao.device.driver.Profiles;
import org.jiaohao.device.driver.http.HostHeader;

/**
 * Habits of a model, from its profile.
 *
 * @param host what stands in the header Host of requests
 * @param answer longest wait for its answer to a question
 * @param falseEnd how long a page is asked for again when it says there is none, though paper lies
 *     in its feeder
 * @param pause before each page
 * @param tellsEmpty whether its word that the feeder is empty is true before a scan
 */
record EsclHabits(
    HostHeader host, Duration answer, Duration falseEnd, Duration pause, boolean tellsEmpty) {
  static final String FAMILY = "escl";
  private static final int MOST_MILLIS = 60_000;

  /**
   * Loads a profile.
   *
   * @throws org.jiaohao.device.driver.ConfigurationException when there is none, or it is wrong
   */
  static EsclHabits load(String profile) {
    Profiles.Values values = Profiles.load(FAMILY, profile);
    String host = values.word("host", Set.of("usual", "with-port", "localhost"));
    return new EsclHabits(
        HostHeader.valueOf(host.toUpperCase(Locale.ROOT).replace('-', '_')),
        Duration.ofMillis(values.number("answer-ms", 500, MOST_MILLIS)),
        Duration.ofMillis(values.number("false-end-ms", 0, MOST_MILLIS)),
        Duration.ofMillis(values.number("page-pause-ms", 0, MOST_MILLIS)),
        values.flag("tells-empty"));
  }
}
