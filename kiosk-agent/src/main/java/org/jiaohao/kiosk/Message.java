package org.jiaohao.kiosk;

import org.jiaohao.agent.HallApiException;
import org.jiaohao.device.api.DeviceFault;

/**
 * Something a person has to know: what happened and what to do next.
 *
 * @param code short stable code
 * @param zh zh-CN
 * @param en English
 */
public record Message(String code, String zh, String en) {
  /** What a device says about its fault. */
  public static Message of(DeviceFault fault) {
    return new Message(fault.code(), fault.messageZh(), fault.messageEn());
  }

  /** What the hall server answered, or that it did not. */
  public static Message of(HallApiException e) {
    return new Message(e.type(), e.messageZh(), e.getMessage());
  }

  /** The text in one language, {@code en} or else zh-CN. */
  public String text(String lang) {
    return "en".equals(lang) ? en : zh;
  }
}
