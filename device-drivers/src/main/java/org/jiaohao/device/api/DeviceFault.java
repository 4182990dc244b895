package org.jiaohao.device.api;

/**
 * A fault, worded so that the person in front of the device knows what to do next.
 *
 * @param device device name
 * @param address address URI
 * @param operation what was being done, for example {@code print}
 * @param code short stable code, or the vendor's
 * @param messageZh what is wrong and what to do next, zh-CN
 * @param messageEn the same in English
 */
public record DeviceFault(
    String device,
    String address,
    String operation,
    String code,
    String messageZh,
    String messageEn) {}
