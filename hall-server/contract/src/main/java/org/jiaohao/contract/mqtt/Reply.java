package org.jiaohao.contract.mqtt;

/**
 * Answer to a command, matched by MQTT correlation data.
 *
 * @param outcome ACCEPTED, DONE, REFUSED, EXPIRED or UNCERTAIN; UNCERTAIN is never repeated by
 *     itself
 * @param messageZh reason, or null
 * @param messageEn the same in English
 */
public record Reply(String outcome, String messageZh, String messageEn) {}
