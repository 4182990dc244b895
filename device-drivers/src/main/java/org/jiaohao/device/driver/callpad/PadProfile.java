package org.jiaohao.device.driver.callpad;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Profiles;

/**
 * What the keys of a pad mean.
 *
 * @param keys function key, or digit and confirm key, as hex ({@code 0C}, {@code 06 0F}) → meaning
 * @param ratings pad's rating → 0 (best) to 4
 */
record PadProfile(Map<String, Key> keys, Map<Integer, Integer> ratings) {
  static PadProfile load(String name) {
    Profiles.Values values = Profiles.load("call-bus", name);
    Map<String, Key> keys = new HashMap<>();
    for (Key key : Key.values()) {
      if (key != Key.OTHER) {
        keys.put(values.text(key.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')), key);
      }
    }
    Map<Integer, Integer> ratings = new HashMap<>();
    String[] order = values.text("ratings").split(" ");
    for (int i = 0; i < order.length; i++) {
      if (!order[i].matches("[0-4]")) {
        throw new ConfigurationException(
            "设备型号配置“" + name + "”中 ratings 应为 0–4 的数字，以空格分开",
            "in profile '" + name + "' ratings must be digits 0 to 4 parted by spaces");
      }
      ratings.put(i, Integer.parseInt(order[i]));
    }
    return new PadProfile(keys, ratings);
  }

  /** Meaning of the keys in a report; digits before them are what was typed. */
  Meaning meaning(byte[] report) {
    HexFormat hex = HexFormat.ofDelimiter(" ").withUpperCase();
    for (int used = Math.min(2, report.length); used > 0; used--) {
      Key key = keys.get(hex.formatHex(report, report.length - used, report.length));
      if (key != null) {
        return new Meaning(key, digits(report, report.length - used));
      }
    }
    return new Meaning(Key.OTHER, digits(report, Math.max(0, report.length - 1)));
  }

  private static String digits(byte[] report, int count) {
    var digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (report[i] >= 0 && report[i] <= 9) {
        digits.append(report[i]);
      }
    }
    return digits.toString();
  }

  /** A key and what was typed before it. */
  record Meaning(Key key, String digits) {}
}
