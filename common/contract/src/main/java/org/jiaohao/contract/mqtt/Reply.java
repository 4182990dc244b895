package org.jiaohao.contract.mqtt;

import java.util.List;

/**
 * Answer to a command, matched by MQTT correlation data.
 *
 * @param outcome what became of the command
 * @param messageZh reason, or what was seen, or null
 * @param messageEn the same in English
 * @param found what is plugged in, as the answer to {@code scan-devices}; else null
 */
public record Reply(Outcome outcome, String messageZh, String messageEn, List<Found> found) {
  /** What became of a command. */
  public enum Outcome {
    ACCEPTED,
    DONE,
    REFUSED,
    EXPIRED,
    /** It may have been done; it is never repeated by itself. */
    UNCERTAIN,
    /** A word this version does not know. */
    UNKNOWN
  }

  /** An unknown outcome is {@link Outcome#UNKNOWN}. */
  public Reply {
    outcome = outcome == null ? Outcome.UNKNOWN : outcome;
  }

  /** An answer in words only. */
  public Reply(Outcome outcome, String messageZh, String messageEn) {
    this(outcome, messageZh, messageEn, null);
  }

  /**
   * Something that is plugged in at an agent.
   *
   * @param path where the system has it, for example {@code /dev/ttyUSB0}
   * @param usb USB vendor and product, for example {@code 1a86:7523}, or null
   * @param name what it calls itself
   * @param knownZh what it is, or null when nobody knows
   * @param knownEn the same in English
   * @param configured name of the configured device that is there already, or null
   * @param settings lines for the agent's settings, parted by line feeds, or null
   */
  public record Found(
      String path,
      String usb,
      String name,
      String knownZh,
      String knownEn,
      String configured,
      String settings) {}
}
