package org.jiaohao.contract.mqtt;

import java.util.Objects;

/**
 * Command {@code test-device}: try a device that runs and say what must be seen.
 *
 * @param device device name
 */
public record TestDevice(String device) {
  /** What the schema requires is there. */
  public TestDevice {
    Objects.requireNonNull(device, "device");
  }
}
