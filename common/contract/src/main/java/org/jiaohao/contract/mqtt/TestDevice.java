package org.jiaohao.contract.mqtt;

/**
 * Command {@code test-device}: try a device that runs and say what must be seen.
 *
 * @param device device name
 */
public record TestDevice(String device) {}
