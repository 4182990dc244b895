package org.jiaohao.hall.device;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.mqtt.DeviceReport;

/**
 * A device as staff sees it.
 *
 * @param device device name
 * @param state name of the state its agent reported, or LOST together with its agent
 * @param conditions for example PAPER_NEAR_END, or null
 * @param since when this began, by the hall's time as far as the agent's clock can be corrected
 * @param sinceKnown false when it is what the agent's clock said, and nobody knows how far that is
 *     off
 * @param code vendor code or null
 * @param messageZh what is wrong and what to do next, or null
 * @param messageEn the same in English
 */
public record DeviceInfo(
    String device,
    String state,
    List<String> conditions,
    OffsetDateTime since,
    boolean sinceKnown,
    String code,
    String messageZh,
    String messageEn) {

  /** No clock is further off; the sums below would not end well. */
  private static final Duration LARGEST = Duration.ofDays(100 * 366);

  private static final int YEAR_10000 = 10_000;

  /**
   * As its agent reported it.
   *
   * @param offsetMillis how far the agent's clock is ahead of the hall's, null when it has not said
   */
  static DeviceInfo of(DeviceReport report, Long offsetMillis) {
    Optional<OffsetDateTime> since = hallTime(report, offsetMillis);
    return new DeviceInfo(
        report.device(),
        report.state().name(),
        report.conditions(),
        since.orElse(report.since()),
        since.isPresent(),
        report.code(),
        report.messageZh(),
        report.messageEn());
  }

  private static Optional<OffsetDateTime> hallTime(DeviceReport report, Long offsetMillis) {
    Optional<OffsetDateTime> told = Optional.ofNullable(report.since());
    if (report.correctedByMillis() != null) {
      return told;
    }
    boolean credible =
        offsetMillis != null
            && offsetMillis < LARGEST.toMillis()
            && offsetMillis > -LARGEST.toMillis();
    return told.filter(since -> credible && Math.abs(since.getYear()) < YEAR_10000)
        .map(since -> since.minus(Duration.ofMillis(offsetMillis)));
  }

  /** What a lost agent last reported of a device holds no more. */
  static DeviceInfo lost(String device, OffsetDateTime since) {
    return new DeviceInfo(
        device, AgentInfo.State.LOST.name(), List.of(), since, true, null, null, null);
  }
}
