package org.jiaohao.hall.device;

import java.time.OffsetDateTime;
import java.util.List;
import org.jiaohao.contract.mqtt.DeviceReport;

/**
 * A device as staff sees it.
 *
 * @param device device name
 * @param state name of the state its agent reported, or LOST together with its agent
 * @param conditions for example PAPER_NEAR_END, or null
 * @param since when this began
 * @param code vendor code or null
 * @param messageZh what is wrong and what to do next, or null
 * @param messageEn the same in English
 */
public record DeviceInfo(
    String device,
    String state,
    List<String> conditions,
    OffsetDateTime since,
    String code,
    String messageZh,
    String messageEn) {

  /** As its agent reported it. */
  static DeviceInfo of(DeviceReport report) {
    return new DeviceInfo(
        report.device(),
        report.state().name(),
        report.conditions(),
        report.since(),
        report.code(),
        report.messageZh(),
        report.messageEn());
  }

  /** What a lost agent last reported of a device holds no more. */
  static DeviceInfo lost(String device, OffsetDateTime since) {
    return new DeviceInfo(device, AgentInfo.State.LOST.name(), List.of(), since, null, null, null);
  }
}
