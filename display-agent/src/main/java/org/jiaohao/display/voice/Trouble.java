package org.jiaohao.display.voice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a voice and what to do next.
 *
 * @param code short word for programs, for example CLIPS_MISSING
 * @param zh zh-CN
 * @param en the same in English
 */
record Trouble(String code, String zh, String en) {

  /** Several as one, under the code of the first; null when there are none. */
  static Trouble joined(List<Trouble> troubles) {
    if (troubles.isEmpty()) {
      return null;
    }
    return new Trouble(
        troubles.getFirst().code(),
        troubles.stream().map(Trouble::zh).collect(Collectors.joining(" ")),
        troubles.stream().map(Trouble::en).collect(Collectors.joining(" ")));
  }
}
