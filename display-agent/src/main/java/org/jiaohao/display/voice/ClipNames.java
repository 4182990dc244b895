package org.jiaohao.display.voice;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The words of our own phrases and the names of their clips. Names are ASCII, since Chinese file
 * names break in archives and under plain locales.
 */
final class ClipNames {
  /** Optional; without it two tones are made. */
  static final String CHIME = "chime";

  /** Optional; needed only when the digit 1 is spoken 幺. */
  static final String YAO = "yao";

  private static final String DIGITS = "零一二三四五六七八九";
  private static final Map<String, String> NAMES = names();

  private ClipNames() {}

  private static Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    names.put("请", "qing");
    names.put("号", "hao");
    names.put("到", "dao");
    names.put("号窗口", "hao-chuangkou");
    names.put("办理", "banli");
    names.put("区", "qu");
    names.put("看屏幕", "kan-pingmu");
    names.put("语音测试", "yuyin-ceshi");
    for (int i = 0; i < DIGITS.length(); i++) {
      names.put(DIGITS.substring(i, i + 1), String.valueOf(i));
    }
    names.put("幺", YAO);
    names.put("十", "10");
    names.put("百", "100");
    for (char c = 'A'; c <= 'Z'; c++) {
      names.put(String.valueOf(c), String.valueOf(c).toLowerCase(java.util.Locale.ROOT));
    }
    return names;
  }

  /** Word → clip, in the order of a recording session. */
  static Map<String, String> all() {
    return java.util.Collections.unmodifiableMap(NAMES);
  }

  /** The clip of a word of ours, or null for any other. */
  static String of(String word) {
    return NAMES.get(word);
  }
}
