package org.jiaohao.device.tool;

import java.util.Optional;

/**
 * Something that is plugged in.
 *
 * @param path where the system has it, for example {@code /dev/ttyUSB0}
 * @param address how a device is configured on it, stable where that is possible; empty when no
 *     driver works on it
 * @param vendor USB vendor and product, for example {@code 1a86:7523}, or empty
 * @param name what it calls itself
 * @param known what it is, when it is in the list of known devices
 */
public record Found(
    String path, String address, String vendor, String name, Optional<KnownUsb> known) {

  /**
   * The same with the driver for the way it is plugged in; what is known by its numbers may be
   * plugged in otherwise.
   *
   * @param sure whether that driver serves it; else none is proposed
   */
  Found servedBy(boolean sure, String driver) {
    Optional<KnownUsb> served = known.map(k -> k.servedBy(sure ? driver : ""));
    if (served.isEmpty() && sure) {
      served = Optional.of(new KnownUsb("", "", driver, "", "扫码器", "barcode reader"));
    }
    return new Found(path, address, vendor, name, served);
  }

  /** Lines for the agent's configuration, or empty when it is not known what is connected there. */
  public String proposal(String deviceName) {
    if (address.isEmpty() || known.isEmpty() || known.get().driver().isEmpty()) {
      return "";
    }
    String prefix = "jiaohao.devices." + deviceName + ".";
    String profile = known.get().profile();
    return prefix
        + "driver="
        + known.get().driver()
        + "\n"
        + prefix
        + "address="
        + address
        + "\n"
        + (profile.isEmpty() ? "" : prefix + "profile=" + profile + "\n");
  }
}
