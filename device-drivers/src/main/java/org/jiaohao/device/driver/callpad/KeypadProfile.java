package org.jiaohao.device.driver.callpad;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Profiles;

/**
 * What the keys of a keypad mean.
 *
 * @param keys key code of Linux → meaning
 * @param digits key code → digit 0 to 9
 */
record KeypadProfile(Map<Integer, Key> keys, Map<Integer, Integer> digits) {
  private static final int LAST_KEY = 0x2ff;

  static KeypadProfile load(String name) {
    Profiles.Values values = Profiles.load("keypad", name);
    Map<Integer, Key> keys = new HashMap<>();
    Map<Integer, Integer> digits = new HashMap<>();
    for (Key key : Key.values()) {
      if (key != Key.OTHER) {
        String word = key.name().toLowerCase(Locale.ROOT).replace('_', '-');
        for (int code : codes(name, word, values.text(word))) {
          if (keys.put(code, key) != null) {
            throw bad(name, word, "每个键只能有一个含义", "a key can mean one thing only");
          }
        }
      }
    }
    int digit = 0;
    for (int code : codes(name, "digits", values.text("digits"))) {
      if (keys.containsKey(code) || digits.put(code, digit++ % 10) != null) {
        throw bad(name, "digits", "每个键只能有一个含义", "a key can mean one thing only");
      }
    }
    return new KeypadProfile(keys, digits);
  }

  private static int[] codes(String profile, String word, String text) {
    if (text.equals("none")) {
      return new int[0];
    }
    String[] codes = text.split(" ");
    var read = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      read[i] = codes[i].matches("\\d{1,4}") ? Integer.parseInt(codes[i]) : LAST_KEY + 1;
      if (read[i] > LAST_KEY) {
        throw bad(profile, word, "应为以空格分开的键码 0–767，或 none", "must be key codes 0 to 767, or none");
      }
    }
    return read;
  }

  private static ConfigurationException bad(String profile, String word, String zh, String en) {
    return new ConfigurationException(
        "设备型号配置“" + profile + "”中 " + word + "：" + zh,
        "in profile '" + profile + "', " + word + ": " + en);
  }
}
