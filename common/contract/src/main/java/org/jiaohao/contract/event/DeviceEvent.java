package org.jiaohao.contract.event;

/** Staff asked an agent about its devices. */
public sealed interface DeviceEvent extends HallEvent {
  /** Agent id. */
  String agent();

  @Override
  default String subject() {
    return "agent/" + agent();
  }

  /**
   * What is plugged in was asked.
   *
   * @param agent agent id
   */
  record ScanAsked(String agent) implements DeviceEvent {}

  /**
   * A test of a device was asked.
   *
   * @param agent agent id
   * @param device device name
   */
  record TestAsked(String agent, String device) implements DeviceEvent {}
}
