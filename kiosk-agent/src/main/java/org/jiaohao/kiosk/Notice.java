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
public record Notice(String code, String zh, String en) {
  /** What a device says about its fault. */
  public static Notice of(DeviceFault fault) {
    return new Notice(fault.code(), fault.messageZh(), fault.messageEn());
  }

  /** What the hall server answered, or that it did not. */
  public static Notice of(HallApiException e) {
    return new Notice(e.type(), e.messageZh(), e.getMessage());
  }

  /** The text in one language, {@code en} or else zh-CN. */
  public String text(String lang) {
    return "en".equals(lang) ? en : zh;
  }
}
