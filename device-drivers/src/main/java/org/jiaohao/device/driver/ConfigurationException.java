package org.jiaohao.device.driver;

import org.jiaohao.device.api.DeviceConfig;

/** A device is configured wrongly; the message says it in both languages. */
public class ConfigurationException extends IllegalArgumentException {
  private final String messageZh;
  private final String messageEn;

  /**
   * Creates one.
   *
   * @param messageZh what is wrong, zh-CN
   * @param messageEn the same in English
   */
  public ConfigurationException(String messageZh, String messageEn) {
    super(messageZh + " / " + messageEn);
    this.messageZh = messageZh;
    this.messageEn = messageEn;
  }

  /** One that names the device. */
  public static ConfigurationException of(DeviceConfig config, String zh, String en) {
    return new ConfigurationException(prefixZh(config) + zh, prefixEn(config) + en);
  }

  /** The same, naming the device. */
  ConfigurationException about(DeviceConfig config) {
    return messageZh.startsWith(prefixZh(config)) ? this : of(config, messageZh, messageEn);
  }

  private static String prefixZh(DeviceConfig config) {
    return "设备 " + config.name() + "：";
  }

  private static String prefixEn(DeviceConfig config) {
    return "device " + config.name() + ": ";
  }

  /** What is wrong, zh-CN. */
  public String messageZh() {
    return messageZh;
  }

  /** What is wrong, English. */
  public String messageEn() {
    return messageEn;
  }
}
